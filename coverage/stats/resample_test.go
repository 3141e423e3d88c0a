package stats

import (
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
