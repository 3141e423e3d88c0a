package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// goodnessOfFit compares counts of outcomes with their chances: a draw that is
// exact fails it one time in 10,000. Outcomes of which under 5 are expected are pooled.
func goodnessOfFit(t *testing.T, what string, counts []float64, chance func(k int) float64) {
	t.Helper()
	draws := 0.0
	for _, n := range counts {
		draws += n
	}
	chiSquared, cells := 0.0, 0
	add := func(n, expected float64) {
		chiSquared += (n - expected) * (n - expected) / expected
		cells++
	}
	var rare, expectedRare float64
	for k, n := range counts {
		if expected := draws * chance(k); expected >= 5 {
			add(n, expected)
		} else {
			rare += n
			expectedRare += expected
		}
	}
	if expectedRare > 1 {
		add(rare, expectedRare)
	} else if rare > 8 {
		t.Errorf("%s: %v draws of outcomes that should hardly occur", what, rare)
	}
	if cells < 2 {
		return
	}
	if limit := (distuv.ChiSquared{K: float64(cells - 1)}).Quantile(0.9999); chiSquared > limit {
		t.Errorf("%s: χ² = %.1f > %.1f in %d cells", what, chiSquared, limit, cells)
	}
}

// The chances are gonum's, from the gamma function.
func TestBinomialAgainstItsDistribution(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, c := range []struct {
		n int
		p float64
	}{
		{1, 0.5}, {7, 0.3}, {40, 0.2}, {1000, 0.0099}, {25, 0.9}, // by inversion
		{20, 0.5}, {34, 0.3}, {100, 0.1}, {1000, 0.4}, {300, 0.93}, {100_000, 0.0002}, {100_000, 0.5}, // by rejection
	} {
		counts := make([]float64, c.n+1)
		for range 200_000 {
			counts[binomial(c.n, c.p, rng)]++
		}
		exact := distuv.Binomial{N: float64(c.n), P: c.p}
		goodnessOfFit(t, "binomial", counts, func(k int) float64 { return exact.Prob(float64(k)) })
	}
	for _, c := range []struct {
		n, want int
		p       float64
	}{{0, 0, 0.5}, {-1, 0, 0.5}, {5, 0, 0}, {5, 5, 1}, {1 << 30, 0, 0}, {1 << 30, 1 << 30, 1}} {
		if got := binomial(c.n, c.p, rng); got != c.want {
			t.Errorf("binomial(%d, %v) = %d", c.n, c.p, got)
		}
	}
}

// ln k! by the sum of logarithms.
func TestStirling(t *testing.T) {
	sum := 0.0
	for k := range 200 {
		sum += math.Log(max(float64(k), 1))
		x := float64(k)
		got := stirling(x) + math.Log(2*math.Pi)/2 + (x+0.5)*math.Log(x+1) - (x + 1)
		checkNear(t, "ln k!", got, sum, 1e-9)
	}
}
