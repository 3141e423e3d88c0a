package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWorkersDoNotMatter is the promise of doc.go: the result depends on the
// seed alone, to the last bit.
func TestWorkersDoNotMatter(t *testing.T) {
	obs := benchmarkObservations(60, 3)
	clusters := variedClusters()
	depths := variedDepths()
	nodes := nodesOf(20, 0.2, rand.New(rand.NewPCG(1, 1)))
	results := func(workers int) []any {
		opt := Resampling{Seed: 7, Draws: 100, Workers: workers}
		return []any{
			BootstrapAUC(obs, opt), PermutationP(obs, opt), ClusterBootstrap(clusters, opt), GroupMeans(depths, opt),
			PointBiserial(obs, opt), Spearman(obs, opt), BootstrapNodeAUC(nodes, opt), NodePermutationP(nodes, opt),
		}
	}
	one := results(1)
	for _, workers := range []int{2, 4, 1000} {
		if diff := cmp.Diff(one, results(workers)); diff != "" {
			t.Errorf("%d workers (-1 worker +%d workers):\n%s", workers, workers, diff)
		}
	}
	if diff := cmp.Diff(one[0], BootstrapAUC(obs, Resampling{Seed: 8, Draws: 100})); diff == "" {
		t.Error("another seed gives the same interval")
	}
}

func TestEachGivesEveryDrawItsStream(t *testing.T) {
	opt := Resampling{Seed: 3, Draws: 50, Workers: 4}
	first := make([]uint64, opt.Draws)
	opt.Each(func() func(int, *rand.Rand) {
		return func(draw int, rng *rand.Rand) { first[draw] = rng.Uint64() }
	})
	for draw, got := range first {
		if want := rand.NewPCG(3, uint64(draw)).Uint64(); got != want {
			t.Errorf("draw %d began with %d, want %d", draw, got, want)
		}
	}
}

func TestBootstrapQuantiles(t *testing.T) {
	// d = np.array([(i*i*7+3*i)%1009/1009 for i in range(1,2001)])   # NumPy 2.4.6
	// [np.quantile(d, q, method='inverted_cdf') for q in (.025, .975)]
	// and the same of d[:37]
	draws := func(n int) []float64 {
		d := make([]float64, n)
		for j := range d {
			i := j + 1
			d[j] = float64((i*i*7+3*i)%1009) / 1009
		}
		return d
	}
	checkInterval(t, BootstrapInterval(0.5, 9, draws(2000), 2000), 0.5, 0.02973240832507433, 0.9781962338949455, 1e-12)
	checkInterval(t, BootstrapInterval(0.5, 9, draws(37), 37), 0.5, 0.009910802775024777, 0.9207135777998018, 1e-12)
}

func TestBootstrapWarnings(t *testing.T) {
	e := BootstrapInterval(0.5, 9, []float64{0.4, 0.6}, 5)
	if diff := cmp.Diff([]string{"undefined in 3 of 5 bootstrap draws, which are left out"}, e.Warnings); diff != "" {
		t.Error(diff)
	}
	e = BootstrapInterval(1, 9, []float64{1, 1}, 2)
	if diff := cmp.Diff([]string{"every bootstrap draw gives the same value: the interval has no width and understates the uncertainty"}, e.Warnings); diff != "" {
		t.Error(diff)
	}
	e = BootstrapInterval(1, 9, nil, 2)
	if diff := cmp.Diff([]string{"undefined in 2 of 2 bootstrap draws, which are left out", "no bootstrap draw has a value"}, e.Warnings); e.OK || diff != "" {
		t.Error(e.OK, diff)
	}
}

// Where all draws agree a share has Wilson's interval, of as many trials as are independent.
//
//	proportion_confint(4, 8, alpha=0.05, method='wilson')   # statsmodels 0.15.0
func TestBootstrapShare(t *testing.T) {
	flat := BootstrapShare(0.5, 12, 8, []float64{0.5, 0.5 + 1e-12}, 2, "first")
	checkInterval(t, flat, 0.5, 0.2152160622138776, 0.7847839377861224, 1e-9)
	warning := []string{"first", "examples do not differ enough to bootstrap: the interval is wilson's with one response per example"}
	if diff := cmp.Diff(warning, flat.Warnings); diff != "" || flat.N != 12 {
		t.Errorf("n = %d, %s", flat.N, diff)
	}
	checkInterval(t, BootstrapShare(0.5, 12, 8, []float64{0.6, 0.4}, 2), 0.5, 0.4, 0.6, 0)
	checkNotEstimable(t, BootstrapShare(0.5, 12, 8, nil, 0), "no bootstrap draw has a value")
	checkNotEstimable(t, PercentileInterval(math.NaN(), 3, []float64{1}, 1), "the result is not a finite number")
}

// Weights of c/n are whole in units of 1 by the least common multiple of the n.
func TestWholeUnit(t *testing.T) {
	weigh := func(shares ...float64) (obs []Observation) {
		for _, s := range shares {
			obs = append(obs, Observation{Right: s, Wrong: 1 - s})
		}
		return obs
	}
	for _, c := range []struct {
		obs  []Observation
		want float64
	}{
		{nil, 1}, {weigh(0, 1), 1}, {weigh(0.3), 1. / 10}, {weigh(1./3, 0.25), 1. / 12}, {weigh(3./7, 3./8, 2./9, 7./10), 1. / 2520},
		{weigh(math.Pi / 4), 1. / (1 << 16)}, // of no whole numbers: the smallest unit
	} {
		checkNear(t, "1/unit", 1/wholeUnit(c.obs, 100), 1/c.want, 1e-9)
	}
}
