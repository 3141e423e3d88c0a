package coverage

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
)

// Rows of two tables stand in them in the order in which they were added, and
// are all there after wait; what is added after it comes behind them.
func TestWriterKeepsTheOrder(t *testing.T) {
	var order strings.Builder
	const n = 3*rowsAhead*rowsTogether + 50
	withTables(t, func(tx *sql.Tx, a, b *database.Inserter) error {
		w := newWriter(t.Context())
		defer w.close()
		for i := range n {
			if err := (table{w, []*database.Inserter{a, b}[i%2]}).Add(i); err != nil {
				return err
			}
			if i != 7 && i != n/2 && i != n-1 {
				continue
			}
			if err := w.wait(); err != nil {
				return err
			}
		}
		if err := a.Close(t.Context()); err != nil {
			return err
		}
		if err := b.Close(t.Context()); err != nil {
			return err
		}
		for _, name := range []string{"a", "b"} {
			fmt.Fprint(&order, name, " ", inOrder(t, tx, name), " ")
		}
		return nil
	})
	if want := fmt.Sprintf("a %d b %d ", (n+1)/2, n/2); order.String() != want {
		t.Errorf("rows in order: %s, want %s", &order, want)
	}
}

// inOrder is how many rows a table has, -1 where they are not in ascending order.
func inOrder(t *testing.T, tx *sql.Tx, name string) (n int) {
	t.Helper()
	err := tx.QueryRow("SELECT CASE WHEN min(n = 2 * rowid - iif(?1 = 'a', 2, 1)) THEN count(*) ELSE -1 END FROM "+name, name).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// After a row that cannot be written nothing more is: the transaction may be over.
func TestWriterStopsAtAFault(t *testing.T) {
	for _, c := range []struct {
		name string
		fail func(cancel func(), a *database.Inserter, w *writer) error
	}{
		{"a row", func(_ func(), a *database.Inserter, w *writer) error { return table{w, a}.Add(1, 2) }},
		{"the context", func(cancel func(), a *database.Inserter, w *writer) error {
			cancel()
			return table{w, a}.Add(1)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			withTables(t, func(tx *sql.Tx, a, b *database.Inserter) error {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				w := newWriter(ctx)
				defer w.close()
				if err := c.fail(cancel, a, w); err != nil {
					return err
				}
				var err error
				added := 0
				for ; err == nil && added < 100*rowsTogether; added++ {
					err = table{w, b}.Add(added)
				}
				if err == nil || added > (rowsAhead+1)*rowsTogether {
					t.Errorf("error %v after %d rows", err, added)
				}
				var n int
				if err := tx.QueryRow("SELECT count(*) FROM b").Scan(&n); err != nil || n > 0 {
					t.Errorf("%d rows were written after it, %v", n, err)
				}
				return nil
			})
		})
	}
}

// withTables calls f with two tables of one column.
func withTables(t *testing.T, f func(tx *sql.Tx, a, b *database.Inserter) error) {
	t.Helper()
	db, err := database.Create(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec("CREATE TABLE a (n INTEGER); CREATE TABLE b (n INTEGER)"); err != nil {
			return err
		}
		a, err := database.NewInserter(t.Context(), tx, "a", []string{"n"}, "")
		if err != nil {
			return err
		}
		b, err := database.NewInserter(t.Context(), tx, "b", []string{"n"}, "")
		if err != nil {
			return err
		}
		return f(tx, a, b)
	})
	if err != nil {
		t.Fatal(err)
	}
}
