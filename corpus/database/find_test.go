package database

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/graph"
)

// subgraphRow is a row of subgraph, as far as it is looked up.
type subgraphRow struct {
	corpusID    int64
	scope       string
	fingerprint graph.Fingerprint
	op          string
	documents   int64
	occurrences int64
}

// insert writes rows in the order in which they come, through SQLite.
func (r subgraphRow) insert(ctx context.Context, tx *sql.Tx) error {
	key := r.fingerprint.Bytes()
	_, err := tx.ExecContext(ctx, `INSERT INTO subgraph VALUES (?, ?, ?, ?, 1, 2, ?, ?)
		ON CONFLICT DO UPDATE SET documents = excluded.documents, occurrences = excluded.occurrences`,
		r.corpusID, r.scope, key[:], r.op, r.documents, r.occurrences)
	return err
}

// load fills the empty table, page by page.
func loadSubgraphs(ctx context.Context, tx *sql.Tx, rows []subgraphRow) error {
	l, err := NewLoader(ctx, tx, "subgraph")
	if err != nil {
		return err
	}
	var out Row
	for _, r := range rows {
		out.Reset()
		key := r.fingerprint.Bytes()
		out.Int(r.corpusID)
		out.Text(r.scope)
		out.Blob(key[:])
		out.Text(r.op)
		out.Int(1)
		out.Int(2)
		out.Int(r.documents)
		out.Int(r.occurrences)
		if err := l.Add(&out); err != nil {
			return err
		}
	}
	return l.Close(ctx)
}

func compareRows(a, b subgraphRow) int {
	if a.corpusID != b.corpusID {
		return int(a.corpusID - b.corpusID)
	}
	if by := strings.Compare(a.scope, b.scope); by != 0 {
		return by
	}
	return a.fingerprint.Compare(b.fingerprint)
}

// drawRows draws different rows of a few corpora and scopes, in order.
func drawRows(t *rapid.T, rng *rand.Rand) []subgraphRow {
	n := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(0, 1500)).Draw(t, "rows")
	corpora := rapid.SampledFrom([][]int64{{1}, {1, 2}, {0, 1, 2, 300, math.MaxInt32}}).Draw(t, "corpora")
	scopes := rapid.SampledFrom([][]string{{"full"}, {"full", "step"}, {"full", "hop2", "hop3", "shape", "step"}}).Draw(t, "scopes")
	var rows []subgraphRow
	for range n {
		rows = append(rows, subgraphRow{
			corpusID: corpora[rng.IntN(len(corpora))], scope: scopes[rng.IntN(len(scopes))], fingerprint: drawFingerprint(rng),
			op: strings.Repeat("o", rng.IntN(20)), documents: rng.Int64() >> rng.IntN(64), occurrences: rng.Int64() >> rng.IntN(64),
		})
	}
	slices.SortFunc(rows, compareRows)
	return slices.CompactFunc(rows, func(a, b subgraphRow) bool { return compareRows(a, b) == 0 })
}

// drawFingerprint is any, or one of a narrow range at the beginning, in the
// middle or at the end of all: some come again.
func drawFingerprint(rng *rand.Rand) graph.Fingerprint {
	f := graph.Fingerprint{Hi: rng.Uint64(), Lo: rng.Uint64()}
	switch rng.IntN(4) {
	case 0:
		f.Hi = []uint64{0, 1 << 63, math.MaxUint64}[rng.IntN(3)]
		f.Lo = uint64(rng.IntN(1000))
	case 1:
		f.Hi, f.Lo = math.MaxUint64, math.MaxUint64-uint64(rng.IntN(3))
	}
	return f
}

// whatIs finds keys on pages, from wherever they come, or by SQL.
func whatIs(ctx context.Context, f *Finder, keys []Sought, pages bool) (values [][2]int64, err error) {
	values = make([][2]int64, len(keys)) // the numbers are the positions
	found := func(number uint32, v []int64) { values[number] = [2]int64{v[0], v[1]} }
	if pages {
		f.bytesPerKey = math.MaxInt32 // however sparse they are
		return values, errors.Join(f.onPages(ctx, keys, found), f.Close(ctx))
	}
	return values, f.bySQL(ctx, keys, found)
}

