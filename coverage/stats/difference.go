package stats

import "math"

// AccuracyDifference estimates the accuracy on a minus the accuracy on b, two
// sets of different examples, in [-1, 1]. For the size cliff, a holds the sizes
// trained on and b the others: 0.96 means that nearly all the model can do is
// confined to the sizes it was trained on.
//
// The interval is made from those of the two sides (see [Accuracy]): the
// distance to each end is the root of the summed squares of the sides'
// distances,
//
//	low  = d - √((p_a - low_a)² + (high_b - p_b)²)
//	high = d + √((high_a - p_a)² + (p_b - low_b)²)
//
// With one response per example this is Newcombe's hybrid score interval. With
// several, each side's interval is its own cluster bootstrap.
//
// N counts the examples of both sides. It misleads where the sides share
// examples: a paired comparison is then called for.
//
// Source: Newcombe (1998), Statistics in Medicine 17:873, method 10; for other
// intervals than Wilson's, Zou and Donner (2008), ibid. 27:1693.
func AccuracyDifference(a, b []Cluster, seed uint64) Estimate {
	// Sharing the seed does no harm: only the widths of the two intervals are
	// combined, never their draws.
	return differenceOf(Accuracy(a, seed), Accuracy(b, seed))
}

// differenceOf is AccuracyDifference given the accuracies of the two sides.
func differenceOf(a, b Estimate) Estimate {
	var warnings []string
	for _, w := range a.Warnings {
		warnings = append(warnings, "first side: "+w)
	}
	for _, w := range b.Warnings {
		warnings = append(warnings, "second side: "+w)
	}
	if !a.OK || !b.OK {
		return notEstimable(a.N+b.N, warnings...)
	}
	return difference(a, b, warnings...)
}

// difference is a minus b, two independent accuracies.
func difference(a, b Estimate, warnings ...string) Estimate {
	d := a.Value - b.Value
	// A bootstrap interval may just miss its value: such a side adds nothing.
	below := math.Hypot(max(a.Value-a.Low, 0), max(b.High-b.Value, 0))
	above := math.Hypot(max(a.High-a.Value, 0), max(b.Value-b.Low, 0))
	return newEstimate(d, max(d-below, -1), min(d+above, 1), a.N+b.N, warnings...)
}
