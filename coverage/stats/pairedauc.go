package stats

import (
	"math/rand/v2"
	"slices"
)

// PairedAUCDifference estimates the stratified AUC of one exposure minus that of
// another over the same examples, in [-1, 1]: does coverage in corpus A go with
// success more closely than coverage in corpus B? a and b are the same examples
// in the same order, with equal strata and outcomes.
//
// The interval is a percentile bootstrap that draws the examples of every
// stratum with replacement and takes both AUCs of the same draw, so what the two
// exposures have in common cancels. N counts examples.
//
// A difference says which exposure is the better predictor, not that the other
// is none. It misleads where the exposures are nearly the same: then neither can
// be told from the other, whatever the difference.
//
// Source: METHOD.md section 6; for comparing two AUCs of one sample, Hanley and
// McNeil (1983), Radiology 148:839.
func PairedAUCDifference(a, b []Observation, opt Resampling) Estimate {
	opt = opt.withDefault(DefaultDraws)
	for i := range a {
		if len(b) != len(a) || b[i].Stratum != a[i].Stratum || b[i].Right != a[i].Right || b[i].Wrong != a[i].Wrong {
			return notEstimable(len(a), "the two are not the same examples")
		}
	}
	first, second := StratifiedAUC(a), StratifiedAUC(b)
	if !first.OK || !second.OK {
		return notEstimable(len(a), slices.Concat(first.Warnings, second.Warnings)...)
	}
	byA, byB := newRanking(a), newRanking(b)
	strata := byA.members()
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		times := make([]float64, len(a))
		scratch := make([]outcome, len(a))
		return func(rng *rand.Rand) (float64, bool) {
			clear(times)
			for _, of := range strata {
				for range of {
					times[of[rng.IntN(len(of))]]++
				}
			}
			aucA, okA := byA.auc(a, times, scratch)
			aucB, okB := byB.auc(b, times, scratch)
			return aucA - aucB, okA && okB
		}
	})
	return newBootstrapEstimate(first.Value-second.Value, len(a), draws, opt.Draws)
}

// ranking is observations in strata and order of exposure, by their position.
type ranking struct {
	strata []stratum
	order  []int32
}

func newRanking(obs []Observation) ranking {
	order := make([]int32, len(obs))
	for i := range order {
		order[i] = int32(i)
	}
	return ranking{sortedStrata(obs, order), order}
}

// members are the positions of the observations of each stratum, ascending.
func (r ranking) members() (members [][]int32) {
	start := 0
	for _, s := range r.strata {
		end := start + len(s.outcomes)
		members = append(members, slices.Sorted(slices.Values(r.order[start:end])))
		start = end
	}
	return members
}

// auc is that of the observations, each taken so many times.
func (r ranking) auc(obs []Observation, times []float64, scratch []outcome) (float64, bool) {
	for k, i := range r.order {
		scratch[k] = outcome{times[i] * obs[i].Right, times[i] * obs[i].Wrong}
	}
	var total pairs
	start := 0
	for _, s := range r.strata {
		end := start + len(s.outcomes)
		total = total.plus(s.pairs(scratch[start:end]))
		start = end
	}
	return total.auc()
}
