package calibration

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// The harness speaks for the real analysis: one data set, written out as
// transcripts and analyzed, gets the same AUCs and the same verdicts.
func TestSameAsAnalysis(t *testing.T) {
	d := Design{Task: multiplication.Task{}, Sizes: []string{"3x1", "2x2"}, Documents: 300, Problems: 300, Permutations: stats.DefaultPermutations, Draws: stats.DefaultDraws, Seed: 5}
	scopes := graph.DefaultScopes()
	pool, err := newPool(t.Context(), d, scopes)
	if err != nil {
		t.Fatal(err)
	}
	data := draw(pool, Study{Responder: Recall(0.1), Strata: BySizeAndOperations, Examples: 400}, rand.New(rand.NewPCG(1, 1)))
	results := data.analyze(len(scopes), d)

	if full := results[slices.Index(scopes, graph.Full())]; full.verdict != stats.VerdictTracks {
		t.Errorf("recall is %q (auc %.3f): a test of little", full.verdict, full.auc.Value)
	}

	dir := t.TempDir()
	training, transcripts := filepath.Join(dir, "train.jsonl"), filepath.Join(dir, "said.jsonl")
	if _, err := writeCorpus(training, d, rand.New(rand.NewPCG(d.Seed, 0))); err != nil { // the pool's documents
		t.Fatal(err)
	}
	writeTranscripts(t, transcripts, data)
	db, err := database.Create(t.Context(), filepath.Join(dir, "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := corpus.Index(t.Context(), db, corpus.Options{Task: multiplication.Task{}, Paths: []string{training}, Now: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	if _, err := coverage.Analyze(t.Context(), db, coverage.Options{Paths: []string{transcripts}, Now: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	findings, err := finding.Read(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for s, scope := range scopes {
		for e, suffix := range []string{"", "_share_seen", "_bottleneck", "_sink"} {
			want := stats.StratifiedAUC(data.observations(s, exposures[e]))
			found := 0
			for _, f := range findings {
				if f.Scope != scope.String() || f.Measure != finding.MeasureStratifiedAUC+suffix || f.Stratum != finding.StratumAll {
					continue
				}
				found++
				if f.Estimate.N != want.N || math.Abs(f.Estimate.Value-want.Value) > 1e-12 {
					t.Errorf("%s, %s: the analysis has %v of %d examples, the harness %v of %d", f.Measure, f.Scope, f.Estimate.Value, f.Estimate.N, want.Value, want.N)
				}
				if e == 0 && f.Verdict != results[s].verdict {
					t.Errorf("%s: the analysis says %q (%s), the harness %q", f.Scope, f.Verdict, f.Note, results[s].verdict)
				}
			}
			if found != 1 {
				t.Errorf("%d findings of scope %s and exposure %q", found, scope, suffix)
			}
		}
	}
}

// writeTranscripts writes the answers of a data set.
func writeTranscripts(t *testing.T, path string, data dataSet) {
	t.Helper()
	var lines []byte
	for i, p := range data.problems {
		answer := p.instance.Answer()
		if !data.right[i] {
			answer += "0"
		}
		line, err := json.Marshal(map[string]string{
			"id": fmt.Sprint(i), "task": "multiplication", "model": "m",
			"question": p.instance.Question(), "response": "The answer is " + answer + ".",
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, line...), '\n')
	}
	if err := os.WriteFile(path, lines, 0o666); err != nil {
		t.Fatal(err)
	}
}
