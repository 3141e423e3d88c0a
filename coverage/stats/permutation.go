package stats

import (
	"math"
	"math/rand/v2"
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
// Weights are rounded where [BootstrapAUC] rounds them.
//
// Takes O(n) time per permutation after one sort.
//
// Source: METHOD.md section 6; for the added one, Phipson and Smyth (2010),
// Statistical Applications in Genetics 9:39.
func PermutationP(obs []Observation, opt Resampling) Estimate {
	return NewExposures(obs, exposureOf(obs)).PermutationP(opt)[0]
}

// PermutationP is [PermutationP] for each measure. All see the same permutations.
func (x *Exposures) PermutationP(opt Resampling) []Estimate {
	r := x.ranked
	dealers := make([]*dealer, len(r.strata))
	for i := range r.strata {
		dealers[i] = newDealer(&r.strata[i])
	}
	opt = opt.WithDefault(DefaultPermutations)
	return r.permutationEstimates(opt.collectBlocks(1, len(r.aucs), func() func([]*rand.Rand, []drawn) {
		scratch := newDealerScratch(r)
		return func(rngs []*rand.Rand, draws []drawn) {
			for _, d := range dealers {
				d.deal(draws[0].values, scratch, rngs[0])
			}
		}
	}))
}

// permutationEstimates makes p values of the leads that shuffled outcomes have under each measure.
// Shuffling moves neither the number of pairs nor, in a stratum that does not vary, anything at
// all. What it moves is the lead: the AUC is ½ + lead/2·pairs.
func (r *ranked) permutationEstimates(shuffled [][]float64) []Estimate {
	observed := r.observedLeads()
	result := make([]Estimate, len(r.aucs))
	for k, auc := range r.aucs {
		if !auc.OK {
			result[k] = notEstimable(auc.N, auc.Warnings...)
			continue
		}
		result[k] = permutationEstimate(observed[k], shuffled[k], auc.Pairs/(r.unit*r.unit), auc)
	}
	return result
}

// permutationEstimate makes a p value of the leads that shuffled outcomes have; pairs is in their unit.
func permutationEstimate(lead float64, shuffled []float64, pairs float64, observed AUC) Estimate {
	// Equal leads can differ in their last bits where the sums of many strata are too
	// large for whole numbers.
	const tolerance = 2e-12
	atLeastAsFar := 0
	for _, s := range shuffled {
		if math.Abs(s) >= math.Abs(lead)-tolerance*pairs {
			atLeastAsFar++
		}
	}
	b, permutations := float64(atLeastAsFar), float64(len(shuffled))
	low, high := wilsonInterval(b/permutations, permutations)
	return newEstimate((b+1)/(permutations+1), low, high, observed.N, observed.Warnings...)
}
