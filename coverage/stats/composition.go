package stats

import (
	"cmp"
	"fmt"
	"slices"
)

// MinCell is the number of examples under which the accuracy of a half is not
// worth stating.
const MinCell = 10

// CompositionExample is one example all or nearly all of whose single steps were
// seen in training.
type CompositionExample struct {
	// Stratum names the group of like examples.
	Stratum int
	// Share is that of the larger sub-graphs that were seen, any finite number;
	// only its order matters.
	Share float64
	Cluster
}

// CompositionGap compares, in one stratum or over all, examples whose larger
// sub-graphs were seen less with those whose were seen more.
type CompositionGap struct {
	// Stratum is that of the examples; 0 in the pooled row.
	Stratum int
	// Median is where Share was split; 0 in the pooled row.
	Median float64
	// Low is the accuracy of the examples below the median, High of those at or
	// above it. In the pooled row they are weighted like Gap.
	Low, High Estimate
	// Gap is High less Low, in [-1, 1].
	Gap Estimate
}

// CompositionalityGap asks whether a model composes. All examples given are made
// of steps that training had; they differ in whether training had the steps
// put together. A model that composes has no gap between the halves; one that
// recalls is better where more was seen together.
//
// Each stratum is split at its median share (of an even number, the mean of the
// middle two) into low, below it, and high, at or above it; its gap has the interval of
// [AccuracyDifference]. Halves under [MinCell] examples are not estimable. Where half
// of a stratum has the same, smallest share, low is empty.
//
// Pooled is the mean gap over all strata that have both halves, small ones too,
// with Mantel-Haenszel weights w = n_low·n_high/(n_low + n_high): those that make
// the variance least if all examples vary alike. It is also the coefficient of "high"
// in a linear regression with an intercept for each stratum. Low and High of the
// pooled row use the same weights, so that halves whose sizes differ from stratum to
// stratum make no gap; all three take examples to weigh alike. The intervals are
// Newcombe's and Wilson's for effective numbers of examples, see the source.
//
// It is not estimable where all low or all high halves together have under
// MinCell examples.
//
// It misleads where strata are coarse: the half that was seen more then holds the easier
// problems. Where training covers nearly everything, the halves hardly differ.
// Examples without a response are left out. Strata come in ascending order.
//
// Source: METHOD.md section 5; weights, Mantel and Haenszel (1959), JNCI 22:719;
// effective numbers, Kish (1965), Survey Sampling, and Korn and Graubard (1998),
// Survey Methodology 24:193; errors, MacKinnon and White (1985), Journal of
// Econometrics 29:305 (HC2).
func CompositionalityGap(examples []CompositionExample, seed uint64) (strata []CompositionGap, pooled CompositionGap) {
	sorted := make([]CompositionExample, 0, len(examples))
	for i, e := range examples {
		problem := ""
		switch {
		case e.N < 0 || e.Right < 0 || e.Right > e.N:
			problem = fmt.Sprintf("%d right of %d responses is impossible", e.Right, e.N)
		case !finite(e.Share):
			problem = "share is not a finite number"
		}
		if problem != "" {
			nothing := notEstimable(0, fmt.Sprintf("example %d: %s", i, problem))
			return nil, CompositionGap{Low: nothing, High: nothing, Gap: nothing}
		}
		if e.N > 0 {
			sorted = append(sorted, e)
		}
	}
	slices.SortStableFunc(sorted, func(a, b CompositionExample) int {
		return cmp.Or(cmp.Compare(a.Stratum, b.Stratum), cmp.Compare(a.Share, b.Share))
	})
	var pool halvesPool
	for len(sorted) > 0 {
		n := slices.IndexFunc(sorted, func(e CompositionExample) bool { return e.Stratum != sorted[0].Stratum })
		if n < 0 {
			n = len(sorted)
		}
		s := sorted[:n]
		sorted = sorted[n:]
		row := CompositionGap{Stratum: s[0].Stratum, Median: s[(n-1)/2].Share/2 + s[n/2].Share/2}
		if n%2 == 1 {
			row.Median = s[n/2].Share // halving the smallest numbers rounds
		}
		var below, above []Cluster
		for _, e := range s {
			if e.Share < row.Median {
				below = append(below, e.Cluster)
			} else {
				above = append(above, e.Cluster)
			}
		}
		row.Low, row.High = Accuracy(below, seed), Accuracy(above, seed)
		row.Gap = differenceOf(row.High, row.Low)
		pool.add(below, above)
		row.Low, row.High, row.Gap = atLeastMinCell(row.Low, row.High, row.Gap)
		strata = append(strata, row)
	}
	pooled.Low, pooled.High, pooled.Gap = atLeastMinCell(pool.estimates())
	return strata, pooled
}

// atLeastMinCell withdraws what rests on a half of too few examples.
func atLeastMinCell(low, high, gap Estimate) (Estimate, Estimate, Estimate) {
	for _, half := range []struct {
		estimate *Estimate
		name     string
	}{{&low, "low"}, {&high, "high"}} {
		if n := half.estimate.N; n < MinCell {
			reason := fmt.Sprintf("the %s half has %d examples; %d are needed", half.name, n, MinCell)
			*half.estimate = notEstimable(n, reason)
			gap = notEstimable(gap.N, reason)
		}
	}
	return low, high, gap
}
