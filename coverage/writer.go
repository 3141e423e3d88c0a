package coverage

import (
	"context"

	"github.com/graphcov/graphcov/corpus/database"
)

// writer writes rows to tables in the order in which they are added, on a
// goroutine of its own: SQLite does one thing at a time, and it takes longer than
// to make the rows. Only one goroutine may add.
type writer struct {
	filling *rows
	empty   []*rows
	full    chan *rows // to be written
	written chan *rows
}

// rows are some rows of several tables.
type rows struct {
	of     []rowOf
	values []any // of one row after the other
	err    error // of writing them
}

type rowOf struct {
	table  *database.Inserter
	values int
}

const (
	// rowsTogether is how many rows are handed over at a time.
	rowsTogether = 1000

	// rowsAhead is how many times that many may wait.
	rowsAhead = 4
)

// newWriter starts a writer. It writes nothing more once the context is done or a
// row could not be written, and ends with close.
func newWriter(ctx context.Context) *writer {
	w := &writer{filling: new(rows), full: make(chan *rows, rowsAhead), written: make(chan *rows, rowsAhead)}
	for range rowsAhead - 1 {
		w.empty = append(w.empty, new(rows))
	}
	go func() {
		defer close(w.written)
		var err error
		for r := range w.full {
			if err == nil { // else the transaction may be over
				err = r.write(ctx)
			}
			r.err = err
			w.written <- r
		}
	}()
	return w
}

func (r *rows) write(ctx context.Context) error {
	from := 0
	for _, row := range r.of {
		if err := row.table.Add(ctx, r.values[from:from+row.values]...); err != nil {
			return err
		}
		from += row.values
	}
	return nil
}

// table is a table that a writer writes to.
type table struct {
	*writer
	rows *database.Inserter
}

// Add has a row written. The error is that of an earlier row; there must be no
// more rows after it.
func (t table) Add(row ...any) error {
	w := t.writer
	w.filling.of = append(w.filling.of, rowOf{t.rows, len(row)})
	w.filling.values = append(w.filling.values, row...)
	if len(w.filling.of) < rowsTogether {
		return nil
	}
	w.full <- w.filling
	if len(w.empty) == 0 {
		if err := w.take(); err != nil {
			return err
		}
	}
	last := len(w.empty) - 1
	w.filling, w.empty = w.empty[last], w.empty[:last]
	return nil
}

// take waits for rows to be written.
func (w *writer) take() error {
	r := <-w.written
	if r.err != nil {
		return r.err
	}
	clear(r.values) // lets go of the texts
	r.of, r.values = r.of[:0], r.values[:0]
	w.empty = append(w.empty, r)
	return nil
}

// wait returns when all rows that were added are written, or one could not be.
func (w *writer) wait() error {
	w.full <- w.filling
	for len(w.empty) < rowsAhead {
		if err := w.take(); err != nil {
			return err
		}
	}
	w.filling, w.empty = w.empty[0], w.empty[1:]
	return nil
}

// close ends the goroutine; what waits is written before.
func (w *writer) close() {
	close(w.full)
	for range w.written {
	}
}
