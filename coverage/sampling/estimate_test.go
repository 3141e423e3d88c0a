package sampling

import (
	"slices"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

func TestNewEstimate(t *testing.T) {
	draws := []float64{3, 1, 2, 4}
	// Of 4 draws the first and the last, the smallest that at least 0.1 and 3.9 do not exceed.
	e := newEstimate(2, 7, slices.Clone(draws), 5)
	if !e.OK || e.Low != 1 || e.High != 4 || e.N != 7 || e.Warnings[0] != "undefined in 1 of 5 bootstrap draws, which are left out" {
		t.Errorf("%+v", e)
	}
	if e := newEstimate(2, 7, []float64{2, 2}, 2); e.Warnings[0] != "examples do not differ enough to bootstrap: the interval has no width and understates the uncertainty" {
		t.Errorf("%+v", e)
	}
	for reason, e := range map[string]stats.Estimate{
		"no bootstrap draw has a value":     newEstimate(2, 7, nil, 5),
		"the result is not a finite number": newEstimate(nan, 7, slices.Clone(draws), 4),
	} {
		checkNotEstimable(t, reason, e, reason)
	}
}
