package stats

import (
	"math"
	"testing"
)

func TestCompareWithReference(t *testing.T) {
	draws := make([]float64, 40) // 0.40, 0.405, .., 0.595: mean 0.4975
	for i := range draws {
		draws[i] = 0.4 + 0.005*float64((i*7)%40)
	}
	for _, c := range []struct {
		observed, p float64
	}{
		{0.7, 2. / 41},         // above all
		{0.3, 2. / 41},         // below all
		{0.59, 2 * 3. / 41},    // 0.59 and 0.595 are at least as high
		{0.405, 2 * 3. / 41},   // 0.40 and 0.405 are at most as low
		{0.4975, 2 * 21. / 41}, // in the middle, capped at 1
	} {
		got := CompareWithReference(c.observed, draws, 40)
		checkNear(t, "p", got.P, min(c.p, 1), 1e-12)
		// The 1st and the 39th smallest of 40.
		checkInterval(t, got.Mean, 0.4975, 0.4, 0.59, 1e-12)
		checkInterval(t, got.Excess, c.observed-0.4975, c.observed-0.59, c.observed-0.4, 1e-12)
		if got.Mean.N != 40 || got.Mean.Warnings != nil {
			t.Errorf("got %+v", got.Mean)
		}
	}
}

func TestCompareWithReferenceEdges(t *testing.T) {
	few := CompareWithReference(0.5, []float64{0.5}, 3)
	if few.P != 1 || len(few.Mean.Warnings) != 2 || few.Excess.Value != 0 {
		t.Errorf("got %+v", few)
	}
	for _, c := range []struct {
		observed float64
		draws    []float64
		reason   string
	}{
		{0.5, nil, "no reference draw has a value"},
		{math.NaN(), []float64{1}, "a value is not a finite number"},
		{0.5, []float64{math.Inf(1)}, "a value is not a finite number"},
	} {
		got := CompareWithReference(c.observed, c.draws, 1)
		checkNotEstimable(t, got.Mean, c.reason)
		checkNotEstimable(t, got.Excess, c.reason)
		if got.P != 0 {
			t.Errorf("p = %v", got.P)
		}
	}
}
