package database

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pageSized makes a new database with pages of that size, smaller ones for
// deeper trees.
func pageSized(t testing.TB, pageSize int) *DB {
	t.Helper()
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec(fmt.Sprintf("PRAGMA page_size = %d; VACUUM", pageSize)); err != nil {
		t.Fatal(err)
	}
	return db
}

// loadSizes loads n rows of corpus_size, their sizes of the form 00000017xxx
// with as many x as length says.
func loadSizes(ctx context.Context, tx *sql.Tx, n int, length func(i int) int) error {
	l, err := NewLoader(ctx, tx, "corpus_size")
	if err != nil {
		return err
	}
	var r Row
	for i := range n {
		r.Reset()
		r.Int(1)
		r.Text(fmt.Sprintf("%08d%s", i, strings.Repeat("x", length(i))))
		r.Int(int64(i) * 7)
		if err := l.Add(&r); err != nil {
			return err
		}
	}
	return l.Close(ctx)
}

// check wants the n rows of loadSizes, found one after the other and by key,
// and a file that SQLite finds sound.
func checkSizes(t testing.TB, db Querier, n int) {
	t.Helper()
	i := 0
	err := EachRow(t.Context(), db, "SELECT size, documents FROM corpus_size", nil, func(rows *sql.Rows) error {
		var size string
		var documents int
		if err := rows.Scan(&size, &documents); err != nil {
			return err
		}
		if documents != 7*i || size[:8] != fmt.Sprintf("%08d", i) {
			t.Errorf("row %d is %.9s, %d", i, size, documents)
		}
		i++
		return nil
	})
	if err != nil || i != n {
		t.Fatalf("%d rows, want %d; error %v", i, n, err)
	}
	for _, want := range []struct{ query, is string }{
		{"SELECT count(*) FROM corpus_size a JOIN corpus_size b USING (corpus_id, size)", fmt.Sprint(n)},
		{"PRAGMA integrity_check", "ok"},
		{"SELECT count(*) FROM pragma_foreign_key_check", "0"},
	} {
		err := EachRow(t.Context(), db, want.query, nil, func(rows *sql.Rows) error {
			var got string
			if err := rows.Scan(&got); err != nil {
				return err
			}
			if got != want.is {
				t.Errorf("%d rows: %s says %s", n, want.query, got)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// SQLite reads what was loaded as if it had written it: in the transaction, to
// which it can add, and after it.
func TestLoader(t *testing.T) {
	db := pageSized(t, 512)
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 60), rapid.IntRange(0, 3000)).Draw(rt, "rows")
		longest := rapid.IntRange(0, 80).Draw(rt, "longest") // 102 bytes is the longest row on such a page
		lengths := rapid.SliceOfN(rapid.IntRange(0, longest), 1, 20).Draw(rt, "lengths")
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			if _, err := tx.Exec("DELETE FROM corpus_size; DELETE FROM meta"); err != nil {
				return err
			}
			if err := loadSizes(t.Context(), tx, n, func(i int) int { return lengths[i%len(lengths)] }); err != nil {
				return err
			}
			checkSizes(t, tx, n)
			fillMeta(t, tx, 200) // takes new pages
			if _, err := tx.Exec("INSERT INTO corpus_size VALUES (1, '00000000a', 0), (1, 'last', 0)"); err != nil {
				return err
			}
			_, err := tx.Exec("DELETE FROM corpus_size WHERE size IN ('00000000a', 'last')")
			return err
		})
		if err != nil {
			rt.Fatal(err)
		}
		checkSizes(t, db, n)
	})
}

// Every number of rows about the first borders of pages.
func TestLoaderAtBordersOfPages(t *testing.T) {
	db := pageSized(t, 512)
	for n := range 120 {
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			if _, err := tx.Exec("DELETE FROM corpus_size"); err != nil {
				return err
			}
			return loadSizes(t.Context(), tx, n, func(int) int { return 85 })
		})
		if err != nil {
			t.Fatal(err)
		}
		checkSizes(t, db, n)
	}
}

