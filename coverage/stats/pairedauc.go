package stats

import "slices"

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
	x := NewExposures(a, exposureOf(a), exposureOf(b))
	first, second := x.AUCs()[0], x.AUCs()[1]
	if !first.OK || !second.OK {
		return notEstimable(len(a), slices.Concat(first.Warnings, second.Warnings)...)
	}
	draws := x.ranked.bootstrapDraws(opt, x.drawer())
	differences := draws[0]
	for i, other := range draws[1] {
		differences[i] -= other
	}
	return BootstrapInterval(first.Value-second.Value, len(a), differences, opt.Draws)
}
