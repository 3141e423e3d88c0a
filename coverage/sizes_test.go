package coverage_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/finding"
)

// wilson is the 95 % score interval of a share, in the textbook's form.
func wilson(right, n float64) (low, high float64) {
	const z = 1.959963984540054
	p := right / n
	middle, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return (middle - half) / (1 + z*z/n), (middle + half) / (1 + z*z/n)
}

func checkEstimate(t *testing.T, f finding.Finding, n int, value, low, high float64) {
	t.Helper()
	e := f.Estimate
	if !e.OK || e.N != n || math.Abs(e.Value-value) > 1e-9 || math.Abs(e.Low-low) > 1e-9 || math.Abs(e.High-high) > 1e-9 {
		t.Errorf("%s, %s: %+v, want %v [%v, %v] of %d", f.Measure, f.Stratum, e, value, low, high, n)
	}
}

// Twelve problems of a size that was trained on, ten of them right, and eight
// of one that was not, one of them right. Of the eight, three have fewer than
// nine in ten of their steps covered, the right one among them. Five more
// were analyzed without being looked up in the corpus.
func TestSizeTableAndCliff(t *testing.T) {
	of := func(size string, steps, right, unread int) constructed {
		return constructed{size: size, operations: 20, n: 1, right: right, unread: unread, exposure: map[string]four{"step": {1: steps}, "full": {1: 10}}}
	}
	elsewhere := of("3x3", 20, 1, 0)
	elsewhere.notLookedUp = true
	db := construct(t,
		of("2x2", 20, 1, 0).times(10), of("2x2", 20, 0, 0).times(1), of("2x2", 19, 0, 1).times(1),
		of("3x3", 17, 1, 0).times(1), of("3x3", 17, 0, 0).times(2), of("3x3", 18, 0, 0).times(5),
		elsewhere.times(5))
	checkFindings(t, db)

	low, high := wilson(16, 25)
	checkEstimate(t, find(t, db, finding.MeasureAccuracy, "", finding.StratumAll), 25, 16./25, low, high)
	low12, high12 := wilson(10, 12)
	checkEstimate(t, find(t, db, finding.MeasureAccuracy, "", "2x2"), 12, 10./12, low12, high12)
	low, high = wilson(6, 13)
	checkEstimate(t, find(t, db, finding.MeasureAccuracy, "", "3x3"), 13, 6./13, low, high)
	low, high = wilson(1, 25)
	checkEstimate(t, find(t, db, finding.MeasureUnread, "", finding.StratumAll), 25, 1./25, low, high)

	for size, documents := range map[string]float64{"2x2": 100, "3x3": 0} {
		f := find(t, db, finding.MeasureTrainingDocuments, "", size)
		if !f.Exact || !f.Estimate.OK || f.Estimate.Value != documents {
			t.Errorf("documents of %s: %+v", size, f)
		}
	}
	// 11 x 20 + 19 of 240, and 3 x 17 + 5 x 18 of 160.
	for size, want := range map[string]float64{"2x2": 239. / 240, "3x3": 141. / 160} {
		if f := find(t, db, finding.MeasureShareSeen, "step", size); math.Abs(f.Estimate.Value-want) > 1e-12 {
			t.Errorf("share of steps seen at %s: %v, want %v", size, f.Estimate.Value, want)
		}
		if f := find(t, db, finding.MeasureShareSeen, "full", size); f.Estimate.Value != 0.5 {
			t.Errorf("share of full sub-graphs seen at %s: %v", size, f.Estimate.Value)
		}
	}

	// Newcombe's interval of a difference.
	cliff := func(stratum string, right, n float64) {
		t.Helper()
		d, lowB, highB := 10./12-right/n, 0.0, 0.0
		lowB, highB = wilson(right, n)
		below := math.Hypot(10./12-low12, highB-right/n)
		above := math.Hypot(high12-10./12, right/n-lowB)
		checkEstimate(t, find(t, db, finding.MeasureSizeCliff, "", stratum), 12+int(n), d, d-below, min(d+above, 1))
	}
	cliff(finding.StratumAll, 1, 8)
	cliff(finding.StratumLikeSteps, 0, 5)
	if note := find(t, db, finding.MeasureSizeCliff, "", finding.StratumAll).Note; !strings.Contains(note, "accuracy 83.3 % on sizes trained on, 12.5 % on sizes not; sub-graphs seen: step 99.6 % and 88.1 %, full 50.0 % and 50.0 %") {
		t.Error(note)
	}
}

// Sizes come from the small to the large, by their mean number of operations.
func TestSizesInOrder(t *testing.T) {
	of := func(size string, operations int) constructed {
		return constructed{size: size, operations: operations, n: 1, exposure: map[string]four{"step": {}}}
	}
	db := construct(t, []constructed{of("10x10", 400), of("3x3", 24), of("2x4", 30), of("2x4", 20), of("2x2", 9), of("3x3", 28)})
	for _, measure := range []string{finding.MeasureAccuracy, finding.MeasureTrainingDocuments} {
		got := query(t, db, "SELECT stratum FROM finding WHERE measure = ? AND stratum <> 'all' ORDER BY finding_id", measure)
		if diff := cmp.Diff([][]string{{"2x2"}, {"2x4"}, {"3x3"}, {"10x10"}}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", measure, diff)
		}
	}
}

// Where all sizes were trained on there is no cliff to measure: that is said,
// and is no zero.
func TestNoCliff(t *testing.T) {
	db := construct(t, groups(5, 5, 5, 5)...)
	for _, stratum := range []string{finding.StratumAll, finding.StratumLikeSteps} {
		f := find(t, db, finding.MeasureSizeCliff, "", stratum)
		if f.Estimate.OK || !strings.Contains(f.Note, "second side: no responses") {
			t.Errorf("%s: %+v", stratum, f)
		}
	}
	got := query(t, db, "SELECT DISTINCT estimate, low, high, p, q, verdict FROM finding WHERE measure = 'size_cliff'")
	if diff := cmp.Diff([][]string{{"NULL", "NULL", "NULL", "NULL", "NULL", "NULL"}}, got); diff != "" {
		t.Error(diff)
	}
}
