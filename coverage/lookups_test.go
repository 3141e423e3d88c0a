package coverage

import (
	"database/sql"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Graphs of two tasks have the counts of the corpora of their own task,
// whether they are looked up one by one or together.
func TestLookupsOneByOneOrTogether(t *testing.T) {
	db, err := database.Create(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	scopes := graph.DefaultScopes()
	works := drawWorks(t, "multiplication", "2x2", "dynprog", "4")
	graphOf := func(w *work) *graph.Graph {
		g := new(graph.Graph)
		w.instance.Compile(g)
		return g
	}
	// In each corpus, half of what its task's graphs have: how often says which
	// key of which corpus it is.
	type key struct {
		corpus int64
		scope  graph.Scope
		of     graph.Fingerprint
	}
	counts := make(map[key]corpus.Count)
	fingerprinter := graph.NewFingerprinter(scopes, false)
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO meta VALUES ('fingerprint_scheme', ?), ('ordered', 'false'), ('scopes', 'step,hop2,full,shape');
			INSERT INTO corpus VALUES (1, 'a', 'multiplication', 0, 0, 0, 0, 0, 0), (2, 'b', 'dynprog', 0, 0, 0, 0, 0, 0), (3, 'c', 'multiplication', 0, 0, 0, 0, 0, 0)`, graph.FingerprintScheme)
		if err != nil {
			return err
		}
		for _, w := range works {
			g := graphOf(w)
			fingerprinter.Compute(g)
			for _, corpusID := range map[string][]int64{"multiplication": {1, 3}, "dynprog": {2}}[w.example.task.Name()] {
				for v := range operations(g) {
					for s, scope := range scopes {
						k := key{corpusID, scope, fingerprinter.At(s, v)}
						if _, there := counts[k]; there || (k.of.Hi+uint64(corpusID))%2 == 0 {
							continue
						}
						counts[k] = corpus.Count{Documents: int64(len(counts) + 1), Occurrences: int64(len(counts) + 1000)}
						b := k.of.Bytes()
						_, err := tx.Exec("INSERT INTO subgraph VALUES (?, ?, ?, 'op', 1, 2, ?, ?)", corpusID, scope.String(), b[:], counts[k].Documents, counts[k].Occurrences)
						if err != nil {
							return err
						}
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	type node struct {
		work   *work
		corpus int64
		scope  graph.Scope
		v      graph.Node
	}
	want := make(map[node]corpus.Count)
	for _, w := range works {
		g := graphOf(w)
		fingerprinter.Compute(g)
		for _, corpusID := range map[string][]int64{"multiplication": {1, 3}, "dynprog": {2}}[w.example.task.Name()] {
			for v := range graph.Node(g.Len()) {
				for s, scope := range scopes {
					if g.IsSource(v) {
						want[node{w, corpusID, scope, v}] = corpus.Count{}
						continue
					}
					want[node{w, corpusID, scope, v}] = counts[key{corpusID, scope, fingerprinter.At(s, v)}]
				}
			}
		}
	}
	for _, together := range []int{1, 7, len(works)} {
		got := make(map[node]corpus.Count)
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			l, err := openLookups(t.Context(), tx, nil)
			if err != nil {
				return err
			}
			for i, w := range works {
				if l.add(w, graphOf(w)) {
					t.Error("there is no more room")
				}
				if (i+1)%together > 0 && i < len(works)-1 {
					continue
				}
				err := l.each(t.Context(), graphOf, func(c covered) error {
					for s, scope := range scopes {
						for v, count := range c.counts[s] {
							n := node{c.work, c.corpus, scope, graph.Node(v)}
							if _, again := got[n]; again {
								t.Errorf("%v comes again", n)
							}
							got[n] = count
						}
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(got, want) {
			t.Errorf("%d together: %d counts are not the %d wanted", together, len(got), len(want))
		}
	}
}

// drawWorks draws ten works of each task, in turns; what is given is the names and sizes.
func drawWorks(t testing.TB, namesAndSizes ...string) (works []*work) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		for i := 0; i < len(namesAndSizes); i += 2 {
			of, err := tasks.All().Get(namesAndSizes[i])
			if err != nil {
				t.Fatal(err)
			}
			instance, err := of.Generate(rng, namesAndSizes[i+1])
			if err != nil {
				t.Fatal(err)
			}
			works = append(works, &work{example: &example{task: of}, instance: instance, operations: tasktest.Graph(instance).Measure().Operations})
		}
	}
	return works
}
