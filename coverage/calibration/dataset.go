package calibration

import (
	"math/rand/v2"

	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/stats"
)

// exposures are the headline, which has the verdict, and the three that stand
// beside it and are paid for in its q.
var exposures = [...]func(coverage.ExampleCoverage) float64{
	func(c coverage.ExampleCoverage) float64 { return c.Exposure },
	func(c coverage.ExampleCoverage) float64 { return float64(c.SeenNodes) / float64(c.Operations) },
	func(c coverage.ExampleCoverage) float64 { return float64(c.MinDocuments) },
	func(c coverage.ExampleCoverage) float64 { return float64(c.SinkDocuments) },
}

// dataSet is what one simulated evaluation of a model consists of.
type dataSet struct {
	problems []*pooled
	right    []bool
	strata   []int
	seed     uint64 // of permutations and bootstrap
}

// draw draws problems without replacement and answers them.
func draw(pool []pooled, s Study, rng *rand.Rand) dataSet {
	type stratum struct {
		size       string
		operations int
	}
	numbers := make(map[stratum]int)
	data := dataSet{seed: rng.Uint64()}
	for _, i := range rng.Perm(len(pool))[:s.Examples] {
		p := &pool[i]
		var at stratum
		switch s.Strata {
		case BySizeAndOperations:
			at = stratum{p.Size, p.Operations}
		case BySize:
			at = stratum{size: p.Size}
		}
		if _, ok := numbers[at]; !ok {
			numbers[at] = len(numbers)
		}
		data.problems = append(data.problems, p)
		data.right = append(data.right, rng.Float64() < s.Responder.Chance(p.Problem))
		data.strata = append(data.strata, numbers[at])
	}
	return data
}

// observations are the examples with one exposure.
func (data *dataSet) observations(scope int, exposure func(coverage.ExampleCoverage) float64) []stats.Observation {
	obs := make([]stats.Observation, len(data.problems))
	for i, p := range data.problems {
		obs[i] = stats.Observation{Stratum: data.strata[i], Exposure: exposure(p.coverage[scope]), Wrong: 1}
		if data.right[i] {
			obs[i].Right, obs[i].Wrong = 1, 0
		}
	}
	return obs
}

// result is what the analysis says of one scope.
type result struct {
	verdict string
	auc     stats.AUC // of the headline exposure
}

// analyze gives the result of each scope, from a q over the family of all
// scopes and exposures.
func (data *dataSet) analyze(scopes int, d Design) []result {
	headline := make([][]stats.Observation, scopes)
	testOf := make([]int, scopes) // position of the headline's p; -1 where it has none
	var p []float64
	for scope := range scopes {
		testOf[scope] = -1
		for e, exposure := range exposures {
			obs := data.observations(scope, exposure)
			if e == 0 {
				headline[scope] = obs
			}
			if value, ok := permutationP(obs, d.Permutations, data.seed); ok {
				if e == 0 {
					testOf[scope] = len(p)
				}
				p = append(p, value)
			}
		}
	}
	q := stats.BenjaminiHochberg(p)
	results := make([]result, scopes)
	for scope, obs := range headline {
		in := stats.VerdictInput{Q: 1}
		if testOf[scope] >= 0 {
			in.Q = q[testOf[scope]]
		}
		auc := stats.StratifiedAUC(obs)
		in.RightWeight, in.WrongWeight = auc.RightWeight, auc.WrongWeight
		in.AUC = stats.Estimate{Value: auc.Value, OK: auc.OK, N: auc.N}
		// The interval decides between "tracks" and "weak" and nothing else, so it
		// is made only where there is such a choice.
		if in.Q < 0.05 {
			in.AUC = stats.BootstrapAUC(obs, stats.Resampling{Seed: data.seed, Draws: d.Draws, Workers: 1})
		}
		verdict, _ := stats.Verdict(in)
		results[scope] = result{verdict, auc}
	}
	return results
}

// permutationP is stats.PermutationP at the cost of few permutations where p is
// plainly large. Where the true p is 0.05, the largest of any consequence, 199
// permutations give more than 0.15 in fewer than one of 10,000,000 tests.
func permutationP(obs []stats.Observation, permutations int, seed uint64) (p float64, ok bool) {
	const few, plainlyLarge = 199, 0.15
	p1 := stats.PermutationP(obs, stats.Resampling{Seed: seed, Draws: min(few, permutations), Workers: 1})
	if !p1.OK || p1.Value > plainlyLarge || permutations <= few {
		return p1.Value, p1.OK
	}
	p2 := stats.PermutationP(obs, stats.Resampling{Seed: seed, Draws: permutations, Workers: 1})
	return p2.Value, p2.OK
}
