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

// 100,000 examples of 10 responses each, in 400 strata.
func BenchmarkLogistic(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	rows := make([]LogisticRow, 100_000)
	for i := range rows {
		right := float64(rng.IntN(11)) / 10
		rows[i] = LogisticRow{
			Stratum: rng.IntN(400), Example: i, Exposure: rng.Float64(), Right: right, Wrong: 1 - right,
			Covariates: []float64{float64(rng.IntN(9)), float64(rng.IntN(9)), rng.Float64()},
		}
	}
	for b.Loop() {
		if fit := Logistic(rows, []string{"depth", "width", "answer length"}, "depth"); !fit.OK {
			b.Fatal(fit)
		}
	}
}

// 100,000 examples of 10 nodes each.
func benchmarkNodes() []NodeObservation {
	rng := rand.New(rand.NewPCG(1, 1))
	var nodes []NodeObservation
	for e := range 100_000 {
		size := rng.IntN(20)
		for k := range 10 {
			right := float64(rng.IntN(11)) / 10
			nodes = append(nodes, NodeObservation{e, Observation{size*10 + k, rng.Float64(), right, 1 - right}})
		}
	}
	return nodes
}

func BenchmarkBootstrapNodeAUC(b *testing.B) {
	nodes := benchmarkNodes()
	for b.Loop() {
		BootstrapNodeAUC(nodes, Resampling{Seed: 1})
	}
}

// A million nodes take too long for all permutations: 100 of 9,999.
func BenchmarkNodePermutationP(b *testing.B) {
	nodes := benchmarkNodes()
	for b.Loop() {
		NodePermutationP(nodes, Resampling{Seed: 1, Draws: 100})
	}
}

func BenchmarkSpearman(b *testing.B) {
	benchmarkSizes(b, func(obs []Observation) { Spearman(obs, Resampling{Seed: 1}) })
}

func BenchmarkMantelHaenszel(b *testing.B) {
	benchmarkSizes(b, func(obs []Observation) { MantelHaenszel(obs) })
}

func BenchmarkCompositionalityGap(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	examples := make([]CompositionExample, 100_000)
	for i := range examples {
		examples[i] = CompositionExample{rng.IntN(400), rng.Float64(), Cluster{rng.IntN(11), 10}}
	}
	for b.Loop() {
		CompositionalityGap(examples, 1)
	}
}
