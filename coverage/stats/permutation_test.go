package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/combin"
	"gonum.org/v1/gonum/stat/distuv"
)

// exactP deals out the outcomes in every possible way and returns the share of
// ways with an AUC at least as far from 0.5. strata holds the indices of each stratum.
func exactP(obs []Observation, strata [][]int) float64 {
	far := func(o []Observation) float64 { return math.Abs(bruteForceAUC(o).Value - 0.5) }
	observed := far(obs)
	count, ways := 0, 0
	var deal func(dealt []Observation, left [][]int)
	deal = func(dealt []Observation, left [][]int) {
		if len(left) == 0 {
			ways++
			if far(dealt) >= observed-1e-12 {
				count++
			}
			return
		}
		for _, order := range combin.Permutations(len(left[0]), len(left[0])) {
			next := append([]Observation{}, dealt...)
			for to, from := range order {
				i, j := left[0][to], left[0][from]
				next[i].Right, next[i].Wrong = obs[j].Right, obs[j].Wrong
			}
			deal(next, left[1:])
		}
	}
	deal(obs, strata)
	return float64(count) / float64(ways)
}

func TestPermutationPAgainstEnumeration(t *testing.T) {
	small := answers([]float64{1, 2, 2, 5, 3, 1, 7, 8}, "wrrwrwrr")
	for i := 4; i < 8; i++ {
		small[i].Stratum = 1
	}
	fractional := append([]Observation{}, small...)
	for i := range fractional {
		fractional[i].Right = float64((i*3)%4) / 3
		fractional[i].Wrong = 1 - fractional[i].Right
	}
	for _, obs := range [][]Observation{small, fractional} {
		want := exactP(obs, [][]int{{0, 1, 2, 3}, {4, 5, 6, 7}})
		got := PermutationP(obs, Resampling{Seed: 1, Draws: 20_000})
		// Four standard errors of a share of 20,000.
		checkNear(t, "p", got.Value, want, 4*math.Sqrt(want*(1-want)/20_000))
		if !(got.Low < got.Value && got.Value < got.High && got.High-got.Low < 0.02) || got.N != 8 {
			t.Errorf("got %+v", got)
		}
	}
}

func TestPermutationPAgainstSciPy(t *testing.T) {
	// One stratum without ties: the exact Mann-Whitney test.        # SciPy 1.17.1
	// x=[1.1,3.2,5.4,6.5,8.0]; y=[0.3,0.9,2.5,3.3,4.0,1.7]
	// stats.mannwhitneyu(x, y).statistic/30 -> 0.8
	// stats.mannwhitneyu(x, y, method='exact').pvalue
	obs := answers([]float64{1.1, 3.2, 5.4, 6.5, 8.0, 0.3, 0.9, 2.5, 3.3, 4.0, 1.7}, "rrrrrwwwwww")
	checkNear(t, "p", PermutationP(obs, Resampling{Seed: 1, Draws: 20_000}).Value, 0.12554112554112554, 0.01)

	// Two strata with many ties: the set of TestBootstrapAUCAgainstNumPy, 20,000 times
	//   for q in idx: rr[q] = rng.permutation(rt[q])
	checkNear(t, "p", PermutationP(twoStrata(), Resampling{Seed: 1}).Value, 0.7657617119144042, 0.02)
}

func TestPermutationPEdges(t *testing.T) {
	opt := Resampling{Seed: 1, Draws: 199}
	// Nothing to tell apart: every permutation is as far from 0.5 as the data.
	checkNear(t, "all ties", PermutationP(answers([]float64{1, 1, 1, 1}, "rwrw"), opt).Value, 1, 0)
	// The smallest p that 199 permutations can give, 1/200.
	separated := answers([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, "wwwwwwwwwwrrrrrrrrrr")
	checkNear(t, "complete separation", PermutationP(separated, opt).Value, 1./200, 0)
	// A stratum of one example has nothing to shuffle, the other decides.
	checkNear(t, "a single", PermutationP(append(separated, Observation{Stratum: 1, Exposure: 1, Right: 0.5, Wrong: 0.5}), opt).Value, 1./200, 0)
	for _, obs := range [][]Observation{nil, answers([]float64{1, 2}, "ww"), {{0, 1, 0.5, 0.5}}} {
		checkNotEstimable(t, PermutationP(obs, opt), "no stratum has both a right and a wrong example")
	}
}

// All 12 ways to pick two of four in order must be equally likely.
func TestChooseIsUniform(t *testing.T) {
	picked, left := make([]int32, 2), make([]int32, 4)
	rng := rand.New(rand.NewPCG(1, 2))
	const draws = 24_000
	count := map[[2]int32]float64{}
	for range draws {
		choose(picked, left, rng)
		count[[2]int32(picked)]++
	}
	if len(count) != 12 {
		t.Fatalf("%d ways, want 12", len(count))
	}
	chiSquared := 0.0
	for _, n := range count {
		chiSquared += (n - draws/12) * (n - draws/12) / (draws / 12)
	}
	if limit := (distuv.ChiSquared{K: 11}).Quantile(0.999); chiSquared > limit {
		t.Errorf("χ² = %.1f > %.1f", chiSquared, limit)
	}
}
