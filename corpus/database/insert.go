package database

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// batchRows is how many rows go into one statement: enough that the cost of a
// call no longer counts, few enough to stay far below SQLite's limit of
// 32,766 values.
const batchRows = 100

// Inserter writes rows into a table, many at a time. The order is kept; in the
// order of the primary key a new table is filled fastest.
type Inserter struct {
	tx     *sql.Tx
	table  string
	suffix string
	width  int
	full   *sql.Stmt
	values []any
}

// NewInserter makes an Inserter for those columns; suffix is what follows the
// values, such as an ON CONFLICT clause.
func NewInserter(ctx context.Context, tx *sql.Tx, table string, columns []string, suffix string) (*Inserter, error) {
	in := &Inserter{tx: tx, table: table + " (" + strings.Join(columns, ", ") + ")", suffix: suffix, width: len(columns)}
	in.values = make([]any, 0, batchRows*in.width)
	var err error
	if in.full, err = tx.PrepareContext(ctx, in.statement(batchRows)); err != nil {
		return nil, fmt.Errorf("writing to %s: %w", in.table, err)
	}
	return in, nil
}

func (in *Inserter) statement(rows int) string {
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", in.width), ", ") + ")"
	return "INSERT INTO " + in.table + " VALUES " + strings.TrimSuffix(strings.Repeat(row+", ", rows), ", ") + " " + in.suffix
}

// Add writes one row, at once or with those that follow.
func (in *Inserter) Add(ctx context.Context, row ...any) error {
	if len(row) != in.width {
		return fmt.Errorf("writing to %s: %d values for %d columns", in.table, len(row), in.width)
	}
	in.values = append(in.values, row...)
	if len(in.values) < batchRows*in.width {
		return nil
	}
	_, err := in.full.ExecContext(ctx, in.values...)
	in.values = in.values[:0]
	if err != nil {
		return fmt.Errorf("writing to %s: %w", in.table, err)
	}
	return nil
}

// Close writes what Add still holds.
func (in *Inserter) Close(ctx context.Context) error {
	defer in.full.Close()
	if len(in.values) == 0 {
		return nil
	}
	_, err := in.tx.ExecContext(ctx, in.statement(len(in.values)/in.width), in.values...)
	in.values = in.values[:0]
	if err != nil {
		return fmt.Errorf("writing to %s: %w", in.table, err)
	}
	return nil
}
