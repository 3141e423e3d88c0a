package coverage_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/finding"
)

// The views over the small database, worked out by hand. Problem a was
// answered once right and once wrong, so it weighs 1/2 and 1/2; b is right, c
// wrong. Their full sub-graphs have, by depth, in documents:
//
//	a (31 x 2)    2, 3    0
//	b (12 x 3)    3, 2    1
//	c (2 x 11)    2, 2    0    0
func TestViews(t *testing.T) {
	db, _, _ := small(t)
	ln := math.Log
	exposureA, exposureB, exposureC := (ln(3)+ln(4))/3, (ln(4)+ln(3)+ln(2))/3, 2*ln(3)/4
	tests := []struct {
		view, statement string
		texts           int // leading columns that are compared as they are
		labels          []string
		figures         [][]float64 // NaN: NULL
	}{
		{
			// Depth 1, right: (5/2 + 5) documents on (2/2 + 2) nodes; wrong: (5/2 + 4)
			// on (2/2 + 2). Depth 2, right: 1 on 3/2; wrong: 0 on 3/2. Depth 3: only c.
			"coverage_by_depth", "SELECT model, task, depth, right_nodes, wrong_nodes, mean_documents_right, mean_documents_wrong FROM coverage_by_depth ORDER BY depth", 3,
			[]string{"m multiplication 1", "m multiplication 2", "m multiplication 3"},
			[][]float64{{3, 3, 2.5, 6.5 / 3}, {1.5, 1.5, 1 / 1.5, 0}, {0, 1, math.NaN(), 0}},
		},
		{
			// Under step: exposures as in TestAnalyzeExampleCoverage, shares 2/3, 1, 1/2.
			"coverage_by_correctness", `SELECT model, task, scope, examples, right_examples, wrong_examples, exposure_right, exposure_wrong, share_seen_right, share_seen_wrong
				FROM coverage_by_correctness WHERE scope IN ('step', 'shape') ORDER BY scope DESC`, 3,
			[]string{"m multiplication step", "m multiplication shape"},
			[][]float64{
				{3, 1.5, 1.5, (exposureA/2 + exposureB) / 1.5, (exposureA/2 + exposureC) / 1.5, (1./3 + 1) / 1.5, (1./3 + 1./2) / 1.5},
				{3, 1.5, 1.5, ln(5), (ln(5)/2 + 2*ln(5)/4) / 1.5, 1, (1./2 + 1./2) / 1.5},
			},
		},
		{
			// Layer 1 has two nodes of each of the four responses, layer 2 one,
			// layer 3 one of c's alone.
			"outcome_by_layer", "SELECT model, layer, outcome, nodes, share FROM outcome_by_layer ORDER BY layer, outcome", 3,
			[]string{"m 1 correct", "m 1 local", "m 1 missing", "m 2 correct", "m 2 missing", "m 2 propagation", "m 3 correct"},
			[][]float64{{3, 3. / 8}, {1, 1. / 8}, {4, 4. / 8}, {1, 1. / 4}, {2, 2. / 4}, {1, 1. / 4}, {1, 1}},
		},
		{
			"accuracy_by_size", "SELECT model, task, size, examples, responses, right_responses, accuracy, unfinished, no_answer FROM accuracy_by_size ORDER BY size DESC", 3,
			[]string{"m multiplication 2x1", "m multiplication 1x2"},
			[][]float64{{2, 3, 2, 2. / 3, 0, 0}, {1, 1, 0, 0, 1, 0}},
		},
	}
	for _, test := range tests {
		t.Run(test.view, func(t *testing.T) {
			var labels []string
			var figures [][]float64
			for _, row := range query(t, db, test.statement) {
				labels = append(labels, strings.Join(row[:test.texts], " "))
				var numbers []float64
				for _, text := range row[test.texts:] {
					if text == "NULL" {
						numbers = append(numbers, math.NaN())
						continue
					}
					numbers = append(numbers, float(t, text))
				}
				figures = append(figures, numbers)
			}
			if diff := cmp.Diff(test.labels, labels); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			same := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 || math.IsNaN(a) && math.IsNaN(b) })
			if diff := cmp.Diff(test.figures, figures, same); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The paper's figure among the findings is that of the view.
func TestFindingsByDepth(t *testing.T) {
	db, _, _ := small(t)
	checkFindings(t, db)
	for depth, want := range map[string][2]float64{"depth 1": {2.5, 6.5 / 3}, "depth 2": {1 / 1.5, 0}, "depth 3": {-1, 0}} {
		for i, measure := range []string{finding.MeasureDocumentsRight, finding.MeasureDocumentsWrong} {
			f := find(t, db, measure, "full", depth)
			if f.Estimate.OK != (want[i] >= 0) || f.Estimate.OK && math.Abs(f.Estimate.Value-want[i]) > 1e-12 {
				t.Errorf("%s, %s: %+v, want %v", depth, measure, f.Estimate, want[i])
			}
		}
	}
	if got := one(t, db, "SELECT count(*) FROM finding WHERE stratum = 'depth 3' AND measure = 'mean_documents_right' AND estimate IS NULL AND note LIKE 'no example of the group%'"); got != "1" {
		t.Error("a mean of nothing is not NULL with its reason")
	}
}