// A load that is rolled back leaves nothing.
func TestLoaderRollsBack(t *testing.T) {
	db := pageSized(t, 4096)
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if err := loadSizes(t.Context(), tx, 10_000, func(int) int { return 5 }); err != nil {
			return err
		}
		return sql.ErrNoRows
	})
	if err != sql.ErrNoRows {
		t.Fatal(err)
	}
	checkSizes(t, db, 0)
	if got := one[int](t, db, "SELECT page_count FROM pragma_page_count"); got > 60 {
		t.Errorf("%d pages are left", got)
	}
	if err := db.Write(t.Context(), func(tx *sql.Tx) error {
		return loadSizes(t.Context(), tx, 1000, func(int) int { return 5 })
	}); err != nil {
		t.Fatal(err)
	}
	checkSizes(t, db, 1000)
}

func TestLoaderRefuses(t *testing.T) {
	for name, statement := range map[string]string{
		"rows":    "INSERT INTO corpus_size VALUES (1, '1x1', 1)",
		"index":   "CREATE INDEX mine ON corpus_size (documents)",
		"trigger": "CREATE TRIGGER mine AFTER INSERT ON corpus_size BEGIN SELECT 1; END",
	} {
		t.Run(name, func(t *testing.T) {
			err := pageSized(t, 4096).Write(t.Context(), func(tx *sql.Tx) error {
				if _, err := tx.Exec(statement); err != nil {
					return err
				}
				l, err := NewLoader(t.Context(), tx, "corpus_size")
				if l != nil {
					t.Error("a loader")
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	_, err := inNew(t, func(tx *sql.Tx) error {
		return loadSizes(t.Context(), tx, 1, func(int) int { return 2100 })
	})
	if err == nil || !strings.Contains(err.Error(), "corpus_size") || !strings.Contains(err.Error(), "too long") {
		t.Errorf("error %v", err)
	}
	if _, err := inNew(t, func(tx *sql.Tx) error { _, err := NewLoader(t.Context(), tx, "nonsense"); return err }); err == nil {
		t.Error("a loader for a table that is not there")
	}
}

// Numbers at the borders of every width, and texts of any length, as they were given.
func TestRowValues(t *testing.T) {
	var numbers []int64
	for bits := range 64 {
		for _, n := range []int64{1<<bits - 1, 1 << bits, 1<<bits + 1} {
			numbers = append(numbers, n, -n)
		}
	}
	numbers = append(numbers, math.MaxInt64, math.MinInt64)
	db, err := inNew(t, func(tx *sql.Tx) error {
		l, err := NewLoader(t.Context(), tx, "subgraph")
		if err != nil {
			return err
		}
		var r Row
		for i, n := range numbers {
			r.Reset()
			r.Int(1)
			r.Text("full")
			r.Blob([]byte{byte(i >> 8), byte(i)})
			r.Text(strings.Repeat("ü", i%400))
			for range 4 {
				r.Int(n)
			}
			if err := l.Add(&r); err != nil {
				return err
			}
		}
		return l.Close(t.Context())
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range numbers {
		row := one[string](t, db, "SELECT printf('%d %d %d %d %d', length(op), depth, nodes, documents, occurrences) FROM subgraph WHERE corpus_id = 1 AND scope = 'full' AND fingerprint = ?", []byte{byte(i >> 8), byte(i)})
		if want := fmt.Sprintf("%d %d %[2]d %[2]d %[2]d", i%400, n); row != want {
			t.Errorf("row %d is %s, want %s", i, row, want)
		}
	}
	if got := one[string](t, db, "PRAGMA integrity_check"); got != "ok" {
		t.Error(got)
	}
}

// The page with the byte that SQLite locks stays free.
func TestBtreeLeavesTheLockPage(t *testing.T) {
	var numbers []int64
	b := newBtree(65536, 65536, lockOffset/65536-2, func(number int64, _ []byte) error {
		numbers = append(numbers, number)
		return nil
	})
	for range 5 * 65536 / 1000 {
		if err := b.add(make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.close(7); err != nil {
		t.Fatal(err)
	}
	// Byte 2^30 is the first of page 16385.
	if want := "[16382 16383 16384 16386 16387 7]"; fmt.Sprint(numbers) != want {
		t.Errorf("pages %v, want %s", numbers, want)
	}
}

func BenchmarkLoader(b *testing.B) {
	const rows = 20_000
	written := 0
	for b.Loop() {
		if _, err := inNew(b, func(tx *sql.Tx) error {
			return loadSizes(b.Context(), tx, rows, func(int) int { return 20 })
		}); err != nil {
			b.Fatal(err)
		}
		written += rows
	}
	b.ReportMetric(float64(written)/b.Elapsed().Seconds(), "rows/s")
}
