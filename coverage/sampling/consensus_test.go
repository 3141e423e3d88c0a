package sampling

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

var nan, inf = math.NaN(), math.Inf(1)

// twoAnswers is maj@k with m right and n - m wrong responses that all agree: a
// hypergeometric tail, in exact arithmetic.
func twoAnswers(m, n, k int64) float64 {
	sum := new(big.Rat)
	for v := max(0, k-(n-m)); v <= min(m, k); v++ {
		ways := new(big.Int).Binomial(m, v)
		ways.Mul(ways, new(big.Int).Binomial(n-m, k-v))
		switch {
		case 2*v > k:
			sum.Add(sum, new(big.Rat).SetInt(ways))
		case 2*v == k:
			sum.Add(sum, new(big.Rat).SetFrac(ways, big.NewInt(2)))
		}
	}
	value, _ := sum.Quo(sum, new(big.Rat).SetInt(new(big.Int).Binomial(n, k))).Float64()
	return value
}

func repeated(right, wrong int) []Example {
	return []Example{answers(strings.Repeat("A", right) + strings.Repeat("B", wrong))}
}

func TestLargeConsensusAgainstHypergeometric(t *testing.T) {
	for _, c := range []struct{ m, n, k int }{{90, 200, 1}, {90, 200, 100}, {90, 200, 199}, {128, 256, 64}, {130, 256, 256}, {480, 1000, 129}, {4_000, 10_000, 40}} {
		p := Consensus(repeated(c.m, c.n-c.m), []int{c.k}, few)[0]
		checkNear(t, "maj@k", p.Value, twoAnswers(int64(c.m), int64(c.n), int64(c.k)), 1e-11)
		if p.MonteCarlo != 0 {
			t.Errorf("%+v is not exact", c)
		}
	}
}

func TestSubsampledConsensus(t *testing.T) {
	// Too many to be exact; the truth is known all the same.
	var examples []Example
	want := 0.0
	for _, m := range []int{950, 980, 1000, 1010, 1040} {
		examples = append(examples, repeated(m, 2000-m)...)
		want += twoAnswers(int64(m), 2000, 500) / 5
	}
	for _, ks := range [][]int{{500}, {1, 500}} { // beside an exact k and alone
		p := Consensus(examples, ks, few)[len(ks)-1]
		if p.MonteCarlo <= 0 || p.MonteCarlo > 0.016/math.Sqrt(5) {
			t.Errorf("stated error %v", p.MonteCarlo)
		}
		checkNear(t, "maj@500", p.Value, want, 4*p.MonteCarlo)
		if last := p.Warnings[len(p.Warnings)-1]; !strings.HasPrefix(last, "subsets of responses were subsampled: standard error 0.00") {
			t.Errorf("warnings %q", p.Warnings)
		}
	}
}

func TestSubsampledWeightedConsensus(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	e := randomExample(rng, 16)
	ks := []int{2, 8, 16}
	for j, p := range WeightedConsensus([]Example{e}, ks, OutcomeReward, few) {
		want := overSubsets(e, ks[j], func(s []Response) float64 {
			return majority(s, e.Responses, func(r Response) float64 { return r.Reward.Value })
		})
		// 120 subsets, 12,870 subsets and 1: only the second is subsampled.
		if (p.MonteCarlo > 0) != (p.K == 8) {
			t.Errorf("k = %d: error %v", p.K, p.MonteCarlo)
		}
		checkNear(t, "weighted", p.Value, want, 4*p.MonteCarlo+1e-12)
	}
	e.Responses[0].Reward = Known(-1)
	if w := WeightedConsensus([]Example{e}, []int{1}, OutcomeReward, few)[0].Warnings; !strings.Contains(w[0], "negative") {
		t.Errorf("warnings %q", w)
	}
}

func TestUnreadNeverWins(t *testing.T) {
	// The right answer needs one vote of three, unless a B is drawn with it: of
	// the 4 subsets --A, --B, -AB, -AB the first gives 1, the last two 1/2.
	checkNear(t, "maj@3", Consensus([]Example{answers("--AB")}, []int{3}, few)[0].Value, 0.5, 1e-12)
	judged := answers("--B")
	judged.Responses[0].Correct = true // an importer's judgement without an answer
	// Only the subset of both unread ones has no answer.
	checkNear(t, "maj@2", Consensus([]Example{judged}, []int{2}, few)[0].Value, 0.5/3, 1e-12)
}
