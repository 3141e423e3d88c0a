package database

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed schema.sql
var schema string

// How much of what a run changes is kept in memory, in KiB. Until that
// overflows or the run commits, the file is as it was and others may read it;
// a new database has no readers yet.
const (
	cacheSize      = 1 << 20
	cacheSizeOfNew = 1 << 16
)

// readerPatience is how long a run that is ready to commit waits for those who
// read the database at that moment.
const readerPatience = 10 * time.Minute

// Write runs one transaction and commits it iff f succeeds; the schema is made
// first where the database is new. Another process that is writing at the same
// time is an error that says so.
//
// The transaction itself does not end with the context: f does, and then Write
// has rolled everything back by the time it returns.
func (db *DB) Write(ctx context.Context, f func(tx *sql.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	tx, err := db.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return db.Explain(err)
	}
	defer db.undo(tx)
	if err = db.prepare(ctx, tx); err == nil {
		err = f(tx)
	}
	if over := ctx.Err(); over != nil && (err == nil || errors.Is(err, over) || isCode(err, sqlite3.SQLITE_INTERRUPT)) {
		return context.Cause(ctx)
	}
	if err == nil {
		err = db.commit(ctx, tx)
	}
	if err != nil {
		return db.Explain(err)
	}
	db.made = false
	return nil
}

// undo rolls back; after a commit it is without effect.
func (db *DB) undo(tx *sql.Tx) {
	tx.Rollback()
	// Where writing failed in the middle of the file, as on a full disk, SQLite
	// leaves the undoing to who reads it next.
	var tables int
	db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables)
}

// prepare makes the schema where there is none, and brings an earlier one up to date.
func (db *DB) prepare(ctx context.Context, tx *sql.Tx) error {
	var tables, version int
	if err := tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM sqlite_schema), (SELECT user_version FROM pragma_user_version)").Scan(&tables, &version); err != nil {
		return err
	}
	if tables > 0 && version < SchemaVersion {
		if err := migrate(ctx, tx, version); err != nil {
			return fmt.Errorf("it is of an earlier version and cannot be migrated: %w; index the corpus again into a new one", err)
		}
	}
	statements := fmt.Sprintf("PRAGMA cache_size = %d;", -cacheSize)
	if tables == 0 {
		statements = fmt.Sprintf("PRAGMA cache_size = %d; PRAGMA application_id = %d; PRAGMA user_version = %d;", -cacheSizeOfNew, applicationID, SchemaVersion) + schema
	}
	_, err := tx.ExecContext(ctx, statements)
	return err
}

// LimitCache bounds how much of what the transaction changes is kept in memory,
// in bytes, below what it may be anyhow. What overflows is written to the file
// before the commit; from then on nobody else can read it.
func LimitCache(ctx context.Context, tx *sql.Tx, bytes int64) error {
	var now int64 // negative: in KiB
	if err := tx.QueryRowContext(ctx, "SELECT cache_size FROM pragma_cache_size").Scan(&now); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA cache_size = %d", -max(1, min(-now, bytes>>10))))
	return err
}

// commit waits for readers, who may go on with the old state until then. It is
// not tx.Commit because that rolls back where a reader is in the way, and with
// it goes perhaps a day's work.
func (db *DB) commit(ctx context.Context, tx *sql.Tx) error {
	for deadline := time.Now().Add(readerPatience); ; {
		// The context must not interrupt: whether the run was saved would be unknown.
		_, err := tx.ExecContext(context.WithoutCancel(ctx), "COMMIT")
		switch {
		case !isCode(err, sqlite3.SQLITE_BUSY):
			return err
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case time.Now().After(deadline):
			return fmt.Errorf("database %s has been read by another process for %v on end, so nothing was written; end that one and run again", db.path, readerPatience)
		}
	}
}
