package stats

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// variedClusters makes 60 examples of 4 to 6 responses, by a rule that the
// Python reference can repeat.
func variedClusters() []Cluster {
	examples := make([]Cluster, 60)
	for i := range examples {
		n := 4 + i%3
		examples[i] = Cluster{Right: min((7*i*i+i)%5, n), N: n}
	}
	return examples
}

func TestClusterBootstrapAgainstSciPy(t *testing.T) {
	// R = np.array([(7*i*i+i)%5 for i in range(60)])                 # SciPy 1.17.1
	// N = np.array([4+(i%3) for i in range(60)]); R = np.minimum(R, N)
	// stats.bootstrap((R, N), lambda a, b, axis: a.sum(axis)/b.sum(axis), paired=True,
	//     vectorized=True, n_resamples=200000, method='percentile', rng=np.random.default_rng(1))
	// Other random numbers, so the ends agree only to their Monte-Carlo error.
	e := ClusterBootstrap(variedClusters(), Resampling{Seed: 1, Draws: 20_000})
	checkInterval(t, e, 0.2, 0.14576271186440679, 0.2576271186440678, 0.003)
	checkNear(t, "value", e.Value, 0.2, 1e-12)
	if e.N != 60 || e.Warnings != nil {
		t.Errorf("got %+v", e)
	}
}

// The twin draws one example after the other and lists what it drew. Other random
// numbers than in groups, so the ends agree only to their Monte-Carlo error.
func TestClusterBootstrapAgainstTwin(t *testing.T) {
	for _, times := range []int{1, 30} { // few and many examples of each kind
		examples := slices.Repeat(variedClusters(), times)
		const draws = 10_000
		rates := make([]float64, draws)
		rng := rand.New(rand.NewPCG(5, 5))
		for draw := range rates {
			right, n := 0, 0
			for range examples {
				c := examples[rng.IntN(len(examples))]
				right, n = right+c.Right, n+c.N
			}
			rates[draw] = float64(right) / float64(n)
		}
		slices.Sort(rates)
		got := ClusterBootstrap(examples, Resampling{Seed: 5, Draws: draws})
		width := got.High - got.Low
		checkInterval(t, got, 0.2, rates[249], rates[9749], 0.03*width) // four errors of a quantile
	}
}

func TestClusterBootstrapOfEqualRates(t *testing.T) {
	warning := []string{"examples do not differ enough to bootstrap: the interval is wilson's with one response per example"}
	for _, c := range []struct {
		examples    []Cluster
		right, of   int // what Wilson is to be asked
		description string
	}{
		{[]Cluster{{4, 4}, {4, 4}, {2, 2}}, 3, 3, "all right"},
		{[]Cluster{{0, 4}, {0, 4}, {0, 2}}, 0, 3, "all wrong"},
		{[]Cluster{{1, 2}, {2, 4}}, 1, 2, "all half right"},
		{[]Cluster{{8, 8}}, 1, 1, "one example"},
	} {
		got := ClusterBootstrap(c.examples, Resampling{Seed: 1})
		want := Wilson(c.right, c.of)
		want.Warnings = warning
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.description, diff)
		}
	}
}

// A rate whose rounding an interpolated quantile once turned into Low > High.
func TestClusterBootstrapOfTinyRate(t *testing.T) {
	e := ClusterBootstrap([]Cluster{{1, 1308638205}}, Resampling{Seed: 1})
	if !(e.Low <= e.Value && e.Value < e.High) {
		t.Errorf("got %+v", e)
	}
}

func TestClusterBootstrapNotEstimable(t *testing.T) {
	checkNotEstimable(t, ClusterBootstrap(nil, Resampling{}), "no responses")
	checkNotEstimable(t, ClusterBootstrap([]Cluster{{0, 0}}, Resampling{}), "no responses")
	checkNotEstimable(t, ClusterBootstrap([]Cluster{{1, 2}, {5, 2}}, Resampling{}), "example 1: 5 right of 2 responses is impossible")
}
