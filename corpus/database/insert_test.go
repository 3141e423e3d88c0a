package database

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// inNew runs f in the transaction of a new database and keeps what it wrote.
func inNew(t testing.TB, f func(tx *sql.Tx) error) (*DB, error) {
	t.Helper()
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, db.Write(t.Context(), f)
}

var sizeColumns = []string{"corpus_id", "size", "documents"}

func TestInserterWritesEveryRow(t *testing.T) {
	// Around the number of rows that go into one statement.
	for _, n := range []int{0, 1, batchRows - 1, batchRows, batchRows + 1, 2 * batchRows, 2*batchRows + 57} {
		for _, fixed := range [][]any{nil, {1}} {
			t.Run(fmt.Sprintf("%d rows, %d fixed", n, len(fixed)), func(t *testing.T) {
				db, err := inNew(t, func(tx *sql.Tx) error {
					in, err := NewInserter(t.Context(), tx, "corpus_size", sizeColumns, "", fixed...)
					if err != nil {
						return err
					}
					for i := range n {
						row := []any{1, fmt.Sprint(i), 10 * i}
						if err := in.Add(t.Context(), row[len(fixed):]...); err != nil {
							return err
						}
					}
					return in.Close(t.Context())
				})
				if err != nil {
					t.Fatal(err)
				}
				if got := one[int](t, db, "SELECT count(*) FROM corpus_size WHERE corpus_id = 1 AND documents = 10 * CAST(size AS INTEGER)"); got != n {
					t.Errorf("%d rows are as they were given, want %d", got, n)
				}
				if got := one[int](t, db, "SELECT count(*) FROM corpus_size"); got != n {
					t.Errorf("%d rows, want %d", got, n)
				}
			})
		}
	}
}

func TestInserterOnConflict(t *testing.T) {
	db, err := inNew(t, func(tx *sql.Tx) error {
		in, err := NewInserter(t.Context(), tx, "corpus_size", sizeColumns, "ON CONFLICT DO UPDATE SET documents = documents + excluded.documents", 1)
		if err != nil {
			return err
		}
		for i := range 250 { // the same key in one statement, and in several
			if err := in.Add(t.Context(), fmt.Sprint(i%2), i); err != nil {
				return err
			}
		}
		return in.Close(t.Context())
	})
	if err != nil {
		t.Fatal(err)
	}
	// 0 + 2 + .. + 248 = 124 * 125, and one more for each of the 125 odd numbers.
	for size, want := range map[string]int{"0": 124 * 125, "1": 124*125 + 125} {
		if got := one[int](t, db, "SELECT documents FROM corpus_size WHERE size = ?", size); got != want {
			t.Errorf("size %s: %d, want %d", size, got, want)
		}
	}
}

func TestInserterErrorsNameTheTable(t *testing.T) {
	type add = func(in *Inserter) error
	rows := func(n int, row ...any) add {
		return func(in *Inserter) error {
			for range n {
				if err := in.Add(t.Context(), row...); err != nil {
					return err
				}
			}
			return in.Close(t.Context())
		}
	}
	for name, test := range map[string]struct {
		columns []string
		add     add
		says    string
	}{
		"no such column":          {[]string{"nonsense"}, rows(1, 1), "nonsense"},
		"too few values":          {sizeColumns, rows(1, 1, "2x2"), "2 values for 3 columns"},
		"too many values":         {sizeColumns, rows(1, 1, "2x2", 3, 4), "4 values for 3 columns"},
		"duplicate in a batch":    {sizeColumns, rows(batchRows, 1, "2x2", 3), "UNIQUE"},
		"duplicate at the end":    {sizeColumns, rows(2, 1, "2x2", 3), "UNIQUE"},
		"no such corpus":          {sizeColumns, rows(1, 7, "2x2", 3), "FOREIGN KEY"},
		"text where a number is":  {sizeColumns, rows(1, 1, "2x2", "many"), "cannot store TEXT"},
		"NULL where none must be": {sizeColumns, rows(1, 1, nil, 3), "NOT NULL"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := inNew(t, func(tx *sql.Tx) error {
				in, err := NewInserter(t.Context(), tx, "corpus_size", test.columns, "")
				if err != nil {
					return err
				}
				return test.add(in)
			})
			if err == nil || !strings.Contains(err.Error(), "corpus_size") || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v, want one of corpus_size that says %q", err, test.says)
			}
		})
	}
}

func BenchmarkInserter(b *testing.B) {
	const rows = 20_000
	written := 0
	for b.Loop() {
		_, err := inNew(b, func(tx *sql.Tx) error {
			in, err := NewInserter(b.Context(), tx, "subgraph",
				[]string{"corpus_id", "scope", "fingerprint", "op", "depth", "nodes", "documents", "occurrences"}, "", 1, "full")
			if err != nil {
				return err
			}
			var key [16]byte
			for i := range rows {
				key[0], key[1], key[2] = byte(i>>16), byte(i>>8), byte(i) // in the order of the key
				if err := in.Add(b.Context(), append([]byte(nil), key[:]...), "multiply", 1, 3, i%7, i%11); err != nil {
					return err
				}
			}
			return in.Close(b.Context())
		})
		if err != nil {
			b.Fatal(err)
		}
		written += rows
	}
	b.ReportMetric(float64(written)/b.Elapsed().Seconds(), "rows/s")
}
