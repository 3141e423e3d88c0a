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
	opt = opt.WithDefault(DefaultPermutations)
	observed := StratifiedAUC(obs)
	if !observed.OK {
		return notEstimable(observed.N, observed.Warnings...)
	}
	strata, _ := newStrata(obs)
	// Shuffling moves neither the number of pairs nor, in a stratum that does not
	// vary, anything at all. What it moves is concordant less discordant pairs:
	// the AUC is ½ + lead/2·pairs.
	var varying []shuffler
	lead, size := 0.0, 0
	for _, s := range strata {
		if p := s.pairs(s.outcomes); p.informative() > 0 {
			varying = append(varying, newShuffler(s))
			lead += p.lead()
			size = max(size, len(s.outcomes))
		}
	}
	shuffled := opt.collect(func() func(*rand.Rand) (float64, bool) {
		outcomes, ranks := make([]outcome, size), make([]float64, size)
		return func(rng *rand.Rand) (float64, bool) {
			total := 0.0
			for _, s := range varying {
				if s.ranks != nil {
					total += s.each * dealRanks(ranks, s.ranks, s.excess, rng)
				} else {
					total += s.pairs(s.shuffle(outcomes, rng)).lead()
				}
			}
			return total, true
		}
	})
	return permutationEstimate(lead, shuffled, observed)
}

// permutationEstimate makes a p value of the leads that shuffled outcomes have.
func permutationEstimate(lead float64, shuffled []float64, observed AUC) Estimate {
	// Equal AUCs can differ in their last bits, as shuffling changes the order
	// of the sums.
	const tolerance = 2e-12
	atLeastAsFar := 0
	for _, s := range shuffled {
		if math.Abs(s) >= math.Abs(lead)-tolerance*observed.Pairs {
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
	// Where right + wrong is the same for all, each, the lead is a rank statistic,
	// each·Σ right·rank, and shuffling the right weights is enough:
	//
	//	Σ_{a≠b} r_a (each - r_b) sign(e_a - e_b),
	//
	// in which the terms r_a·r_b cancel in pairs. As the ranks add up to 0, what right
	// weights have in excess of the most common will do for them, and only
	// examples with an excess need be dealt a rank. ranks is nil elsewhere.
	each          float64
	ranks, excess []float64
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
	result := shuffler{stratum: s, dealt: dealt, commons: count[common], each: common.right + common.wrong}
	for i, o := range dealt {
		if math.Abs(o.right+o.wrong-result.each) > 1e-15 {
			return result
		}
		if i >= result.commons {
			result.excess = append(result.excess, o.right-common.right)
		}
	}
	result.ranks = s.ranks()
	return result
}

// ranks returns for each example how many have less exposure, less how many have more.
func (s stratum) ranks() []float64 {
	ranks := make([]float64, 0, len(s.outcomes))
	start := 0
	for _, end := range s.tieEnds {
		for range end - start {
			ranks = append(ranks, float64(start-(len(s.outcomes)-end)))
		}
		start = end
	}
	return ranks
}

// shuffle fills the front of scratch with the outcomes in random order.
func (s shuffler) shuffle(scratch []outcome, rng *rand.Rand) []outcome {
	return deal(scratch, s.dealt, s.commons, rng)
}

// deal fills the front of scratch with the cards in random order, all orders
// being equally likely. The first commons cards are equal.
//
// It is the Fisher-Yates shuffle that grows a shuffled prefix: element i changes
// places with one of the elements up to and including itself. Among equal
// cards that does nothing, so it starts after them, which saves half the work
// or more where outcomes are simply right or wrong.
func deal[T any](scratch, cards []T, commons int, rng *rand.Rand) []T {
	shuffled := scratch[:len(cards)]
	copy(shuffled, cards)
	for i := commons; i < len(shuffled); i++ {
		j := rng.IntN(i + 1)
		shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
	}
	return shuffled
}

// dealRanks deals each excess a rank, no two of them the same, and returns the sum of
// their products. scratch is overwritten.
//
// It picks indices from pieces of a random word, as drawIndices does.
func dealRanks(scratch, ranks, excess []float64, rng *rand.Rand) float64 {
	left := scratch[:len(ranks)] // [i:] after i ranks were dealt
	copy(left, ranks)
	bits, pieces := piecesFor(uint64(len(ranks)))
	mask := uint64(1)<<bits - 1
	var word uint64
	unused := 0
	sum := 0.0
	for i, e := range excess {
		n := uint64(len(left) - i)
		for {
			if unused == 0 {
				word, unused = rng.Uint64(), pieces
			}
			product := (word & mask) * n
			word >>= bits
			unused--
			if fair := product & mask; fair >= n || fair >= (mask+1)%n {
				picked := i + int(product>>bits)
				sum += float64(e * left[picked])
				left[picked] = left[i]
				break
			}
		}
	}
	return sum
}
