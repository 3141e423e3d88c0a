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

// An example of 80 has (i·7 mod 5) of 4 and (i·11 mod 4) of 6 responses right.
//
//	i=np.arange(80); d=((i*7)%5)/4-((i*11)%4)/6; rng=np.random.default_rng(1)      # NumPy 2.4.6
//	np.quantile(d[rng.integers(0,80,(200000,80))].mean(1),[.025,.975],method='inverted_cdf')
//	d=d[:14]; s=1-2*((np.arange(2**14)[:,None]>>np.arange(14))&1)                  # all tosses
//	(np.abs(s@d)>=abs(d.sum())-1e-9).mean()
func TestPairedAgainstNumPy(t *testing.T) {
	var pairs []Pair
	for i := range 80 {
		pairs = append(pairs, pairOf(i*7%5, 4, i*11%4, 6))
	}
	checkInterval(t, PairedDifference(pairs, Resampling{Seed: 1, Draws: 20_000}), 0.25, 0.1625, 0.3375, 0.004)
	// Four errors of a share of 20,000.
	checkNear(t, "p", PairedP(pairs[:14], Resampling{Seed: 1, Draws: 20_000}).Value, 0.08642578125, 0.008)
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

// i=np.arange(60); st=i%2; rt=((i*29)%31>13).astype(float)                       # NumPy 2.4.6
// ea=((i*37)%101)//10+6*rt*(i%3==0); eb=((i*17)%23)//2+3*rt*(i%4==0)
// 20000 times, t[q]=rng.multinomial(30,np.ones(30)/30) for both strata q: auc(ea,t)-auc(eb,t)
//
//	with auc the pooled sum over strata of r@k@w, k=(e[:,None]>e)+(e[:,None]==e)/2, r=t*rt, w=t*(1-rt)
//
// np.quantile(.., [.025,.975], method='inverted_cdf')
func TestPairedAUCDifferenceAgainstNumPy(t *testing.T) {
	var a, b []Observation
	for i := range 60 {
		right := 0.0
		if i*29%31 > 13 {
			right = 1
		}
		o := Observation{Stratum: i % 2, Exposure: float64(i * 37 % 101 / 10), Right: right, Wrong: 1 - right}
		if i%3 == 0 {
			o.Exposure += 6 * right
		}
		a = append(a, o)
		o.Exposure = float64(i * 17 % 23 / 2)
		if i%4 == 0 {
			o.Exposure += 3 * right
		}
		b = append(b, o)
	}
	got := PairedAUCDifference(a, b, Resampling{Seed: 1, Draws: 20_000})
	checkNear(t, "value", got.Value, 0.05316742081447967, 1e-12)
	checkInterval(t, got, 0.05316742081447967, -0.14033019, 0.2421875, 0.01)
}
