package coverage

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/arithmetic"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Renamed graphs have the exposures that the rows of the corpus say, whether
// they are looked up one by one or together, and on however many processors.
// Some of the problems cannot be renamed by every bijection.
func TestRenamingOneByOneOrTogether(t *testing.T) {
	const seed = 3
	scopes := []graph.Scope{graph.Hop(1), graph.Shape(), graph.Full()}
	works := drawWorks(t, "multiplication", "3x3", "arithmetic", "8")
	zero, g := tasktest.Compile(t, arithmetic.Task{}, "6 / (8 - 3 - 4)") // 0 where the new digits are 7, 3 and 4
	works = append(works, &work{example: &example{task: arithmetic.Task{}}, instance: zero, operations: g.Measure().Operations})
	fingerprinter := graph.NewFingerprinter(scopes, true)
	renamedKeys := func(w *work, draw uint64) (step, full []graph.Fingerprint) {
		var g graph.Graph
		if w.instance.(task.Renaming).CompileRenamed(&g, rand.New(rand.NewPCG(seed, draw))) {
			fingerprinter.Compute(&g)
			for v := range operations(&g) {
				step, full = append(step, fingerprinter.At(0, v)), append(full, fingerprinter.At(2, v))
			}
		}
		return step, full
	}
	type exposed struct{ step, full []float32 }
	documents := make(map[graph.Fingerprint]int) // of every second key
	want := make([]exposed, len(works))
	for i, w := range works {
		exposure := func(keys []graph.Fingerprint) float32 {
			sum := 0.0
			for _, key := range keys {
				if _, met := documents[key]; !met {
					documents[key] = len(documents) % 2 * len(documents)
				}
				sum += math.Log(1 + float64(documents[key]))
			}
			return float32(sum / float64(len(keys)))
		}
		for draw := range uint64(stats.ReferenceDraws) {
			if step, full := renamedKeys(w, draw); len(step) > 0 {
				want[i].step, want[i].full = append(want[i].step, exposure(step)), append(want[i].full, exposure(full))
			}
		}
	}
	if !slices.ContainsFunc(want, func(e exposed) bool { return len(e.step) < stats.ReferenceDraws }) {
		t.Error("every bijection makes a problem of every work")
	}

	db, err := database.Create(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO meta VALUES ('fingerprint_scheme', ?), ('ordered', 'true'), ('scopes', 'step,shape,full');
			INSERT INTO corpus VALUES (1, 'a', 'multiplication', 0, 0, 0, 0, 0, 0)`, graph.FingerprintScheme)
		for key, n := range documents {
			b := key.Bytes()
			for _, scope := range []string{"step", "full"} { // a key may be of both
				if n > 0 && err == nil {
					_, err = tx.Exec("INSERT INTO subgraph VALUES (1, ?, ?, 'op', 1, 2, ?, 1000)", scope, b[:], n)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, c := range []struct{ most, processors int }{{1, 3}, {1000, 1}, {1000, 4}, {mostRenamed, 4}} {
		runtime.GOMAXPROCS(c.processors)
		got := make([]exposed, 0, len(works))
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			l, err := openLookups(t.Context(), tx, nil)
			if err != nil {
				return err
			}
			r := newRenaming(l, l.corpora[0], seed)
			r.most = c.most
			return r.each(t.Context(), works, func(w *work, exposures [][]float32) error {
				if w != works[len(got)] || len(exposures) != 2 {
					t.Errorf("work %d is another one, or has %d scopes", len(got), len(exposures))
				}
				got = append(got, exposed{slices.Clone(exposures[0]), slices.Clone(exposures[1])})
				return nil
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d nodes at a time, %d processors: exposures differ", c.most, c.processors)
		}
	}
}

// What is done on all processors ends with the context, and says why.
func TestOnProcessorsEnds(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("enough")
	err := onProcessors(ctx, math.MaxInt, func() func(int) {
		return func(int) { cancel(why) }
	})
	if err != why {
		t.Errorf("error %v", err)
	}
}
