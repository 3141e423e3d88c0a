package stats

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestBenjaminiHochberg(t *testing.T) {
	// scipy.stats.false_discovery_control(p)   # SciPy 1.17.1
	for _, c := range []struct{ p, q []float64 }{
		{[]float64{0.01, 0.04, 0.03, 0.005}, []float64{0.02, 0.04, 0.04, 0.02}},
		{ // the 15 p values of Benjamini and Hochberg (1995), §3.2
			[]float64{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1},
			[]float64{.0015, .003, .0095, .035625, .0603, .06385714285714286, .06385714285714286, .0645, .0765, .486,
				.5811818181818181, .714875, .7532307692307693, .8132142857142857, 1},
		},
		{[]float64{.03, .03, .5}, []float64{.045, .045, .5}},
		{[]float64{.2}, []float64{.2}},
		{nil, []float64{}},
	} {
		if diff := cmp.Diff(c.q, BenjaminiHochberg(c.p), cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("p = %v (-want +got):\n%s", c.p, diff)
		}
	}
}

func TestBenjaminiHochbergFaultyP(t *testing.T) {
	got := BenjaminiHochberg([]float64{math.NaN(), 0.01, -1, 2})
	if diff := cmp.Diff([]float64{1, 0.04, 1, 1}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The twin is the definition: q_i is the least m·p_j/rank(p_j) of all p_j >= p_i,
// where rank counts the p values up to and including p_j.
func TestBenjaminiHochbergAgainstTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOf(rapid.Float64Range(0, 1)).Draw(t, "p")
		q := BenjaminiHochberg(p)
		for i := range p {
			want := 1.0
			for _, pj := range p {
				rank := 0
				for _, x := range p {
					if x <= pj {
						rank++
					}
				}
				if pj >= p[i] {
					want = min(want, pj*float64(len(p))/float64(rank))
				}
			}
			if math.Abs(q[i]-want) > 1e-12 {
				t.Errorf("q[%d] = %v, want %v", i, q[i], want)
			}
		}
	})
}