// changing is a transaction that may have changed what it looks up, whatever
// it was said to be.
func changing(tx Querier) Querier {
	if settled, ok := tx.(Settled); ok {
		return settled.Querier
	}
	return tx
}

func subgraphFinder(tx Querier, corpusID int64, scope string) *Finder {
	return NewFinder(tx, "subgraph", []Match{{"corpus_id", corpusID}, {"scope", scope}}, "documents", "occurrences")
}

// number gives keys in ascending order their numbers.
func number(keys []graph.Fingerprint) (sought []Sought) {
	slices.SortFunc(keys, graph.Fingerprint.Compare)
	for i, key := range keys {
		sought = append(sought, Sought{key, uint32(i)})
	}
	return sought
}

// Looking on the pages gives what a plain SELECT gives, whatever the form of
// the table: loaded, inserted into, rows deleted and added again, in the
// transaction that does so and after it.
func TestFindOnPages(t *testing.T) {
	for _, pageSize := range []int{512, 1024, 4096, 16384, 65536} {
		t.Run(fmt.Sprint(pageSize), func(t *testing.T) {
			db := pageSized(t, pageSize)
			if err := db.Write(t.Context(), func(tx *sql.Tx) error {
				_, err := tx.Exec("INSERT OR IGNORE INTO corpus SELECT value, 'c' || value, 't', 0, 0, 0, 0, 0, 0 FROM json_each('[0, 1, 2, 300, 2147483647]')")
				return err
			}); err != nil {
				t.Fatal(err)
			}
			rapid.Check(t, func(rt *rapid.T) { checkFinds(t.Context(), rt, db) })
		})
	}
}

func checkFinds(ctx context.Context, t *rapid.T, db *DB) {
	rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	rows := drawRows(t, rng)
	var keys []graph.Fingerprint
	for _, r := range rows {
		switch f := r.fingerprint; rng.IntN(4) {
		case 0:
			keys = append(keys, f, f)
		case 1:
			keys = append(keys, f, graph.Fingerprint{Hi: f.Hi, Lo: f.Lo + 1}, graph.Fingerprint{Hi: f.Hi, Lo: f.Lo - 1})
		}
	}
	for range rapid.IntRange(1, 300).Draw(t, "absent keys") {
		keys = append(keys, drawFingerprint(rng))
	}
	sought := number(keys)
	// check compares with what there is, according to a plain SELECT.
	check := func(tx Querier, state string) error {
		is := make(map[subgraphRow][2]int64)
		err := EachRow(ctx, tx, "SELECT corpus_id, scope, fingerprint, documents, occurrences FROM subgraph", nil, func(rows *sql.Rows) error {
			var r subgraphRow
			var key []byte
			var v [2]int64
			if err := rows.Scan(&r.corpusID, &r.scope, &key, &v[0], &v[1]); err != nil {
				return err
			}
			var err error
			r.fingerprint, err = graph.FingerprintFromBytes(key)
			is[r] = v
			return err
		})
		if err != nil {
			return err
		}
		for range 4 {
			corpusID := []int64{0, 1, 1, 2, 3, 300, math.MaxInt32}[rng.IntN(7)]
			scope := []string{"full", "full", "full", "step", "hop2", "g"}[rng.IntN(6)]
			pages, tx := rng.IntN(4) > 0, tx
			if rng.IntN(2) == 0 {
				tx = changing(tx)
			}
			values, err := whatIs(ctx, subgraphFinder(tx, corpusID, scope), sought, pages)
			if err != nil {
				return fmt.Errorf("%s: pages %v: %w", state, pages, err)
			}
			for i, k := range sought {
				if want := is[subgraphRow{corpusID: corpusID, scope: scope, fingerprint: k.Fingerprint}]; values[i] != want {
					return fmt.Errorf("%s: pages %v: %v in corpus %d under %s is %v, want %v", state, pages, k.Fingerprint, corpusID, scope, values[i], want)
				}
			}
		}
		return nil
	}
	err := db.Write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM subgraph"); err != nil {
			return err
		}
		loaded := rapid.IntRange(0, len(rows)).Draw(t, "rows loaded")
		later := slices.Clone(rows[loaded:])
		if err := loadSubgraphs(ctx, tx, rows[:loaded]); err != nil {
			return err
		}
		if err := check(tx, "loaded"); err != nil {
			return err
		}
		rng.Shuffle(len(later), func(i, j int) { later[i], later[j] = later[j], later[i] })
		for _, r := range later {
			if err := r.insert(ctx, tx); err != nil {
				return err
			}
		}
		if err := check(tx, "inserted"); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM subgraph WHERE documents % 3 = 0"); err != nil {
			return err
		}
		return check(tx, "deleted")
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Read(ctx, db, func(tx Querier) error { return check(tx, "committed") }); err != nil {
		t.Fatal(err)
	}
}

