package sampling

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

// benchmarkExamples are problems of very different success rates whose wrong
// answers agree now and then, with continuous scores, the worst case for ties.
func benchmarkExamples(examples, responses int) []Example {
	rng := rand.New(rand.NewPCG(1, 1))
	made := make([]Example, examples)
	for i := range made {
		rate := rng.Float64()
		made[i].Responses = make([]Response, responses)
		for j := range made[i].Responses {
			r := &made[i].Responses[j]
			r.Correct = rng.Float64() < rate
			if !r.Correct {
				r.Answer = strconv.Itoa(rng.IntN(5))
			} else {
				r.Answer = "right"
			}
			r.Reward, r.LogProb = Known(rng.Float64()), Known(-rng.Float64())
			r.Steps = []float64{rng.Float64(), rng.Float64(), rng.Float64()}
		}
	}
	return made
}

// BenchmarkMeasures does each of the measures at all of Ks(10) with 2,000
// bootstrap draws.
func BenchmarkMeasures(b *testing.B) {
	examples := benchmarkExamples(100_000, 10)
	opt := stats.Resampling{Seed: 1}
	ks := Ks(10)
	for _, measure := range []struct {
		name string
		run  func()
	}{
		{"PassAtK", func() { PassAtK(examples, ks, opt) }},
		{"Consensus", func() { Consensus(examples, ks, opt) }},
		{"WeightedConsensus", func() { WeightedConsensus(examples, ks, OutcomeReward, opt) }},
		{"BestOf", func() { BestOf(examples, ks, MeanLogProb, opt) }},
		{"ProcessReward", func() { BestOf(examples, ks, ProcessReward(Product), opt) }},
		{"ScalingLaws", func() { ScalingLaws(examples, nil, 0, opt) }},
	} {
		b.Run(measure.name, func(b *testing.B) {
			for b.Loop() {
				measure.run()
			}
		})
	}
}

// BenchmarkConsensusOfMany is the expectation alone, where it is exact and costs most.
func BenchmarkConsensusOfMany(b *testing.B) {
	for _, n := range []int{10, 64, 256} {
		examples := benchmarkExamples(100, n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				Consensus(examples, Ks(n), stats.Resampling{Draws: 1})
			}
		})
	}
}
