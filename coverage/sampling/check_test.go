package sampling

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

// few keeps tests of point values quick.
var few = stats.Resampling{Seed: 1, Draws: 20}

func checkNear(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v ± %g", what, got, want, tolerance)
	}
}

func checkNotEstimable(t *testing.T, what string, e stats.Estimate, reason string) {
	t.Helper()
	if e.OK || e.Value != 0 || e.Low != 0 || e.High != 0 {
		t.Errorf("%s: got %+v, want an estimate that is not OK and all zero", what, e)
	}
	if len(e.Warnings) == 0 || e.Warnings[len(e.Warnings)-1] != reason {
		t.Errorf("%s: warnings %q, want %q last", what, e.Warnings, reason)
	}
}

// answers makes an example of a string, a letter a response: 'A' is right, '-' is
// unread, every other letter a wrong answer.
func answers(letters string) Example {
	var e Example
	for _, l := range letters {
		r := Response{Correct: l == 'A', Answer: string(l)}
		if l == '-' {
			r.Answer = ""
		}
		e.Responses = append(e.Responses, r)
	}
	return e
}

// randomExample has n responses with many ties in answers and scores. Judgements
// of equal answers may differ.
func randomExample(rng *rand.Rand, n int) Example {
	e := Example{Responses: make([]Response, n)}
	for i := range e.Responses {
		answer := []string{"A", "A", "B", "C", "D", ""}[rng.IntN(6)]
		e.Responses[i] = Response{
			Correct: answer == "A" && rng.IntN(8) > 0 || rng.IntN(12) == 0,
			Answer:  answer,
			Reward:  Known(float64(rng.IntN(5)) / 4), // sums are exact
			LogProb: Known(-rng.Float64()),
		}
		for range 1 + rng.IntN(3) {
			e.Responses[i].Steps = append(e.Responses[i].Steps, float64(1+rng.IntN(4))/4)
		}
	}
	return e
}

// overSubsets is the mean of a function over all k-subsets: the definition of
// every expectation in this package.
func overSubsets(e Example, k int, f func(subset []Response) float64) float64 {
	sum, subsets := 0.0, 0.0
	for mask := range 1 << len(e.Responses) {
		if bits.OnesCount(uint(mask)) != k {
			continue
		}
		var subset []Response
		for i, r := range e.Responses {
			if mask>>i&1 == 1 {
				subset = append(subset, r)
			}
		}
		sum += f(subset)
		subsets++
	}
	return sum / subsets
}

// rightShare is the share of right ones among the responses for which is holds.
func rightShare(responses []Response, is func(Response) bool) float64 {
	right, all := 0.0, 0.0
	for _, r := range responses {
		if is(r) {
			all++
			right += indicator(r.Correct)
		}
	}
	return right / all
}

// majority is the correctness of a subset's most voted answer, word by word.
// credits are the responses whose judgements say what an answer is worth.
func majority(subset, credits []Response, weight func(Response) float64) float64 {
	votes := map[string]float64{}
	for _, r := range subset {
		if r.Answer != "" {
			votes[r.Answer] += weight(r)
		}
	}
	if len(votes) == 0 {
		votes[""] = 0
	}
	best := math.Inf(-1)
	for _, w := range votes {
		best = max(best, w)
	}
	credit, winners := 0.0, 0.0
	for answer, w := range votes {
		if w == best {
			credit += rightShare(credits, func(r Response) bool { return r.Answer == answer })
			winners++
		}
	}
	return credit / winners
}

func TestExpectationsAgainstAllSubsets(t *testing.T) {
	one := func(Response) float64 { return 1 }
	reward := func(r Response) float64 { return r.Reward.Value }
	best := func(score Scorer) func(s, _ []Response) float64 {
		value := func(r Response) float64 { return score(&r).Value }
		return func(s, _ []Response) float64 {
			top := value(slices.MaxFunc(s, func(a, b Response) int { return int(math.Copysign(1, value(a)-value(b))) }))
			return rightShare(s, func(r Response) bool { return value(r) == top })
		}
	}
	curveOf := func(score Scorer) func(e []Example, ks []int) Curve {
		return func(e []Example, ks []int) Curve { return BestOf(e, ks, score, few) }
	}
	measures := []struct {
		name  string
		curve func(e []Example, ks []int) Curve
		value func(subset, all []Response) float64
	}{
		{"pass@k", func(e []Example, ks []int) Curve { return PassAtK(e, ks, few) },
			func(s, _ []Response) float64 {
				return indicator(slices.ContainsFunc(s, func(r Response) bool { return r.Correct }))
			}},
		{"pass^k", func(e []Example, ks []int) Curve { return PassHatK(e, ks, few) },
			func(s, _ []Response) float64 {
				return indicator(!slices.ContainsFunc(s, func(r Response) bool { return !r.Correct }))
			}},
		// By the subset's own judgements: an answer's credit over all responses
		// is what they come to on average.
		{"consensus", func(e []Example, ks []int) Curve { return Consensus(e, ks, few) },
			func(s, _ []Response) float64 { return majority(s, s, one) }},
		{"weighted consensus", func(e []Example, ks []int) Curve { return WeightedConsensus(e, ks, OutcomeReward, few) },
			func(s, all []Response) float64 { return majority(s, all, reward) }},
		{"best of by reward", curveOf(OutcomeReward), best(OutcomeReward)},
		{"best of by log-probability", curveOf(MeanLogProb), best(MeanLogProb)},
		{"best of by product", curveOf(ProcessReward(Product)), best(ProcessReward(Product))},
		{"best of by last", curveOf(ProcessReward(Last)), best(ProcessReward(Last))},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, m := range measures {
		for range 40 {
			n := 1 + rng.IntN(8)
			e := randomExample(rng, n)
			for _, p := range m.curve([]Example{e}, []int{1, 2, 3, 5, 8}) {
				if p.K > n {
					if p.OK {
						t.Errorf("%s: estimable for k = %d > n = %d", m.name, p.K, n)
					}
					continue
				}
				want := overSubsets(e, p.K, func(s []Response) float64 { return m.value(s, e.Responses) })
				checkNear(t, m.name, p.Value, want, 1e-12)
				if p.MonteCarlo != 0 {
					t.Errorf("%s: not exact at n = %d", m.name, n)
				}
			}
		}
	}
}
