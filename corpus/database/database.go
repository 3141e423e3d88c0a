package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// SchemaVersion is the user_version of the databases that this program writes.
	SchemaVersion = 3

	// applicationID marks a file as graphcov's: the letters gcov.
	applicationID = 0x67636f76
)

// DB is an open database.
type DB struct {
	*sql.DB
	path string // as given, for messages
	file string // the file itself, links followed
	how  access
	made bool // the file was not there before and holds nothing yet
	old  bool // of an earlier schema version
}

// Create opens the database at path to write to, and makes it where there is none.
func Create(ctx context.Context, path string) (*DB, error) {
	info, err := os.Stat(path)
	made := errors.Is(err, fs.ErrNotExist)
	switch {
	case made:
		err = makeFile(path)
	case err == nil && info.IsDir():
		err = errors.New("it is a directory")
	case err == nil && !info.Mode().IsRegular():
		err = errNoFile
	}
	if err != nil {
		return nil, fmt.Errorf("database %s cannot be written: %w; name another with --db", path, reason(err))
	}
	db, err := open(path, writing)
	if err != nil {
		if made {
			os.Remove(path)
		}
		return nil, err
	}
	db.made = made
	// An empty file is a new database, or one whose making was interrupted.
	if _, err := db.check(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// makeFile makes an empty file. One that exists is never opened other than by
// SQLite: closing it would end the locks that this process holds on it.
func makeFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	return file.Close()
}

// errNoFile says that a path is of something else, which SQLite would wait for, or
// take for a failing disk.
var errNoFile = errors.New("it is a pipe or a device")

// OpenReadOnly opens an existing database. The connection itself refuses to
// change anything, this file or another; before that, a database of an earlier
// version is migrated.
func OpenReadOnly(ctx context.Context, path string) (*DB, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("database %s: %w; make it with graphcov index or graphcov analyze", path, reason(err))
	case info.IsDir():
		return nil, fmt.Errorf("database %s is a directory; name a file with --db", path)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("database %s: %w; name a file with --db", path, errNoFile)
	}
	db, empty, err := openChecked(ctx, path, reading)
	if isCode(err, sqlite3.SQLITE_READONLY_ROLLBACK) {
		// A run was killed while it committed. Undoing what it began is the
		// first thing that a connection does which may write.
		if db, _, err := openChecked(ctx, path, writing); err == nil {
			db.Close()
		}
		db, empty, err = openChecked(ctx, path, reading)
	}
	if err == nil && db.old {
		db.Close()
		if err := migrateFile(ctx, path); err != nil {
			return nil, err
		}
		db, empty, err = openChecked(ctx, path, reading)
	}
	if err != nil {
		return nil, err
	}
	if empty {
		db.Close()
		return nil, fmt.Errorf("database %s is empty; fill it with graphcov index or graphcov analyze", path)
	}
	return db, nil
}

// migrateFile brings a database to this version.
func migrateFile(ctx context.Context, path string) error {
	db, _, err := openChecked(ctx, path, writing)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Write(ctx, func(*sql.Tx) error { return nil })
}

func openChecked(ctx context.Context, path string, how access) (db *DB, empty bool, err error) {
	if db, err = open(path, how); err != nil {
		return nil, false, err
	}
	if empty, err = db.check(ctx); err != nil {
		db.Close()
		return nil, false, err
	}
	return db, empty, nil
}

// check reports whether the file is a graphcov database, which an empty one may
// become. One of an earlier version is migrated by the first run that writes.
func (db *DB) check(ctx context.Context) (empty bool, err error) {
	var application, version, tables int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return false, db.Explain(err)
	case application == 0 && version == 0 && tables == 0:
		return true, nil
	case application != applicationID:
		return false, fmt.Errorf("database %s is an SQLite file of another program; name another with --db", db.path)
	case version > SchemaVersion:
		return false, fmt.Errorf("database %s has schema version %d, newer than the %d of this graphcov; update graphcov", db.path, version, SchemaVersion)
	case version < oldestVersion:
		return false, fmt.Errorf("database %s has schema version %d, which this graphcov (version %d) cannot migrate; index the corpus again into a new one", db.path, version, SchemaVersion)
	}
	db.old = version < SchemaVersion
	return false, nil
}

// Path is the path that the database was opened under.
func (db *DB) Path() string { return db.path }

// Close closes the database. A file that was made for a run which then wrote
// nothing is removed again.
func (db *DB) Close() error {
	if db.made {
		db.removeUnused()
	}
	return db.DB.Close()
}

// removeUnused removes the file unless another process has begun to fill it.
// It does so under the lock of a writer: one that waits for that lock finds
// the file gone, and says so, rather than writing to a file without a name.
func (db *DB) removeUnused() {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	defer tx.Rollback()
	var tables int
	if err := tx.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err == nil && tables == 0 {
		os.Remove(db.file)
	}
}

// resolve returns the absolute path of an existing file, links followed.
func resolve(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}
