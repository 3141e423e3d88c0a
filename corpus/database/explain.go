package database

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Explain says in words what SQLite's codes mean to a person, and what to do.
// Other errors it returns as they are.
func (db *DB) Explain(err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return err
	}
	switch failure.Code() {
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return fmt.Errorf("database %s was moved or removed by another process: %w; run again", db.path, err)
	case sqlite3.SQLITE_READONLY_ROLLBACK:
		return fmt.Errorf("database %s was left in the middle of a write: %w; open it once as someone who may write to it and its directory", db.path, err)
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("database %s is being written by another process; wait until it is done", db.path)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("database %s is not an SQLite file; name another with --db", db.path)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("no space left for database %s, which is as it was before: %w; make room and run again", db.path, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("database %s is damaged: %w; make it anew from its sources", db.path, err)
	case sqlite3.SQLITE_READONLY:
		if db.how == reading {
			return fmt.Errorf("database %s is open for reading only: %w; change it with graphcov index or graphcov analyze", db.path, err)
		}
		return fmt.Errorf("database %s cannot be written: %w; see who may write to it, or name another with --db", db.path, err)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("database %s: %w; see who may read and write the file and its directory", db.path, err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("database %s: %w; see whether the disk is sound", db.path, err)
	}
	return fmt.Errorf("database %s: %w", db.path, err)
}

// isCode reports whether the error has that code of SQLite's, or one that is a
// kind of it.
func isCode(err error, code int) bool {
	var failure *sqlite.Error
	return errors.As(err, &failure) && (failure.Code() == code || failure.Code()&0xff == code)
}

// isCorrupt reports whether the error is one of a damaged file.
func isCorrupt(err error) bool {
	return isCode(err, sqlite3.SQLITE_CORRUPT) || isCode(err, sqlite3.SQLITE_NOTADB)
}

// reason leaves the path out of an error, which the message names already.
func reason(err error) error {
	var in *fs.PathError
	if errors.As(err, &in) {
		return in.Err
	}
	return err
}
