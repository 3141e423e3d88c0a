package sampling

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/coverage/stats"
)

func TestKs(t *testing.T) {
	for n, want := range map[int][]int{0: nil, 1: {1}, 2: {1, 2}, 8: {1, 2, 4, 8}, 10: {1, 2, 4, 8, 10}} {
		if diff := cmp.Diff(want, Ks(n)); diff != "" {
			t.Errorf("n = %d: %s", n, diff)
		}
	}
}

// TestPublishedPassAtK uses the numerically stable formula of Chen et al. (2021),
// 1 - prod(1 - k / arange(n-c+1, n+1)), and values worked out by hand.
func TestPublishedPassAtK(t *testing.T) {
	for _, c := range []struct{ n, c, k int }{{10, 0, 3}, {10, 10, 3}, {10, 8, 3}, {200, 7, 100}, {10_000, 3, 2_000}} {
		want := 1.0
		if c.n-c.c >= c.k {
			wrong := 1.0
			for i := c.n - c.c + 1; i <= c.n; i++ {
				wrong *= 1 - float64(c.k)/float64(i)
			}
			want = 1 - wrong
		}
		e := answers(strings.Repeat("A", c.c) + strings.Repeat("B", c.n-c.c))
		checkNear(t, "pass@k", PassAtK([]Example{e}, []int{c.k}, few)[0].Value, want, 1e-12)
	}
	// 2 of 4 right: pass@2 = 1 - 1/6, pass^2 = 1/6; 1 of 2 right: 1 and 0; the third has too few.
	examples := []Example{answers("AABB"), answers("AB"), answers("A")}
	at, hat := PassAtK(examples, []int{2}, few)[0], PassHatK(examples, []int{2}, few)[0]
	checkNear(t, "pass@2", at.Value, (5./6+1)/2, 1e-15)
	checkNear(t, "pass^2", hat.Value, 1./12, 1e-15)
	if at.N != 2 || at.Warnings[0] != "left out 1 examples with fewer than 2 responses" {
		t.Errorf("n = %d, warnings %q", at.N, at.Warnings)
	}
}

// TestCurveAgainstMaterialisedResample draws the clusters as often, but builds
// each resample as a list of examples.
func TestCurveAgainstMaterialisedResample(t *testing.T) {
	examples := []Example{answers("AABB"), answers("AB"), answers("BBBA"), answers("AAAB"), answers("BBBB"), answers("AAB")}
	clusters := [][]int{{0}, {1, 4}, {2}, {3}, {5}}
	examples[1].Cluster, examples[4].Cluster = "x", "x"
	const draws = 200
	ks := []int{1, 2, 4}
	want := make([][]float64, len(ks))
	for draw := range draws {
		rng := rand.New(rand.NewPCG(7, uint64(draw)))
		var resample []Example
		times := make([]uint32, len(clusters)) // no two clusters are alike
		stats.NewMultinomial([]int{1, 1, 1, 1, 1}).Draw(times, rng)
		for cluster, n := range times {
			for range n {
				for _, i := range clusters[cluster] {
					resample = append(resample, examples[i])
				}
			}
		}
		for j, k := range ks {
			sum, n := 0.0, 0.0
			for _, e := range resample {
				if len(e.Responses) >= k {
					sum += 1 - allIn(len(e.Responses)-e.right(len(e.Responses)), len(e.Responses), k)
					n++
				}
			}
			if n > 0 {
				want[j] = append(want[j], sum/n)
			}
		}
	}
	for j, p := range PassAtK(examples, []int{4, 2, 1, 1, 0, -3}, stats.Resampling{Seed: 7, Draws: draws}) {
		slices.Sort(want[j])
		n := len(want[j])
		checkNear(t, "low", p.Low, want[j][(n*25+999)/1000-1], 1e-15)
		checkNear(t, "high", p.High, want[j][(n*975+999)/1000-1], 1e-15)
		if p.K != ks[j] {
			t.Errorf("k = %d, want %d", p.K, ks[j])
		}
	}
}

