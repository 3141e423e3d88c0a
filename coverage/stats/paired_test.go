package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func pairOf(rightA, nA, rightB, nB int) Pair { return Pair{Cluster{rightA, nA}, Cluster{rightB, nB}} }

// Of ten examples A alone is right on three, B alone on one. The exact p of the
// coins is that of 3 or more heads, or tails, of 4:
//
//	scipy.stats.binomtest(3, 4).pvalue = 0.625
func TestPaired(t *testing.T) {
	var pairs []Pair
	for _, p := range []struct{ times, a, b int }{{3, 1, 0}, {1, 0, 1}, {4, 1, 1}, {2, 0, 0}} {
		for range p.times {
			pairs = append(pairs, pairOf(p.a, 1, p.b, 1))
		}
	}
	e := PairedDifference(pairs, Resampling{Seed: 1})
	// A percentile bootstrap of a mean of 10: the standard error is sqrt((0.4 - 0.04) / 10) = 0.19.
	if !e.OK || math.Abs(e.Value-0.2) > 1e-12 || e.N != 10 || math.Abs(e.Low+0.2) > 0.11 || math.Abs(e.High-0.6) > 0.11 {
		t.Errorf("%+v, want 0.2 [-0.2, 0.6] of 10", e)
	}
	p := PairedP(pairs, Resampling{Seed: 1})
	if !p.OK || p.Low > 0.625 || p.High < 0.625 {
		t.Errorf("p %+v, want 0.625", p)
	}
}

// An example weighs the same however many responses it has.
func TestPairedSeveralResponses(t *testing.T) {
	pairs := []Pair{pairOf(1, 2, 0, 1), pairOf(9, 9, 3, 4), pairOf(0, 3, 0, 5)}
	if e := PairedDifference(pairs, Resampling{}); math.Abs(e.Value-0.25) > 1e-12 || e.N != 3 { // (1/2 + 1/4 + 0) / 3
		t.Errorf("%+v, want 0.25", e)
	}
	if p := PairedP(pairs, Resampling{}); math.Abs(p.Value-0.5) > 0.03 { // of + + , + -, - +, - -: both ends
		t.Errorf("p %+v, want 0.5", p)
	}
}

func TestPairedNotEstimable(t *testing.T) {
	for name, pairs := range map[string][]Pair{"none": nil, "no response": {pairOf(0, 0, 1, 1)}, "impossible": {pairOf(2, 1, 1, 1)}} {
		if e, p := PairedDifference(pairs, Resampling{}), PairedP(pairs, Resampling{}); e.OK || p.OK || len(e.Warnings) == 0 || len(p.Warnings) == 0 {
			t.Errorf("%s: %+v, %+v", name, e, p)
		}
	}
	same := []Pair{pairOf(1, 1, 1, 1), pairOf(0, 1, 0, 1)}
	if e, p := PairedDifference(same, Resampling{}), PairedP(same, Resampling{}); e.Value != 0 || !e.OK || p.Value != 1 {
		t.Errorf("alike on every example: %+v, %+v", e, p)
	}
}

// Reversed exposures have the reversed AUC: the difference is twice as far from
// 0 as the AUC is from a half, and so are the ends of its interval.
func TestPairedAUCDifference(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	var a, b []Observation
	for i := range 400 {
		o := Observation{Stratum: i % 3, Exposure: rng.Float64()}
		if rng.Float64() < 0.3+0.4*o.Exposure {
			o.Right = 1
		} else {
			o.Wrong = 1
		}
		a = append(a, o)
		o.Exposure = -o.Exposure
		b = append(b, o)
	}
	alone := BootstrapAUC(a, Resampling{Seed: 5})
	e := PairedAUCDifference(a, b, Resampling{Seed: 5})
	for _, c := range [][2]float64{{e.Value, alone.Value}, {e.Low, alone.Low}, {e.High, alone.High}} {
		if math.Abs(c[0]-(2*c[1]-1)) > 0.02 {
			t.Errorf("%+v is not twice %+v", e, alone)
		}
	}
	if same := PairedAUCDifference(a, a, Resampling{}); same.Value != 0 || same.Low != 0 || same.High != 0 || !same.OK {
		t.Errorf("of an exposure and itself: %+v", same)
	}
	b[7].Stratum = 9
	for _, other := range [][]Observation{b, b[:399], nil} {
		if e := PairedAUCDifference(a, other, Resampling{}); e.OK {
			t.Errorf("other examples: %+v", e)
		}
	}
}
