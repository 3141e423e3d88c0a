package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// access is what a connection may do.
type access int

const (
	reading access = iota
	writing
)

// settings are the pragmas of a connection and what SQLite's URI says besides.
// They are in the name that every connection is opened with, so that none is
// without them.
func (how access) settings() url.Values {
	if how == reading {
		return url.Values{
			"mode": {"ro"},
			// A writer locks readers out while it commits, seldom for long.
			"_pragma": {"query_only(1)", "busy_timeout(10000)", "temp_store(memory)"},
		}
	}
	return url.Values{
		"mode":    {"rw"},
		"_txlock": {"immediate"},
		// Of a new file, pages of 8 KiB: very many keys are looked up in 14 % less
		// time than with 4, and indexing takes as long.
		"_pragma": {"page_size(8192)", "foreign_keys(1)", "busy_timeout(1000)", "temp_store(memory)"},
	}
}

// open makes a handle for an existing file. Nothing is read yet.
func open(path string, how access) (*DB, error) {
	file, err := resolve(path)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, reason(err))
	}
	// As an absolute path, since a relative one may look like another kind of
	// URI; and escaped, since names may have ? and # in them.
	// Finder opens and closes the file besides SQLite, which must not end the
	// locks. It is so for the whole process, and where it cannot be any more
	// Finder does without.
	sqlite.OFDLocking(true)
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: how.settings().Encode()}
	connector, err := sqlite.NewConnector(name.String())
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	if how == reading {
		connector = noAttach{connector}
	}
	db := &DB{DB: sql.OpenDB(connector), path: path, file: file, how: how}
	db.SetMaxOpenConns(1) // a second one would wait for the locks of the first
	return db, nil
}

// noAttach opens connections that cannot attach other files: the one way in
// which a connection that only reads this file could still write, by ATTACH
// and by VACUUM INTO. SQLite sets such limits connection by connection, and
// the pool replaces a connection whose query was interrupted, so it is done
// here, for each.
type noAttach struct{ driver.Connector }

// Connect implements driver.Connector.
func (c noAttach) Connect(ctx context.Context) (driver.Conn, error) {
	pool := sql.OpenDB(c.Connector) // sqlite.Limit wants a connection from a pool
	conn, err := pool.Conn(ctx)
	if err != nil {
		pool.Close()
		return nil, err
	}
	limited := &limitedConn{pool: pool, pooled: conn}
	if _, err = sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, 0); err == nil {
		err = conn.Raw(func(c any) error {
			limited.sqliteConn = c.(sqliteConn)
			return nil
		})
	}
	if err != nil {
		limited.Close()
		return nil, err
	}
	return limited, nil
}

// sqliteConn is what the driver's connections can do.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// limitedConn is a connection with the pool of one that it came from.
type limitedConn struct {
	sqliteConn
	pool   *sql.DB
	pooled *sql.Conn
}

// Close implements driver.Conn.
func (c *limitedConn) Close() error {
	c.pooled.Close()
	return c.pool.Close()
}
