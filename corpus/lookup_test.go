package corpus

import (
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
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
		var keys []graph.Fingerprint
		rows, err := db.Query("SELECT fingerprint, documents, occurrences FROM subgraph WHERE corpus_id = 1 AND scope = '" + scope.String() + "'")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var key []byte
			var c Count
			if err := rows.Scan(&key, &c.Documents, &c.Occurrences); err != nil {
				t.Fatal(err)
			}
			f, err := graph.FingerprintFromBytes(key)
			if err != nil {
				t.Fatal(err)
			}
			want[f] = c
			keys = append(keys, f, f) // asked for twice
		}
		rows.Close()
		if scope == graph.Full() && len(want) < 2*lookupBatch {
			t.Fatalf("only %d sub-graphs: too few to need several queries", len(want))
		}
		for i := range 700 { // absent ones
			keys = append(keys, graph.FingerprintText(fmt.Sprint("absent", i)))
		}
		rng := rand.New(rand.NewPCG(1, 1))
		rng.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		given := append([]graph.Fingerprint(nil), keys...)
		got, err := Lookup(t.Context(), db, 1, scope, keys)
		if err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(got, want) {
			t.Errorf("%v: %d counts differ from the %d of the table", scope, len(got), len(want))
		}
		for i := range keys {
			if keys[i] != given[i] {
				t.Fatal("the caller's keys were changed")
			}
		}
		for _, n := range []int{0, 1, lookupBatch - 1, lookupBatch, lookupBatch + 1} {
			some, err := Lookup(t.Context(), db, 1, scope, keys[:n])
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range keys[:n] {
				c, found := some[key]
				if w, is := want[key]; found != is || c != w {
					t.Errorf("%v: %d keys: %v counts %v, want %v", scope, n, key, c, w)
				}
			}
		}
	}
	// A full sub-graph, which has values, is no shape.
	full, err := Lookup(t.Context(), db, 1, graph.Shape(), keysOf(t, db, graph.Full()))
	if err != nil || len(full) != 0 {
		t.Errorf("%d full sub-graphs are found under shape: %v", len(full), err)
	}
	none, err := Lookup(t.Context(), db, 7, graph.Full(), []graph.Fingerprint{{}})
	if err != nil || len(none) != 0 {
		t.Errorf("in no corpus: %v, %v", none, err)
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
	if len(want) == len(records) || !maps.Equal(got, want) {
		t.Errorf("%d problems, want %d", len(got), len(want))
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
