package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// composed makes n examples of one response with the given share, the first k right.
func composed(stratum, k, n int, share float64) []CompositionExample {
	examples := make([]CompositionExample, n)
	for i := range examples {
		examples[i] = CompositionExample{stratum, share, Cluster{N: 1}}
		if i < k {
			examples[i].Right = 1
		}
	}
	return examples
}

func joined(parts ...[]CompositionExample) (all []CompositionExample) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func TestCompositionalityGapAgainstStatsmodels(t *testing.T) {
	examples := joined(
		composed(2, 12, 20, 0.8), composed(2, 4, 10, 0.3), composed(2, 5, 10, 0.1), // median 0.55
		composed(1, 11, 12, 0.9), composed(1, 9, 12, 0.2), // median 0.55
		composed(3, 3, 6, 1), composed(3, 1, 4, 0), // low half too small
	)
	strata, pooled := CompositionalityGap(examples, 1)
	if len(strata) != 3 || strata[0].Stratum != 1 || strata[1].Stratum != 2 || strata[2].Stratum != 3 {
		t.Fatalf("got %+v", strata)
	}
	if diff := cmp.Diff(CompositionGap{1, 0.55, Wilson(9, 12), Wilson(11, 12), strata[0].Gap}, strata[0]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// proportion.confint_proportions_2indep(11, 12, 9, 12 and 12, 20, 9, 20, method='newcomb')   # statsmodels 0.15.0
	checkInterval(t, strata[0].Gap, 2./12, -0.14819082005263273, 0.45715625662457104, 1e-9)
	checkInterval(t, strata[1].Gap, 12./20-9./20, -0.14795295038123657, 0.41385438084006226, 1e-9)
	checkNotEstimable(t, strata[2].Low, "the low half has 4 examples; 10 are needed")
	checkNotEstimable(t, strata[2].High, "the high half has 6 examples; 10 are needed")
	checkNotEstimable(t, strata[2].Gap, "the high half has 6 examples; 10 are needed")

	// Weights 12·12/24 = 6, 20·20/40 = 10, 4·6/10 = 2.4; gaps 1/6, 3/20, 1/4.
	checkNear(t, "pooled gap", pooled.Gap.Value, (6/6.+10*3/20.+2.4/4)/18.4, 1e-12)
	checkNear(t, "pooled low", pooled.Low.Value, (6*0.75+10*0.45+2.4*0.25)/18.4, 1e-12)
	checkNear(t, "pooled high", pooled.High.Value, (6*11/12.+10*0.6+2.4*0.5)/18.4, 1e-12)
	// y = stratum dummies + gap·high: sm.OLS(y, X).fit(cov_type='HC2').bse[-1]   # statsmodels 0.15.0
	// The interval is nearly as wide as that error says, but cannot leave [-1, 1].
	checkNear(t, "pooled width", (pooled.Gap.High-pooled.Gap.Low)/2/1.959963984540054, 0.10808503, 0.005)
	if pooled.Gap.N != 74 || pooled.Low.N != 36 || pooled.High.N != 38 {
		t.Errorf("got %+v", pooled)
	}
}

// The variance of the pooled gap is that of the regression on the same examples.
func TestHalvesPoolAgainstStatsmodels(t *testing.T) {
	// 12 of 20 and 9 of 20, 11 of 12 and 9 of 12, 3 of 6 and 1 of 4 right as above:
	// sm.OLS(y, X).fit(cov_type='HC2').bse[-1]                       # statsmodels 0.15.0
	var pool halvesPool
	for _, s := range [][4]int{{9, 20, 12, 20}, {9, 12, 11, 12}, {1, 4, 3, 6}} {
		var low, high []Cluster
		for _, e := range composed(0, s[0], s[1], 0) {
			low = append(low, e.Cluster)
		}
		for _, e := range composed(0, s[2], s[3], 1) {
			high = append(high, e.Cluster)
		}
		pool.add(low, high)
	}
	checkNear(t, "standard error", math.Sqrt(pool.variance((6/6.+10*3/20.+2.4/4)/18.4)), 0.10808503032852815, 1e-9)
}

// Over many samples the pooled interval holds the true gap about 95 times in 100.
func TestCompositionalityGapCoverage(t *testing.T) {
	const samples, strata, gap = 1000, 20, 0.2
	rng := rand.New(rand.NewPCG(1, 1))
	held := 0
	for range samples {
		var examples []CompositionExample
		for s := range strata {
			base := 0.1 + 0.03*float64(s)
			for i := range 4 + s%5*4 {
				high := i%2 == 1
				p := base
				if high {
					p += gap
				}
				e := CompositionExample{Stratum: s, Cluster: Cluster{N: 1}}
				if high {
					e.Share = 1
				}
				if rng.Float64() < p {
					e.Right = 1
				}
				examples = append(examples, e)
			}
		}
		_, pooled := CompositionalityGap(examples, 1)
		if pooled.Gap.Low <= gap && gap <= pooled.Gap.High {
			held++
		}
	}
	// Three binomial errors of 1,000 samples: 0.021.
	checkNear(t, "coverage", float64(held)/samples, 0.95, 0.025)
}

func TestCompositionalityGapEdges(t *testing.T) {
	const none = "the low half has 0 examples; 10 are needed"
	for _, c := range []struct {
		name     string
		examples []CompositionExample
		reason   string
	}{
		{"nothing", nil, none},
		{"one example", composed(0, 1, 1, 0.5), none},
		{"ties everywhere", composed(0, 10, 30, 0.5), none},
		{"no response", []CompositionExample{{0, 1, Cluster{}}}, none},
		{"faulty count", []CompositionExample{{0, 1, Cluster{2, 1}}}, "example 0: 2 right of 1 responses is impossible"},
		{"faulty share", []CompositionExample{{0, math.NaN(), Cluster{1, 1}}}, "example 0: share is not a finite number"},
	} {
		_, pooled := CompositionalityGap(c.examples, 1)
		t.Run(c.name, func(t *testing.T) { checkNotEstimable(t, pooled.Low, c.reason) })
		if pooled.Gap.OK {
			t.Errorf("%s: gap %+v", c.name, pooled.Gap)
		}
	}
	// All right: no gap, and an interval around it.
	_, pooled := CompositionalityGap(joined(composed(0, 10, 10, 1), composed(0, 10, 10, 0)), 1)
	if g := pooled.Gap; !g.OK || g.Value != 0 || !(g.Low < 0 && g.High > 0) {
		t.Errorf("all right: %+v", g)
	}
}
