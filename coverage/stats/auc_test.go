package stats

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// answers makes observations of one stratum, right where the letter is r.
func answers(exposures []float64, rightOrWrong string) []Observation {
	obs := make([]Observation, len(exposures))
	for i, e := range exposures {
		obs[i] = Observation{Exposure: e, Wrong: 1}
		if rightOrWrong[i] == 'r' {
			obs[i].Right, obs[i].Wrong = 1, 0
		}
	}
	return obs
}

// threeStrata is a small data set with ties, a stratum without a wrong answer
// and exposures out of order.
func threeStrata() []Observation {
	obs := answers([]float64{.5, 1.5, 1.5, 2, 3, .1, .1, .7, .9, .9, 4, 1, 2}, "wrwwrwrwrrwrr")
	for i, s := range []int{1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3} {
		obs[i].Stratum = s
	}
	return obs
}

func TestStratifiedAUCAgainstSciPy(t *testing.T) {
	// s=np.array([1]*5+[2]*6+[3]*2); r=np.array([0,1,0,0,1, 0,1,0,1,1,0, 1,1])
	// e=np.array([.5,1.5,1.5,2.0,3.0, .1,.1,.7,.9,.9,4.0, 1.,2.])        # SciPy 1.17.1
	// for k in 1, 2: x=e[(s==k)&(r==1)]; y=e[(s==k)&(r==0)]
	//   stats.mannwhitneyu(x, y).statistic -> 4.5, 4.5; len(x)*len(y) -> 6, 9
	//   (x[:,None] != y[None]).sum()       -> summed 13
	// r.sum()*(1-r).sum() -> 42
	got := StratifiedAUC(threeStrata())
	want := AUC{
		Value: 9. / 15, OK: true, Pairs: 15, InformativeShare: 13. / 42,
		Strata: 3, VaryingStrata: 2, RightWeight: 5, WrongWeight: 6, N: 13,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// stats.mannwhitneyu(e[r==1], e[r==0]).statistic / 42
	checkNear(t, "raw auc", RawAUC(threeStrata()).Value, 0.5357142857142857, 1e-15)
}

// bruteForceAUC is the definition, pair by pair.
func bruteForceAUC(obs []Observation) AUC {
	var result AUC
	var concordant, informative, allPairs float64
	type sums struct{ informative, right, wrong float64 }
	strata := map[int]sums{}
	for i, a := range obs {
		if a.Right == 0 && a.Wrong == 0 {
			continue
		}
		result.N++
		s := strata[a.Stratum]
		s.right += a.Right
		s.wrong += a.Wrong
		for j, b := range obs {
			if i == j {
				continue
			}
			weight := a.Right * b.Wrong
			allPairs += weight
			if a.Stratum != b.Stratum {
				continue
			}
			result.Pairs += weight
			switch {
			case a.Exposure > b.Exposure:
				concordant += weight
			case a.Exposure == b.Exposure:
				concordant += weight / 2
			}
			if a.Exposure != b.Exposure {
				informative += weight
				s.informative += weight
			}
		}
		strata[a.Stratum] = s
	}
	result.Strata = len(strata)
	for _, s := range strata {
		if s.informative > 0 {
			result.VaryingStrata++
			result.RightWeight += s.right
			result.WrongWeight += s.wrong
		}
	}
	if allPairs > 0 {
		result.InformativeShare = informative / allPairs
	}
	if result.Pairs > 0 {
		result.OK = true
		result.Value = concordant / result.Pairs
	}
	return result
}

func TestStratifiedAUCAgainstBruteForce(t *testing.T) {
	weight := rapid.SampledFrom([]float64{0, 0, 1, 1, 0.25, 0.5, 1. / 3, 0.9})
	rapid.Check(t, func(t *rapid.T) {
		obs := observations(weight).Draw(t, "obs")
		got := StratifiedAUC(obs)
		got.Warnings = nil
		if diff := cmp.Diff(bruteForceAUC(obs), got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("(-brute force +got):\n%s", diff)
		}
	})
}

func TestStratifiedAUCSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := observations(share()).Draw(t, "obs")
		auc := StratifiedAUC(obs)
		reversed := make([]Observation, len(obs))
		swapped := make([]Observation, len(obs))
		for i, o := range obs {
			reversed[len(obs)-1-i] = Observation{-o.Stratum, -o.Exposure, o.Right, o.Wrong}
			swapped[i] = Observation{o.Stratum, o.Exposure, o.Wrong, o.Right}
		}
		if auc.Pairs < 1e-100 {
			return // weights so small that rounding decides
		}
		if got := StratifiedAUC(reversed); math.Abs(got.Value-(1-auc.Value)) > 1e-12 {
			t.Errorf("exposure turned round: %v, want 1 - %v", got.Value, auc.Value)
		}
		if got := StratifiedAUC(swapped); math.Abs(got.Value-(1-auc.Value)) > 1e-12 {
			t.Errorf("right and wrong changed: %v, want 1 - %v", got.Value, auc.Value)
		}
	})
}

