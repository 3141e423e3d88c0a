package database

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed schema.sql
var schema string

const (
	// SchemaVersion is the user_version of the databases that this program writes.
	SchemaVersion = 1

	// applicationID marks a file as graphcov's: the letters gcov.
	applicationID = 0x67636f76
)

// DB is an open database.
type DB struct {
	*sql.DB
	path string
	made bool // the file was not there before and holds nothing yet
}

// Create opens the database at path to write to, and makes it where there is none.
func Create(ctx context.Context, path string) (*DB, error) {
	_, err := os.Stat(path)
	isNew := errors.Is(err, fs.ErrNotExist)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, fmt.Errorf("database %s cannot be written: %w; name another with --db", path, reason(err))
	}
	info, err := file.Stat()
	file.Close()
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	db, err := open(ctx, path, "foreign_keys(1)", "busy_timeout(2000)", "temp_store(memory)")
	if err != nil {
		if isNew {
			os.Remove(path)
		}
		return nil, err
	}
	db.made = isNew
	if info.Size() > 0 { // an empty file is a new database, or one whose making was interrupted
		if err := db.check(ctx); err != nil {
			db.Close()
			return nil, err
		}
	}
	return db, nil
}

// OpenReadOnly opens an existing database. The connection itself refuses to
// change anything, this file or another.
func OpenReadOnly(ctx context.Context, path string) (*DB, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("database %s: %w; make it with graphcov index or graphcov analyze", path, reason(err))
	} else if info.Size() == 0 {
		return nil, fmt.Errorf("database %s is empty; fill it with graphcov index or graphcov analyze", path)
	}
	db, err := open(ctx, path, "query_only(1)", "temp_store(memory)")
	if err != nil {
		return nil, err
	}
	if err := db.check(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func open(ctx context.Context, path string, pragmas ...string) (*DB, error) {
	query := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	if pragmas[0] == "query_only(1)" {
		query.Set("mode", "ro")
	}
	absolute, err := filepath.Abs(path) // a relative path may look like another kind of URI
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	where := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: query.Encode()}
	handle, err := sql.Open("sqlite", where.String())
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	handle.SetMaxOpenConns(1) // so that what is set on the connection holds for every query
	db := &DB{DB: handle, path: path}
	if query.Get("mode") == "ro" {
		if err := db.forbidAttach(ctx); err != nil {
			db.Close()
			return nil, db.Explain(err)
		}
	}
	return db, nil
}

// forbidAttach closes the one way in which a read-only connection could still
// write a file: VACUUM INTO, which attaches it.
func (db *DB) forbidAttach(ctx context.Context) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	return err
}

// check reports whether the file is a graphcov database of this version.
func (db *DB) check(ctx context.Context) error {
	var application, version, tables int
	err := db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)").Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return db.Explain(err)
	case application == 0 && version == 0 && tables == 0:
		return nil // made by an interrupted first run, or by hand: nothing is in it
	case application != applicationID:
		return fmt.Errorf("database %s is an SQLite file of another program; name another with --db", db.path)
	case version > SchemaVersion:
		return fmt.Errorf("database %s has schema version %d, newer than the %d of this graphcov; update graphcov", db.path, version, SchemaVersion)
	case version < SchemaVersion:
		return fmt.Errorf("database %s has schema version %d, which this graphcov (version %d) cannot migrate; index the corpus again into a new one", db.path, version, SchemaVersion)
	}
	return nil
}

// Path is the path that the database was opened under.
func (db *DB) Path() string { return db.path }

// Close closes the database. A file that was made for a run which then wrote
// nothing is removed again.
func (db *DB) Close() error {
	err := db.DB.Close()
	if db.made {
		os.Remove(db.path)
	}
	return err
}

// Write runs one transaction and commits it iff f succeeds; the schema is made
// first where the database is new. Another process that is writing at the same
// time is an error that says so.
func (db *DB) Write(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return db.Explain(err)
	}
	defer tx.Rollback() // without effect after a commit
	var tables int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return db.Explain(err)
	}
	if tables == 0 {
		version := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, SchemaVersion)
		if _, err := tx.ExecContext(ctx, version+schema); err != nil {
			return db.Explain(err)
		}
	}
	if err := f(tx); err != nil {
		return db.Explain(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return db.Explain(err)
	}
	db.made = false
	return nil
}

// Explain says in words what SQLite's codes mean to a person. Other errors it
// returns as they are.
func (db *DB) Explain(err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return err
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("database %s is being written by another process; wait until it is done", db.path)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("database %s is not an SQLite file; name another with --db", db.path)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("no space left for database %s, which is as it was before: %w", db.path, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("database %s is damaged: %w; make it anew from its sources", db.path, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("database %s is open for reading only: %w", db.path, err)
	}
	return fmt.Errorf("database %s: %w", db.path, err)
}

// reason leaves the path out of an error, which the message names already.
func reason(err error) error {
	var in *fs.PathError
	if errors.As(err, &in) {
		return in.Err
	}
	return err
}
