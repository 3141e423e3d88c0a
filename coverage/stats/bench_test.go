package stats

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// benchmarkObservations makes n examples in the given number of strata. Exposure
// is continuous, the worst case for counting: no two examples tie.
func benchmarkObservations(n, strata int) []Observation {
	rng := rand.New(rand.NewPCG(1, 1))
	obs := make([]Observation, n)
	for i := range obs {
		right := float64(rng.IntN(2))
		obs[i] = Observation{Stratum: rng.IntN(strata), Exposure: rng.Float64(), Right: right, Wrong: 1 - right}
	}
	return obs
}

func benchmarkSizes(b *testing.B, run func(obs []Observation)) {
	for _, size := range []struct{ n, strata int }{{1_000, 10}, {100_000, 1_000}, {100_000, 1}} {
		b.Run(fmt.Sprintf("n=%d/strata=%d", size.n, size.strata), func(b *testing.B) {
			obs := benchmarkObservations(size.n, size.strata)
			for b.Loop() {
				run(obs)
			}
		})
	}
}

func BenchmarkStratifiedAUC(b *testing.B) {
	benchmarkSizes(b, func(obs []Observation) { StratifiedAUC(obs) })
}

func BenchmarkBootstrapAUC(b *testing.B) {
	benchmarkSizes(b, func(obs []Observation) { BootstrapAUC(obs, Resampling{Seed: 1}) })
}

func BenchmarkPermutationP(b *testing.B) {
	benchmarkSizes(b, func(obs []Observation) { PermutationP(obs, Resampling{Seed: 1}) })
}

func BenchmarkClusterBootstrap(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	examples := make([]Cluster, 100_000)
	for i := range examples {
		examples[i] = Cluster{Right: rng.IntN(9), N: 8}
	}
	for b.Loop() {
		ClusterBootstrap(examples, Resampling{Seed: 1})
	}
}

func BenchmarkGroupMeans(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	examples := make([]DepthExample, 10_000)
	for i := range examples {
		right := float64(rng.IntN(2))
		examples[i] = DepthExample{Right: right, Wrong: 1 - right, Depths: make([]DepthTotal, 20)}
		for d := range examples[i].Depths {
			examples[i].Depths[d] = DepthTotal{Documents: rng.Int64N(1000), Nodes: 1 + rng.Int64N(9)}
		}
	}
	for b.Loop() {
		GroupMeans(examples, Resampling{Seed: 1})
	}
}
