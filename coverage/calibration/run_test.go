package calibration

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"

	"github.com/graphcov/graphcov/tasks/multiplication"
)

// small is a design that runs at once.
func small(studies ...Study) Design {
	return Design{Task: multiplication.Task{}, Sizes: []string{"2x1", "2x2"}, Documents: 50, Problems: 100, Permutations: 99, Draws: 50, Seed: 3, Studies: studies}
}

// ignoreChance leaves out what cannot be compared, functions.
var ignoreChance = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Chance" }, cmp.Ignore())

func TestChances(t *testing.T) {
	p := Problem{Operations: 2, SizeRank: 0.5, OperationsRank: 1, ArgumentsSeen: true, StepShare: 0.5, TypicalStepShare: 0.5, LargeDigits: 3}
	for _, test := range []struct {
		responder Responder
		want      float64
	}{
		{Recall(0.1), 0.9},
		{StepRecall(0.1), 0.1}, // no more than the median
		{Composer(0.1), 0.81},
		{SizeOnly(), 0.5},
		{OperationsOnly(), 0.1},
		{HardDigits(0.5), 0.125},
		{Mixture(0.25, Recall(0), Composer(0.1)), 0.25 + 0.75*0.81},
	} {
		if got := test.responder.Chance(p); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", test.responder.Name, got, test.want)
		}
	}
}

func TestSameDesignSameReport(t *testing.T) {
	design := small(Study{Responder: Mixture(0.5, Recall(0), Composer(0.1)), Examples: 150, DataSets: 20})
	var reports [2]Report
	for i, workers := range []int{1, 3} {
		design.Workers = workers
		var err error
		if reports[i], err = Run(t.Context(), design); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(reports[0], reports[1], ignoreChance); diff != "" {
		t.Error(diff)
	}
	all := 0
	for _, n := range reports[0].Rows[0].Any {
		all += n
	}
	if all != 20 {
		t.Errorf("%v are not 20 data sets", reports[0].Rows[0].Any)
	}
}

// Data that cannot answer: nothing right, or too few examples.
func TestInconclusive(t *testing.T) {
	never := Responder{"never right", func(Problem) float64 { return 0 }}
	report, err := Run(t.Context(), small(
		Study{Responder: never, Examples: 200, DataSets: 5},
		Study{Responder: Recall(0), Examples: 1, DataSets: 5},
		Study{Responder: Recall(0.2), Examples: 40, DataSets: 5}))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range report.Rows {
		if row.Any[stats.VerdictInconclusive] != 5 {
			t.Errorf("%s, n = %d: %v, want 5 times inconclusive", row.Responder.Name, row.Examples, row.Any)
		}
	}
}

// The strongest verdict of any scope counts, and each scope by itself.
func TestRow(t *testing.T) {
	const tracks, weak, inverse, none, unclear = stats.VerdictTracks, stats.VerdictWeak, stats.VerdictInverse, stats.VerdictNoEvidence, stats.VerdictInconclusive
	auc := func(value float64) stats.AUC { return stats.AUC{Value: value, OK: true} }
	row := newRow(Study{Responder: Composer(0.1), Strata: BySize, Examples: 7, DataSets: 5}, []graph.Scope{graph.Full(), graph.Shape()},
		[][]result{
			{{none, auc(0.5)}, {tracks, auc(0.8)}}, {{weak, auc(0.6)}, {inverse, auc(0.3)}}, {{inverse, auc(0.4)}, {none, auc(0.4)}},
			{{none, auc(0.7)}, {unclear, stats.AUC{}}}, {{unclear, stats.AUC{}}, {unclear, stats.AUC{}}},
		})
	want := Row{Study: row.Study,
		Any: Verdicts{tracks: 1, weak: 1, inverse: 1, none: 1, unclear: 1},
		Scopes: []ScopeVerdicts{
			{"full", Verdicts{none: 2, weak: 1, inverse: 1, unclear: 1}, 0.55},
			{"shape", Verdicts{tracks: 1, inverse: 1, none: 1, unclear: 2}, 0.5},
		},
	}
	if diff := cmp.Diff(want, row, ignoreChance, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	if share := row.Any.Share(tracks, weak); share.Value != 0.4 || share.N != 5 {
		t.Errorf("tracks or weak %+v, want 2 of 5", share)
	}
	var table strings.Builder
	if err := (Report{Rows: []Row{row}}).Print(&table); err != nil {
		t.Fatal(err)
	}
	// Wilson's interval of 2 of 5 is [0.118, 0.769].
	if !strings.Contains(table.String(), "40.0 [11.8, 76.9]") {
		t.Errorf("no interval of 2 of 5 in\n%s", table.String())
	}
}

func TestRunErrors(t *testing.T) {
	good := Study{Responder: Recall(0), Examples: 10, DataSets: 1}
	for name, test := range map[string]struct {
		change func(*Design)
		want   string
	}{
		"no studies":       {func(d *Design) { d.Studies = nil }, "sizes and studies"},
		"no sizes":         {func(d *Design) { d.Sizes = nil }, "sizes and studies"},
		"unknown size":     {func(d *Design) { d.Sizes[0] = "big" }, "big"},
		"exhausted size":   {func(d *Design) { d.Sizes[0] = "1x1" }, "size 1x1: found only"},
		"negative":         {func(d *Design) { d.Draws = -1 }, "negative"},
		"too many":         {func(d *Design) { d.Studies[0].Examples = 201 }, "study 1: 201 examples"},
		"no data sets":     {func(d *Design) { d.Studies[0].DataSets = 0 }, "study 1: no data sets"},
		"no responder":     {func(d *Design) { d.Studies[0].Responder = Responder{} }, "study 1: a responder"},
		"unknown strata":   {func(d *Design) { d.Studies[0].Strata = "age" }, `no strata "age"`},
		"the same size 2x": {func(d *Design) { d.Sizes[1] = d.Sizes[0] }, "twice"},
	} {
		design := small(good)
		test.change(&design)
		if _, err := Run(t.Context(), design); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one about %q", name, err, test.want)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ended, small(good)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v of an ended context", err)
	}
}