// Where rows go on on other pages, or a table is another one, SQLite is asked.
func TestFindFallsBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var keys []graph.Fingerprint
	for range 2 * fewest {
		keys = append(keys, drawFingerprint(rng))
	}
	sought := slices.CompactFunc(number(keys), func(a, b Sought) bool { return a.Fingerprint == b.Fingerprint })
	at := sought[7]
	long := subgraphRow{corpusID: 1, scope: "full", fingerprint: at.Fingerprint, op: strings.Repeat("long", 1000), documents: 5, occurrences: 6}
	for name, before := range map[string]string{
		"long rows":      "",
		"another order":  "ALTER TABLE subgraph RENAME TO old; CREATE TABLE subgraph (scope TEXT, corpus_id INTEGER, fingerprint BLOB, op TEXT, depth INTEGER, nodes INTEGER, documents INTEGER, occurrences INTEGER, PRIMARY KEY (scope, corpus_id, fingerprint)) WITHOUT ROWID; INSERT INTO subgraph SELECT scope, corpus_id, fingerprint, op, depth, nodes, documents, occurrences FROM old",
		"columns turned": "ALTER TABLE subgraph RENAME TO old; CREATE TABLE subgraph (corpus_id INTEGER, scope TEXT, fingerprint BLOB, occurrences INTEGER, documents INTEGER, PRIMARY KEY (corpus_id, scope, fingerprint)) WITHOUT ROWID; INSERT INTO subgraph SELECT corpus_id, scope, fingerprint, occurrences, documents FROM old",
		"with rowid":     "ALTER TABLE subgraph RENAME TO old; CREATE TABLE subgraph AS SELECT * FROM old",
		"a view":         "ALTER TABLE subgraph RENAME TO old; CREATE VIEW subgraph AS SELECT * FROM old",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := inNew(t, func(tx *sql.Tx) error {
				if err := long.insert(t.Context(), tx); err != nil {
					return err
				}
				if _, err := tx.Exec(before); err != nil {
					return err
				}
				if _, err := whatIs(t.Context(), subgraphFinder(tx, 1, "full"), sought, true); err == nil {
					t.Error("pages are read that cannot be")
				}
				finder := subgraphFinder(tx, 1, "full")
				for range 2 { // what cannot be read once cannot be read the next time
					found := 0
					err := finder.Find(t.Context(), sought, func(number uint32, v []int64) {
						if v[0] == 0 {
							return
						}
						if found++; number != at.Number || v[0] != 5 || v[1] != 6 || found > 1 {
							t.Errorf("key %d: %v", number, v)
						}
					})
					if err != nil {
						return err
					}
				}
				return finder.Close(t.Context())
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// A damaged page is an error, or is what SQLite would read: never more than
// there is, and never without end.
func FuzzFindOnPage(f *testing.F) {
	f.Add([]byte{leafPage, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{interiorPage, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 9, 1, 0})
	for _, page := range somePages(f) {
		f.Add(page)
	}
	k, err := newKey([]Match{{"corpus_id", int64(1)}, {"scope", "full"}})
	if err != nil {
		f.Fatal(err)
	}
	keys := number([]graph.Fingerprint{{}, {}, {Hi: 1}, {Hi: 1 << 62}, {Hi: 1 << 63}, {Hi: 1 << 63, Lo: 5}, {Hi: math.MaxUint64, Lo: math.MaxUint64}})
	f.Fuzz(func(t *testing.T, data []byte) {
		page := make([]byte, 512)
		copy(page, data)
		found, below := make([]bool, len(keys)), 0
		s := search{tree: &tree{pageSize: 512, usable: 512, key: k, columns: []int{6, 7}}, values: make([]int64, 2)}
		s.found = func(number uint32, _ []int64) {
			if found[number] {
				t.Errorf("key %d is found twice", number)
			}
			found[number] = true
		}
		if err := s.page(page, keys); err != nil {
			return
		}
		for _, b := range s.next {
			below += len(b.keys)
		}
		for _, is := range found {
			if is {
				below++
			}
		}
		if page[0] == interiorPage && below != len(keys) || below > len(keys) {
			t.Errorf("%d of %d keys are accounted for", below, len(keys))
		}
	})
}

// somePages are pages of subgraph, in a database with small ones.
func somePages(t testing.TB) (pages [][]byte) {
	t.Helper()
	err := pageSized(t, 512).Write(t.Context(), func(tx *sql.Tx) error {
		rng := rand.New(rand.NewPCG(1, 1))
		for range 300 {
			r := subgraphRow{corpusID: 1, scope: "full", fingerprint: drawFingerprint(rng), op: "add", documents: 3, occurrences: 4}
			if err := r.insert(t.Context(), tx); err != nil {
				return err
			}
		}
		return EachRow(t.Context(), tx, "SELECT data FROM sqlite_dbpage, (SELECT rootpage FROM sqlite_schema WHERE name = 'subgraph') WHERE pgno >= rootpage", nil, func(rows *sql.Rows) error {
			var page []byte
			err := rows.Scan(&page)
			pages = append(pages, page)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// A tree that leads back to itself comes to an end, and one that leads out of
// the file as well; SQLite then says that the file is damaged.
func TestFindInDamagedTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for name, child := range map[string]func(root uint32) uint32{
		"to the root":     func(root uint32) uint32 { return root },
		"out of the file": func(uint32) uint32 { return 1 << 20 },
		"to no page":      func(uint32) uint32 { return 0 },
	} {
		t.Run(name, func(t *testing.T) {
			db := pageSized(t, 512)
			var keys []graph.Fingerprint
			undone := errors.New("undone")
			err := db.Write(t.Context(), func(tx *sql.Tx) error {
				for range 1000 {
					r := subgraphRow{corpusID: 1, scope: "full", fingerprint: drawFingerprint(rng), op: "add", documents: 3, occurrences: 4}
					if err := r.insert(t.Context(), tx); err != nil {
						return err
					}
					keys = append(keys, r.fingerprint)
				}
				var root uint32
				var page []byte
				if err := tx.QueryRow("SELECT pgno, data FROM sqlite_dbpage WHERE pgno = (SELECT rootpage FROM sqlite_schema WHERE name = 'subgraph')").Scan(&root, &page); err != nil {
					return err
				}
				binary.BigEndian.PutUint32(page[leafHeader:], child(root))
				if _, err := tx.Exec("UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?", page, root); err != nil {
					return err
				}
				f := subgraphFinder(tx, 1, "full")
				if _, err := whatIs(t.Context(), f, number(keys), true); !errors.Is(err, errPages) {
					t.Errorf("error %v", err)
				}
				return undone
			})
			if !errors.Is(err, undone) {
				t.Fatal(err)
			}
			values, err := whatIs(t.Context(), subgraphFinder(db, 1, "full"), number(keys), true)
			if err != nil || slices.ContainsFunc(values, func(v [2]int64) bool { return v != [2]int64{} }) {
				t.Errorf("rows that were undone are there: %v", err)
			}
		})
	}
}
