package coverage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/finding"
)

// Answers without steps to products of one, two and four digits by one. Their
// graphs by hand: 2 x 3 is one operation on two digits (depth 1, width 2,
// parallelism 3/1). 12 x 3 is two products and their concatenation (5 and 1 more
// make 6 nodes, depth 2, width 3, parallelism 3). 34 x 5 carries: 4 x 5 = 20,
// its digit 0 and carry 2, 3 x 5 = 15 and the sum 17, concatenated; 3 digits and
// 6 operations, the longest path product, carry, sum, concatenation: depth 4,
// parallelism 9/4.
func TestAccuracyByGraph(t *testing.T) {
	db := create(t)
	said := func(id, question, answer string) record {
		return response(id, "What is "+strings.ReplaceAll(question, "x", "times")+"?", answer)
	}
	analyze(t, db, options(write(t, t.TempDir()+"/said.jsonl",
		said("a", "2 x 3", "6"), said("b", "2 x 4", "9"), // one of two right
		said("c", "12 x 3", "36"), said("d", "13 x 3", "39"), said("e", "11 x 5", "55"), // three of three
		said("f", "34 x 5", "1"), // none of one
	)))
	checkFindings(t, db)
	for _, want := range []struct {
		measure, stratum string
		right, n         float64
	}{
		{finding.MeasureByDepth, "depth 1", 1, 2},
		{finding.MeasureByDepth, "depth 2", 3, 3},
		{finding.MeasureByDepth, "depth 4", 0, 1},
		{finding.MeasureByWidth, "width 2", 1, 2},
		{finding.MeasureByWidth, "width 3", 3, 4}, // three digits, and in 34 x 5 three nodes at most of any other distance
	} {
		low, high := wilson(want.right, want.n)
		checkEstimate(t, find(t, db, want.measure, "", want.stratum), int(want.n), want.right/want.n, max(low, 0), min(high, 1))
	}
	low, high := wilson(0, 1)
	checkEstimate(t, find(t, db, finding.MeasureByParallelism, "", "parallelism 2.25 to 2.25"), 1, 0, max(low, 0), high)
	low, high = wilson(4, 5)
	checkEstimate(t, find(t, db, finding.MeasureByParallelism, "", "parallelism 3 to 3"), 5, 4./5, low, high)
	if rows := query(t, db, "SELECT stratum FROM finding WHERE measure LIKE 'accuracy_by_%'"); len(rows) != 7 {
		t.Errorf("strata %v, want the seven above", rows)
	}
}

// The gains that stand beside wrong answers are the golden ones of METHOD.md
// section 7, over all 90 x 90 problems of the size.
func TestGainsBesideWrongAnswers(t *testing.T) {
	db := create(t)
	analyze(t, db, options(write(t, t.TempDir()+"/said.jsonl",
		response("a", "What is 12 times 34?", "418"), response("b", "What is 12 times 35?", "420"), response("c", "What is 3 times 4?", "12"))))
	checkFindings(t, db)
	for of, want := range map[string]string{"x2 -> z4": "0.223", "x2, y2 -> z4": "1.000", "x1 -> z1": "0.198", "x1, y1 -> z1": "0.788", "x2, y2 -> z3": "0.110", "x1, y1 -> z2": "0.099"} {
		f := find(t, db, finding.MeasureRelativeGain, "", "2x2 "+of)
		if got := fmt.Sprintf("%.3f", f.Estimate.Value); got != want || f.Estimate.N != 8100 || f.Estimate.Low != f.Estimate.Value || f.Note != "over all problems of the size" {
			t.Errorf("%s: %+v %q, want %s of 8100", of, f.Estimate, f.Note, want)
		}
	}
	if rows := query(t, db, "SELECT stratum FROM finding WHERE measure = ? AND stratum NOT LIKE '2x2 %'", finding.MeasureRelativeGain); len(rows) > 0 {
		t.Errorf("gains of sizes without a wrong answer: %v", rows)
	}
}

// Of ten problems five are always right and five have one right answer of
// eight, all else wrong. A beta-binomial's pass@1 is its mean, which is the
// mean of the first half of the responses.
func TestScalingCurve(t *testing.T) {
	always := constructed{size: "2x2", operations: 10, n: 8, right: 8}
	once := constructed{size: "2x2", operations: 10, n: 8, right: 1}
	db := construct(t, always.times(5), once.times(5))
	checkFindings(t, db)
	mean := find(t, db, finding.MeasureScaling, "", "beta-binomial mean").Estimate
	before := 0.0
	for _, k := range []int{1, 2, 4, 8} {
		f := find(t, db, finding.MeasureScalingCurve, "", fmt.Sprintf("beta-binomial, k=%d", k))
		if !f.Estimate.OK || !f.Exact || f.Estimate.N != 10 || f.Estimate.Value <= before || f.Estimate.Value > 1 {
			t.Errorf("k=%d: %+v after %v: a curve of points without interval that rises", k, f.Estimate, before)
		}
		before = f.Estimate.Value
		if diff := f.Estimate.Value - mean.Value; k == 1 && (diff > 1e-9 || diff < -1e-9) {
			t.Errorf("pass@1 of the law is %v, its mean %v", f.Estimate.Value, mean.Value)
		}
	}
}
