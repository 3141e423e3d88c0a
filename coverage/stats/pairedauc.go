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
	opt = opt.WithDefault(DefaultDraws)
	for i := range a {
		if len(b) != len(a) || b[i].Stratum != a[i].Stratum || b[i].Right != a[i].Right || b[i].Wrong != a[i].Wrong {
			return notEstimable(len(a), "the two are not the same examples")
		}
	}
	first, second := StratifiedAUC(a), StratifiedAUC(b)
	if !first.OK || !second.OK {
		return notEstimable(len(a), slices.Concat(first.Warnings, second.Warnings)...)
	}
	each := make([]int32, len(a))
	for i := range each {
		each[i] = int32(i)
	}
	// Strata without pairs are in neither.
	byA, byB := newRanked(a, weighing(a), each), newRanked(b, weighing(b), each)
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		ofA, times := make([]uint32, len(byA.weights)), make([]uint32, len(a))
		return func(rng *rand.Rand) (float64, bool) {
			clear(ofA)
			for _, s := range byA.strata {
				drawIndices(s.of(ofA), nil, s.size(), rng)
			}
			for k, i := range byA.clusters {
				times[i] = ofA[k]
			}
			aucA, okA := byA.auc(times)
			aucB, okB := byB.auc(times)
			return aucA - aucB, okA && okB
		}
	})
	return BootstrapInterval(first.Value-second.Value, len(a), draws, opt.Draws)
}