func TestCurveEdges(t *testing.T) {
	all := map[string]func(e []Example, ks []int) Curve{
		"pass@k":    func(e []Example, ks []int) Curve { return PassAtK(e, ks, few) },
		"consensus": func(e []Example, ks []int) Curve { return Consensus(e, ks, few) },
		"weighted":  func(e []Example, ks []int) Curve { return WeightedConsensus(e, ks, OutcomeReward, few) },
		"best of":   func(e []Example, ks []int) Curve { return BestOf(e, ks, OutcomeReward, few) },
	}
	scored := func(e Example) Example { // ties everywhere
		for i := range e.Responses {
			e.Responses[i].Reward = Known(0.5)
		}
		return e
	}
	right, wrong, unread := scored(answers("AAA")), scored(answers("BCB")), scored(answers("---"))
	for name, measure := range all {
		// Wilson intervals of 2 of 2, 0 of 2, and of one example that can show nothing.
		for _, c := range []struct {
			examples         []Example
			value, low, high float64
		}{
			{[]Example{right, right}, 1, 0.342380227506653, 1},
			{[]Example{wrong, unread}, 0, 0, 0.657619772493347},
			{[]Example{right}, 1, 0.206549314377237, 1},
		} {
			for _, p := range measure(c.examples, []int{1, 3}) {
				checkNear(t, name, p.Value, c.value, 0)
				checkNear(t, name+" low", p.Low, c.low, 1e-12)
				checkNear(t, name+" high", p.High, c.high, 1e-12)
			}
		}
		checkNotEstimable(t, name, measure([]Example{right}, []int{4})[0].Estimate, "no example has 4 responses to choose from")
		checkNotEstimable(t, name, measure(nil, []int{1})[0].Estimate, "no example has 1 responses to choose from")
		checkNotEstimable(t, name, measure([]Example{{}}, []int{1})[0].Estimate, "no example has 1 responses to choose from")
		if c := measure([]Example{right}, nil); len(c) != 0 {
			t.Errorf("%s: %d points without a k", name, len(c))
		}
	}
	// All right, but for rounding: still no more certain than 38 of 38.
	var longer []Example
	for n := 3; n <= 40; n++ {
		longer = append(longer, scored(answers(strings.Repeat("A", n))))
	}
	for name, measure := range all {
		p := measure(longer, []int{3})[0]
		checkNear(t, name, p.Value, 1, 1e-12)
		checkNear(t, name+" low", p.Low, stats.Wilson(38, 38).Low, 1e-12)
		if p.Value > 1 || p.High > 1 {
			t.Errorf("%s: %+v", name, p)
		}
	}
	unscored := BestOf([]Example{right, answers("AB")}, []int{1}, OutcomeReward, few)[0]
	if unscored.N != 1 || unscored.Warnings[0] != "left out 1 examples in which a response lacks the score" {
		t.Errorf("n = %d, warnings %q", unscored.N, unscored.Warnings)
	}
	half := PassAtK([]Example{answers("AB"), answers("AB"), answers("AB")}, []int{1}, few)[0]
	// statsmodels.stats.proportion.proportion_confint(1.5, 3, method='wilson')
	checkNear(t, "low", half.Low, 0.1253344719102632, 1e-12)
	checkNear(t, "high", half.High, 0.8746655280897367, 1e-12)
}

// TestWorkersDoNotMatter: the result depends on the seed alone, to the last bit.
func TestWorkersDoNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	var examples []Example
	for range 150 {
		examples = append(examples, randomExample(rng, 20))
	}
	var trees []Tree
	for i := range 20 { // of different depths
		chain := []Thought{{ID: "0"}}
		for k := range i {
			chain = append(chain, Thought{ID: strconv.Itoa(k + 1), Parent: strconv.Itoa(k)})
		}
		trees = append(trees, Tree{Thoughts: chain})
	}
	results := func(seed uint64, workers int) []any {
		opt := stats.Resampling{Seed: seed, Draws: 50, Workers: workers}
		return []any{
			Consensus(examples, Ks(20), opt), WeightedConsensus(examples, Ks(20), OutcomeReward, opt),
			BestOf(examples, Ks(20), MeanLogProb, opt), ScalingLaws(examples, nil, 0, opt), TreeSearch(trees, opt),
		}
	}
	ignore := cmpopts.IgnoreUnexported(Law{})
	one := results(5, 1)
	if diff := cmp.Diff(one, results(5, 3), ignore); diff != "" {
		t.Errorf("-1 worker +3 workers:\n%s", diff)
	}
	for i, r := range results(6, 1) {
		if cmp.Equal(one[i], r, ignore) {
			t.Errorf("result %d is the same with another seed", i)
		}
	}
}

