package stats

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// singles makes n examples with one response each, the first of them right.
func singles(right, n int) []Cluster {
	examples := make([]Cluster, n)
	for i := range examples {
		examples[i].N = 1
		if i < right {
			examples[i].Right = 1
		}
	}
	return examples
}

func TestAccuracyDifferenceIsNewcombes(t *testing.T) {
	// from statsmodels.stats.proportion import confint_proportions_2indep
	// confint_proportions_2indep(ra, na, rb, nb, compare='diff', method='newcomb')   # statsmodels 0.15.0
	// The first row is the example of Newcombe (1998), table II (a).
	for _, c := range []struct {
		ra, na, rb, nb int
		low, high      float64
	}{
		{56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614},
		{9, 10, 3, 10, 0.1705227239345029, 0.809017973535488},
		{10, 10, 0, 20, 0.6790860371419145, 1},
		{960, 1000, 0, 500, 0.9440500565556501, 0.9704890263145473},
		{5, 56, 0, 29, -0.038137147903536936, 0.19256001385511165},
	} {
		e := AccuracyDifference(singles(c.ra, c.na), singles(c.rb, c.nb), 1)
		checkInterval(t, e, float64(c.ra)/float64(c.na)-float64(c.rb)/float64(c.nb), c.low, c.high, 1e-12)
		if e.N != c.na+c.nb {
			t.Errorf("n = %d, want %d", e.N, c.na+c.nb)
		}
	}
}

// With several responses the interval must be close to that of resampling the
// two sides and subtracting, the plain way to bootstrap a difference.
func TestAccuracyDifferenceOfClusters(t *testing.T) {
	a, b := variedClusters(), make([]Cluster, 40)
	for i := range b {
		b[i] = Cluster{Right: (i * i) % 4, N: 4}
	}
	sideA, sideB := ClusterBootstrap(a, Resampling{Seed: 1}), ClusterBootstrap(b, Resampling{Seed: 2})
	// SE of each side from its interval's width; independent variances add.
	half := math.Hypot(sideA.High-sideA.Low, sideB.High-sideB.Low) / 2
	d := sideA.Value - sideB.Value
	checkInterval(t, AccuracyDifference(a, b, 3), d, d-half, d+half, 0.01)
}

func TestAccuracyDifferenceNotEstimable(t *testing.T) {
	checkNotEstimable(t, AccuracyDifference(singles(1, 2), nil, 1), "second side: no responses")
	checkNotEstimable(t, AccuracyDifference(nil, singles(1, 2), 1), "first side: no responses")

	// Warnings of both sides are handed on, and a side without variation keeps a width.
	e := AccuracyDifference([]Cluster{{4, 4}, {4, 4}}, []Cluster{{0, 4}, {0, 4}}, 1)
	same := "examples do not differ enough to bootstrap: the interval is wilson's with one response per example"
	if diff := cmp.Diff([]string{"first side: " + same, "second side: " + same}, e.Warnings); diff != "" {
		t.Error(diff)
	}
	if !(e.Value == 1 && e.Low < 0.5 && e.High == 1) {
		t.Errorf("got %+v", e)
	}
}