func TestStratifiedAUCEdges(t *testing.T) {
	exposures := []float64{1, 2, 3, 4}
	ties := []float64{2, 2, 2, 2}
	for _, c := range []struct {
		name  string
		obs   []Observation
		ok    bool
		value float64
	}{
		{"nothing", nil, false, 0},
		{"one example", []Observation{{0, 1, 1, 0}}, false, 0},
		{"one example, half right: no pair with itself", []Observation{{0, 1, 0.3, 0.7}}, false, 0},
		{"all right", answers(exposures, "rrrr"), false, 0},
		{"all wrong", answers(exposures, "wwww"), false, 0},
		{"no weight at all", []Observation{{0, 1, 0, 0}, {0, 2, 0, 0}}, false, 0},
		{"right and wrong never in one stratum", []Observation{{1, 1, 1, 0}, {2, 2, 0, 1}}, false, 0},
		{"complete separation", answers(exposures, "wwrr"), true, 1},
		{"complete separation, reversed", answers(exposures, "rrww"), true, 0},
		{"all ties", answers(ties, "rwrw"), true, 0.5},
		{"two examples, each half right", []Observation{{0, 1, 0.5, 0.5}, {0, 2, 0.5, 0.5}}, true, 0.5},
		{"minus zero equals zero", []Observation{{0, 0, 1, 0}, {0, math.Copysign(0, -1), 0, 1}}, true, 0.5},
	} {
		got := StratifiedAUC(c.obs)
		if got.OK != c.ok || got.Value != c.value {
			t.Errorf("%s: %+v, want ok %v, value %v", c.name, got, c.ok, c.value)
		}
		if !got.OK && len(got.Warnings) == 0 {
			t.Errorf("%s: no reason given", c.name)
		}
	}
}

func TestStratifiedAUCFaultyInput(t *testing.T) {
	for _, c := range []struct {
		bad     Observation
		warning string
	}{
		{Observation{0, math.NaN(), 1, 0}, "observation 1: exposure is not a finite number"},
		{Observation{0, math.Inf(1), 1, 0}, "observation 1: exposure is not a finite number"},
		{Observation{0, 1, math.NaN(), 0}, "observation 1: right and wrong must be shares between 0 and 1"},
		{Observation{0, 1, 2, 0}, "observation 1: right and wrong must be shares between 0 and 1"},
		{Observation{0, 1, 0, -0.5}, "observation 1: right and wrong must be shares between 0 and 1"},
	} {
		got := StratifiedAUC([]Observation{{0, 1, 0, 1}, c.bad})
		if diff := cmp.Diff(AUC{Warnings: []string{c.warning}}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func ExampleStratifiedAUC() {
	// Small problems (stratum 1) are met more in training and answered better
	// than large ones (stratum 2). Within a size, exposure says little.
	obs := []Observation{
		{Stratum: 1, Exposure: 5.1, Right: 1, Wrong: 0},
		{Stratum: 1, Exposure: 5.3, Right: 0, Wrong: 1},
		{Stratum: 1, Exposure: 5.6, Right: 1, Wrong: 0},
		{Stratum: 1, Exposure: 5.9, Right: 0.75, Wrong: 0.25}, // right in 3 of 4 responses
		{Stratum: 2, Exposure: 1.0, Right: 0, Wrong: 1},
		{Stratum: 2, Exposure: 1.2, Right: 1, Wrong: 0},
		{Stratum: 2, Exposure: 1.7, Right: 0, Wrong: 1},
	}
	auc := StratifiedAUC(obs)
	fmt.Printf("raw %.2f, stratified %.2f of %.2f pairs in %d strata\n",
		RawAUC(obs).Value, auc.Value, auc.Pairs, auc.VaryingStrata)
	// Output: raw 0.69, stratified 0.52 of 5.25 pairs in 2 strata
}
