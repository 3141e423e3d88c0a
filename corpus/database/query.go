package database

import (
	"context"
	"database/sql"
)

// Querier is a database or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// EachRow calls each for every row of a query, ready to be scanned. It ends at
// the first error.
func EachRow(ctx context.Context, db Querier, query string, args []any, each func(*sql.Rows) error) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Read calls f with a transaction that reads, so that all its queries see the
// same state: the one given, or in a database one of its own.
func Read(ctx context.Context, db Querier, f func(tx Querier) error) error {
	opener, ok := db.(interface {
		BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
	})
	if !ok {
		return f(db)
	}
	tx, err := opener.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return f(Settled{tx})
}