// TestNothingIsEverNaN: whatever the input, an estimate is finite, or not OK and
// zero with a reason.
func TestNothingIsEverNaN(t *testing.T) {
	score := rapid.Custom(func(t *rapid.T) Score {
		return Score{rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1, nan, -1e308, 1e308, inf})).Draw(t, "value"), rapid.IntRange(0, 9).Draw(t, "ok") > 0}
	})
	response := rapid.Custom(func(t *rapid.T) Response {
		return Response{
			rapid.Bool().Draw(t, "right"), rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "answer"),
			score.Draw(t, "reward"), score.Draw(t, "logprob"), rapid.SliceOfN(rapid.Float64(), 0, 3).Draw(t, "steps"), score.Draw(t, "prefix"),
		}
	})
	example := rapid.Custom(func(t *rapid.T) Example {
		return Example{rapid.SliceOfN(response, 0, 9).Draw(t, "responses"), rapid.SampledFrom([]string{"", "", "c"}).Draw(t, "cluster")}
	})
	thought := rapid.Custom(func(t *rapid.T) Thought {
		id := rapid.SampledFrom([]string{"", "a", "b", "c"})
		return Thought{id.Draw(t, "id"), id.Draw(t, "parent"), "", score.Draw(t, "score"), rapid.Bool().Draw(t, "kept"), Truth(rapid.IntRange(0, 2).Draw(t, "truth"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		examples := rapid.SliceOfN(example, 0, 6).Draw(t, "examples")
		ks := rapid.SliceOfN(rapid.IntRange(-1, 10), 0, 4).Draw(t, "ks")
		opt := stats.Resampling{Seed: 1, Draws: 9}
		var estimates []stats.Estimate
		for _, c := range []Curve{
			PassAtK(examples, ks, opt), PassHatK(examples, ks, opt), Consensus(examples, ks, opt),
			WeightedConsensus(examples, ks, OutcomeReward, opt), BestOf(examples, ks, MeanLogProb, opt),
			BestOf(examples, ks, ProcessReward(Mean), opt), BestOf(examples, ks, OracleProcessReward, opt),
		} {
			for _, p := range c {
				estimates = append(estimates, p.Estimate)
			}
		}
		s := ScalingLaws(examples, ks, rapid.IntRange(-1, 9).Draw(t, "kMax"), opt)
		for _, l := range []Law{s.PowerLaw, s.LogLinear, s.BetaBinomial} {
			estimates = append(estimates, l.HeldOutError)
			for _, p := range l.Params {
				estimates = append(estimates, p.Estimate)
			}
			for _, h := range l.HeldOut {
				estimates = append(estimates, h.Observed, h.Predicted, h.Error)
			}
			if c, ok := l.At(100); !(c >= 0 && c <= 1) || !ok && c != 0 {
				t.Errorf("%s at 100: %v", l.Name, c)
			}
		}
		tree := Tree{Thoughts: rapid.SliceOfN(thought, 0, 4).Draw(t, "thoughts")}
		f := TreeSearch([]Tree{tree}, opt)
		estimates = append(estimates, f.Thoughts, f.Expanded, f.Depth, f.KeptRight, f.PrunedRight, f.Success, f.Perfect, f.PerfectPossible)
		for i, e := range estimates {
			if !finite(e.Value) || !finite(e.Low) || !finite(e.High) || e.Low > e.High {
				t.Errorf("estimate %d: %+v", i, e)
			}
			if !e.OK && (len(e.Warnings) == 0 || e.Value != 0 || e.Low != 0 || e.High != 0) {
				t.Errorf("estimate %d is not OK and does not say why, or is not 0: %+v", i, e)
			}
		}
	})
}
