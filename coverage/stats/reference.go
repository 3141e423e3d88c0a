package stats

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Reference sets an observed statistic beside what it would have been by the form of
// the problems alone.
type Reference struct {
	// Mean is the mean of the statistic over the reference draws. Low and High
	// hold the middle 95 % of the draws: not an error of the mean, but where the
	// observed value would lie if only form mattered. N counts draws.
	Mean Estimate
	// Excess is the observed value less the mean. Its interval is shifted
	// likewise: observed less High, observed less Low. One that holds 0 means that
	// other problems of the same form do as well.
	Excess Estimate
	// P is two-sided, in (0, 1]; 0 where Mean is not OK.
	P float64
}

// ReferenceDraws is the fewest draws of a reference with which a p of 0.05 can
// be reached.
const ReferenceDraws = 39

// CompareWithReference asks whether it is the coverage of these problems that goes
// with success, or that of any problem of their form. draws are values of the
// same statistic, with exposures looked up for the problems that random bijections of
// digits or words make of the given ones; wanted is how many were asked for,
// those that are missing having no value. With b± the draws at least as high, at
// most as low as observed,
//
//	p = min(1, 2·(min(b+, b-) + 1) / (B + 1))
//
// It takes the draws as they fall, without assuming them symmetric. With B
// draws p is never below 2/(B+1), so 39 draws are the fewest that can reach 0.05.
//
// It misleads where bijections change more than the names, e.g. turn short carries into
// long ones: the statistic then moves for reasons of difficulty. With a
// tight reference far from 0.5 the form itself tracks coverage.
//
// Source: METHOD.md section 6; Davison and Hinkley (1997), Bootstrap Methods, §4.2.
func CompareWithReference(observed float64, draws []float64, wanted int) Reference {
	problem := ""
	switch {
	case !finite(observed) || slices.ContainsFunc(draws, func(x float64) bool { return !finite(x) }):
		problem = "a value is not a finite number"
	case len(draws) == 0:
		problem = "no reference draw has a value"
	}
	if problem != "" {
		return Reference{Mean: notEstimable(len(draws), problem), Excess: notEstimable(len(draws), problem)}
	}
	var warnings []string
	if missing := wanted - len(draws); missing > 0 {
		warnings = append(warnings, fmt.Sprintf("undefined in %d of %d reference draws, which are left out", missing, wanted))
	}
	if len(draws) < minReferenceDraws {
		warnings = append(warnings, fmt.Sprintf("%d reference draws are too few for p to reach 0.05", len(draws)))
	}
	sorted := slices.Clone(draws)
	slices.Sort(sorted)
	// Equal statistics can differ in their last bits, summed in another order.
	const tolerance = 1e-12
	atLeast, atMost := 0, 0
	for _, x := range sorted {
		if x >= observed-tolerance {
			atLeast++
		}
		if x <= observed+tolerance {
			atMost++
		}
	}
	mean := stat.Mean(sorted, nil)
	low := stat.Quantile((1-Confidence)/2, stat.Empirical, sorted, nil)
	high := stat.Quantile((1+Confidence)/2, stat.Empirical, sorted, nil)
	r := Reference{
		Mean:   newEstimate(mean, low, high, len(draws), warnings...),
		Excess: newEstimate(observed-mean, observed-high, observed-low, len(draws), warnings...),
	}
	if r.Mean.OK {
		r.P = min(1, 2*float64(min(atLeast, atMost)+1)/float64(len(draws)+1))
	}
	return r
}

// minReferenceDraws is the least B with 2/(B+1) <= 0.05.
const minReferenceDraws = 39
