package stats

import (
	"cmp"
	"fmt"
	"slices"
)

// ExposedExample is one example with its exposure and how its responses came out.
type ExposedExample struct {
	Exposure float64
	Cluster
}

// Decile is the accuracy of about a tenth of the examples.
type Decile struct {
	// Number is 1 for the tenth with the least exposure, up to 10.
	Number int
	// Least and Most are the smallest and largest exposure in it.
	Least, Most float64
	// Accuracy is that of [Accuracy]; its N counts examples.
	Accuracy Estimate
}

// AccuracyByDecile is the first thing to look at: does accuracy rise with
// exposure, and where? It sorts examples by exposure and takes the accuracy
// of each tenth.
//
// Examples of equal exposure are never split: all go to the decile that holds the
// middle of their run, decile ⌊10·(below + run/2)/n⌋ + 1 with below the number of
// examples with less exposure. With many ties deciles differ in size and some
// are empty; those are left out. The order of the examples has no influence.
//
// It misleads in two ways. Low deciles are full of big problems, so a rise is
// no effect of exposure until size is held fixed. And ten overlapping intervals are
// no test. Examples without a response are left out.
//
// problem says what makes the input unusable and is empty otherwise. Source: METHOD.md section 6.
func AccuracyByDecile(examples []ExposedExample, seed uint64) (deciles []Decile, problem string) {
	sorted := make([]ExposedExample, 0, len(examples))
	for i, e := range examples {
		if !finite(e.Exposure) {
			return nil, fmt.Sprintf("example %d: exposure is not a finite number", i)
		}
		if e.N < 0 || e.Right < 0 || e.Right > e.N {
			return nil, fmt.Sprintf("example %d: %d right of %d responses is impossible", i, e.Right, e.N)
		}
		if e.N > 0 {
			sorted = append(sorted, e)
		}
	}
	if len(sorted) == 0 {
		return nil, "no responses"
	}
	// By outcome too, so that the draws of an interval do not depend on the input's order.
	slices.SortFunc(sorted, func(a, b ExposedExample) int {
		return cmp.Or(cmp.Compare(a.Exposure, b.Exposure), cmp.Compare(a.N, b.N), cmp.Compare(a.Right, b.Right))
	})
	var groups [10][]Cluster
	var bounds [10][2]float64
	for start := 0; start < len(sorted); {
		end := start
		for end < len(sorted) && sorted[end].Exposure == sorted[start].Exposure {
			end++
		}
		k := 10 * (start + end) / (2 * len(sorted))
		if groups[k] == nil {
			bounds[k][0] = sorted[start].Exposure
		}
		bounds[k][1] = sorted[start].Exposure
		for _, e := range sorted[start:end] {
			groups[k] = append(groups[k], e.Cluster)
		}
		start = end
	}
	for k, group := range groups {
		if group != nil {
			deciles = append(deciles, Decile{k + 1, bounds[k][0], bounds[k][1], Accuracy(group, seed)})
		}
	}
	return deciles, ""
}
