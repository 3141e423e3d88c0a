//go:build unix

package corpus

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// openSpread is a database with so many rows of a scope, whose fingerprints are
// spread evenly: the leading bits of the one of row i are its position.
func openSpread(b *testing.B, rows uint64) *database.DB {
	b.Helper()
	path := filepath.Join(b.TempDir(), "b.db")
	db, err := database.Create(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	err = db.Write(b.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec("INSERT INTO corpus VALUES (1, 'c', 't', 0, 0, 0, 0, 0, 0)"); err != nil {
			return err
		}
		l, err := database.NewLoader(b.Context(), tx, "subgraph")
		if err != nil {
			return err
		}
		var out database.Row
		for i := range rows {
			key := spread(i, rows).Bytes()
			out.Reset()
			out.Int(1)
			out.Text("full")
			out.Blob(key[:])
			out.Text("multiply")
			for range 4 {
				out.Int(2)
			}
			if err := l.Add(&out); err != nil {
				return err
			}
		}
		return l.Close(b.Context())
	})
	if err != nil {
		b.Fatal(err)
	}
	if db, err = database.OpenReadOnly(b.Context(), path); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

func spread(i, rows uint64) graph.Fingerprint {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], i)
	return graph.Fingerprint{Hi: i*(1<<63/rows)*2 + 1, Lo: graph.FingerprintText(string(b[:])).Lo}
}

// BenchmarkLookup looks keys up among a million rows, some 9,000 pages.
func BenchmarkLookup(b *testing.B) {
	const rows = 1_000_000
	db := openSpread(b, rows)
	for _, n := range []int{10, 1000, 10_000, 100_000, 1_000_000} {
		for _, present := range []int{0, 50, 100} {
			b.Run(fmt.Sprintf("keys=%d/present=%d%%", n, present), func(b *testing.B) {
				rng := rand.New(rand.NewPCG(1, 1))
				keys, want := make([]graph.Fingerprint, n), 0
				for i := range keys {
					keys[i] = graph.Fingerprint{Hi: rng.Uint64() &^ 1, Lo: rng.Uint64()} // those that are there are odd
					if rng.IntN(100) < present {
						keys[i] = spread(rng.Uint64N(rows), rows)
						want++
					}
				}
				start := cpuTime(b)
				for b.Loop() {
					counts, err := Lookup(b.Context(), db, 1, graph.Full(), keys)
					if err != nil {
						b.Fatal(err)
					}
					found := 0
					for _, c := range counts {
						if c.Documents > 0 {
							found++
						}
					}
					if found != want {
						b.Fatalf("%d are found, want %d", found, want)
					}
				}
				b.ReportMetric(float64((cpuTime(b)-start).Nanoseconds())/float64(b.N)/float64(n), "cpu-ns/key")
			})
		}
	}
}
