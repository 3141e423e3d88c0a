package database

import (
	"database/sql"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// LimitLength sets how long a value or a row may be that a connection reads or
// makes, in bytes: for files that graphcov did not make, where one may be a
// gigabyte of nothing. What is longer is an error that [IsTooLong].
func LimitLength(conn *sql.Conn, bytes int) error {
	_, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, bytes)
	return err
}

// IsTooLong reports whether the error is that of a value or a row longer than
// SQLite reads.
func IsTooLong(err error) bool { return isCode(err, sqlite3.SQLITE_TOOBIG) }
