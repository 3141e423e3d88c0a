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
	tx      *sql.Tx
	table   string // with the names of the columns
	suffix  string
	columns int
	fixed   int // how many columns, the first, have the same value in every row
	full    *sql.Stmt
	values  []any // the fixed ones, then those of the rows
}

// NewInserter makes an Inserter for those columns. suffix is what follows the
// values, such as an ON CONFLICT clause. The first columns have the fixed
// values in every row, which are then not given to Add: a value that SQLite is
// told once a statement costs nothing.
func NewInserter(ctx context.Context, tx *sql.Tx, table string, columns []string, suffix string, fixed ...any) (*Inserter, error) {
	in := &Inserter{tx: tx, table: table + " (" + strings.Join(columns, ", ") + ")", suffix: suffix, columns: len(columns), fixed: len(fixed)}
	in.values = append(make([]any, 0, len(fixed)+batchRows*in.width()), fixed...)
	var err error
	if in.full, err = tx.PrepareContext(ctx, in.statement(batchRows)); err != nil {
		return nil, fmt.Errorf("writing to %s: %w", in.table, err)
	}
	return in, nil
}

// width is the number of values that Add takes.
func (in *Inserter) width() int { return in.columns - in.fixed }

func (in *Inserter) statement(rows int) string {
	marks := make([]string, in.columns)
	for i := range marks {
		marks[i] = "?" // the next number that is free
		if i < in.fixed {
			marks[i] = fmt.Sprintf("?%d", i+1) // the same in every row
		}
	}
	row := "(" + strings.Join(marks, ", ") + ")"
	return "INSERT INTO " + in.table + " VALUES " + strings.TrimSuffix(strings.Repeat(row+", ", rows), ", ") + " " + in.suffix
}

// Add writes one row, at once or with those that follow.
func (in *Inserter) Add(ctx context.Context, row ...any) error {
	if len(row) != in.width() {
		return fmt.Errorf("writing to %s: %d values for %d columns", in.table, len(row), in.width())
	}
	in.values = append(in.values, row...)
	if in.held() < batchRows {
		return nil
	}
	_, err := in.full.ExecContext(ctx, in.values...)
	return in.done(err)
}

// Close writes what Add still holds.
func (in *Inserter) Close(ctx context.Context) error {
	defer in.full.Close()
	if in.held() == 0 {
		return nil
	}
	_, err := in.tx.ExecContext(ctx, in.statement(in.held()), in.values...)
	return in.done(err)
}

// held is the number of rows that are not written yet.
func (in *Inserter) held() int { return (len(in.values) - in.fixed) / in.width() }

func (in *Inserter) done(err error) error {
	in.values = in.values[:in.fixed]
	if err != nil {
		return fmt.Errorf("writing to %s: %w", in.table, err)
	}
	return nil
}
