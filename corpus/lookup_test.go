package corpus

import (
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// openIndexed is a database of n scratchpads, open to read, with their problems.
func openIndexed(t *testing.T, n int, size string) (*database.DB, []string) {
	t.Helper()
	path, records := inDir(t, "a.db"), scratchpads(t, 1, n, size)
	mustIndex(t, path, nil, writeFile(t, inDir(t, "a.jsonl"), records...))
	mustIndex(t, path, func(opt *Options) { opt.Corpus = "other" }, corpusFile(t, 2, 3, "1x1"))
	db, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, records
}

// The counts of every sub-graph, and of none that is not there, are those of a
// plain SELECT, in whatever order, however often and how many are asked for.
func TestLookup(t *testing.T) {
	db, _ := openIndexed(t, 150, "3x3")
	for _, scope := range graph.DefaultScopes() {
		want := make(map[graph.Fingerprint]Count)
		err := database.EachRow(t.Context(), db, "SELECT fingerprint, documents, occurrences FROM subgraph WHERE corpus_id = 1 AND scope = ?", []any{scope.String()}, func(rows *sql.Rows) error {
			var key []byte
			var c Count
			if err := rows.Scan(&key, &c.Documents, &c.Occurrences); err != nil {
				return err
			}
			f, err := graph.FingerprintFromBytes(key)
			want[f] = c
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		keys := slices.Collect(maps.Keys(want))
		keys = append(keys, keys...) // asked for twice
		for i := range 700 {         // absent ones
			keys = append(keys, graph.FingerprintText(fmt.Sprint("absent", i)))
		}
		rng := rand.New(rand.NewPCG(1, 1))
		rng.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		given := slices.Clone(keys)
		for _, n := range []int{0, 1, 2, 99, 700, len(keys)} {
			counts, err := Lookup(t.Context(), db, 1, scope, keys[:n])
			if err != nil {
				t.Fatal(err)
			}
			if len(counts) != n {
				t.Fatalf("%v: %d counts of %d keys", scope, len(counts), n)
			}
			for i, c := range counts {
				if c != want[keys[i]] {
					t.Errorf("%v: %d keys: %v counts %v, want %v", scope, n, keys[i], c, want[keys[i]])
				}
			}
		}
		if !slices.Equal(keys, given) {
			t.Fatal("the caller's keys were changed")
		}
	}
	// A full sub-graph, which has values, is no shape.
	keys := keysOf(t, db, graph.Full())
	for corpusID, scope := range map[int64]graph.Scope{1: graph.Shape(), 2: graph.Shape(), 7: graph.Full()} {
		counts, err := Lookup(t.Context(), db, corpusID, scope, keys)
		if err != nil || slices.ContainsFunc(counts, func(c Count) bool { return c != Count{} }) {
			t.Errorf("full sub-graphs are found under %v in corpus %d: %v", scope, corpusID, err)
		}
	}
}

// More keys than one range or one part has are spread over all processors.
func TestLookupOfManyRanges(t *testing.T) {
	db, _ := openIndexed(t, 150, "3x3")
	there := keysOf(t, db, graph.Full())
	rng := rand.New(rand.NewPCG(1, 1))
	keys := make([]graph.Fingerprint, 2*partKeys+5)
	want := make([]bool, len(keys))
	for i := range keys {
		if want[i] = rng.IntN(2) == 0; want[i] {
			keys[i] = there[rng.IntN(len(there))]
		} else {
			keys[i] = graph.Fingerprint{Hi: rng.Uint64(), Lo: rng.Uint64()}
		}
	}
	counts, err := Lookup(t.Context(), db, 1, graph.Full(), keys)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range counts {
		if found := c.Documents > 0; found != want[i] {
			t.Fatalf("key %d: %v, but it is %v that it is there", i, c, want[i])
		}
	}
}

// In the transaction that changed them, counts are as changed, and as they were once it is undone.
func TestLookupInTransaction(t *testing.T) {
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, corpusFile(t, 1, 100, "3x3"))
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	keys := keysOf(t, db, graph.Full())
	sum := func(db database.Querier) (documents int64) {
		counts, err := Lookup(t.Context(), db, 1, graph.Full(), keys)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range counts {
			documents += c.Documents
		}
		return documents
	}
	before := sum(db)
	undone := errors.New("undone")
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec("UPDATE subgraph SET documents = documents + 1000000 WHERE scope = 'full'"); err != nil {
			return err
		}
		if got, want := sum(tx), before+1_000_000*int64(len(keys)); got != want {
			t.Errorf("%d documents in the transaction, want %d", got, want)
		}
		return undone
	})
	if err != undone {
		t.Fatal(err)
	}
	if got := sum(db); got != before {
		t.Errorf("%d documents after it, want %d", got, before)
	}
}

// keysOf are all fingerprints under a scope.
func keysOf(t *testing.T, db *database.DB, scope graph.Scope) (keys []graph.Fingerprint) {
	t.Helper()
	rows, err := rowsOf(t.Context(), db, "SELECT fingerprint FROM subgraph WHERE corpus_id = 1 AND scope = '"+scope.String()+"'")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		b, err := hex.DecodeString(row)
		if err != nil {
			t.Fatal(err)
		}
		key, err := graph.FingerprintFromBytes(b)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
	}
	return keys
}

func TestLookupInputs(t *testing.T) {
	db, records := openIndexed(t, 600, "2x1") // 810 problems, so some come again
	want := make(map[string]int64)
	var inputs []string
	for _, record := range records {
		doc, err := Fields{}.Document(jsonOf(record))
		if err != nil {
			t.Fatal(err)
		}
		var x, y int
		if _, err := fmt.Sscanf(doc.Question, "What is %d times %d?", &x, &y); err != nil {
			t.Fatal(err)
		}
		input := fmt.Sprintf(`{"x":%d,"y":%d}`, x, y)
		want[input]++
		inputs = append(inputs, input, input+" ", "")
	}
	got, err := LookupInputs(t.Context(), db, 1, inputs)
	if err != nil {
		t.Fatal(err)
	}
	if len(want) == len(records) {
		t.Error("no problem comes again")
	}
	for i, input := range inputs {
		if got[i] != want[input] {
			t.Errorf("%s: %d documents, want %d", input, got[i], want[input])
		}
	}
	if none, err := LookupInputs(t.Context(), db, 1, nil); err != nil || len(none) != 0 {
		t.Errorf("of none: %v, %v", none, err)
	}
}

func TestLookupErrors(t *testing.T) {
	db, _ := openIndexed(t, 1, "1x1")
	db.Close()
	_, err := Lookup(t.Context(), db, 1, graph.Full(), []graph.Fingerprint{{}})
	wantError(t, err, "looking up counts: ")
}
