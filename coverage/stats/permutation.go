package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// PermutationP tests whether exposure and outcome are associated within strata:
// how often does an AUC as far from 0.5 as the observed one arise when the
// outcomes are dealt out anew among the examples of each stratum?
//
//	p = (b + 1) / (B + 1),  b = permutations with |AUC* - ½| >= |AUC - ½|
//
// over B random permutations. Adding one counts the observed data as one of them
// and keeps p honest: it is never 0, and at B = 9,999 never below 0.0001. An
// example keeps its pair of weights together, so several responses to one
// problem move as one.
//
// Value is p, two-sided, in (0, 1]. Low and High bound the error of sampling
// permutations (Wilson's interval of b/B): how far p could be from the p of all
// permutations, not an interval for the association. N is that of
// [StratifiedAUC].
//
// A small p says that there is an association, not that it is strong; read the
// AUC for that. A large p in a small sample says nothing, see [DetectableAUC].
//
// Takes O(n) time per permutation after one sort.
//
// Source: METHOD.md section 6; for the added one, Phipson and Smyth (2010),
// Statistical Applications in Genetics 9:39.
func PermutationP(obs []Observation, opt Resampling) Estimate {
	opt = opt.withDefault(DefaultPermutations)
	observed := StratifiedAUC(obs)
	if !observed.OK {
		return notEstimable(observed.N, observed.Warnings...)
	}
	strata, _ := newStrata(obs)
	// Shuffling cannot change the pairs of a stratum that does not vary.
	var fixed pairs
	var varying []shuffler
	size := 0
	for _, s := range strata {
		if p := s.pairs(s.outcomes); p.informative() > 0 {
			varying = append(varying, newShuffler(s))
			size = max(size, len(s.outcomes))
		} else {
			fixed = fixed.plus(p)
		}
	}
	shuffled := opt.collect(func() func(*rand.Rand) (float64, bool) {
		scratch := make([]outcome, size)
		return func(rng *rand.Rand) (float64, bool) {
			total := fixed
			for _, s := range varying {
				total = total.plus(s.pairs(s.shuffle(scratch, rng)))
			}
			return total.auc()
		}
	})
	// Equal AUCs can differ in their last bits, as shuffling changes the order
	// of the sums.
	const tolerance = 1e-12
	atLeastAsFar := 0
	for _, auc := range shuffled {
		if math.Abs(auc-0.5) >= math.Abs(observed.Value-0.5)-tolerance {
			atLeastAsFar++
		}
	}
	b, permutations := float64(atLeastAsFar), float64(len(shuffled))
	low, high := wilsonInterval(b/permutations, permutations)
	return newEstimate((b+1)/(permutations+1), low, high, observed.N, observed.Warnings...)
}

// shuffler deals out the outcomes of a stratum in random order.
type shuffler struct {
	stratum
	// dealt holds the outcomes of the stratum, those equal to the most common
	// one first; there are commons of them.
	dealt   []outcome
	commons int
}

func newShuffler(s stratum) shuffler {
	count := map[outcome]int{}
	var common outcome
	for _, o := range s.outcomes {
		count[o]++
		if count[o] > count[common] {
			common = o
		}
	}
	dealt := slices.Repeat([]outcome{common}, count[common])
	for _, o := range s.outcomes {
		if o != common {
			dealt = append(dealt, o)
		}
	}
	return shuffler{s, dealt, count[common]}
}

// shuffle fills the front of scratch with the outcomes in random order, all
// orders being equally likely.
//
// It is the Fisher-Yates shuffle that grows a shuffled prefix: element i changes
// places with one of the elements up to and including itself. Among equal
// outcomes that does nothing, so it starts after them, which saves half the work
// or more where outcomes are simply right or wrong.
func (s shuffler) shuffle(scratch []outcome, rng *rand.Rand) []outcome {
	shuffled := scratch[:len(s.dealt)]
	copy(shuffled, s.dealt)
	for i := s.commons; i < len(shuffled); i++ {
		j := rng.IntN(i + 1)
		shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
	}
	return shuffled
}
