package sampling

import (
	"cmp"
	"math"
	"slices"
)

// Bucket is a group of examples with neighbouring values of a covariate.
type Bucket struct {
	Low, High float64 // smallest and largest value in it
	Members   []int   // positions of the examples, ascending
}

// Buckets splits examples into at most the given number of groups of about equal
// size by their values of a covariate, such as the share of their computation
// that the training data covers, in ascending order. Call any measure on each
// group ([Bucket.Of]) to see whether sampling more rescues the problems that
// training did not cover.
//
// Equal values are never split: a run of them goes, whole, to the bucket that
// holds its middle, so that buckets may be of unequal size or missing. Examples
// whose value is NaN are in no bucket.
//
// Coverage goes with the size of problems, so a difference between buckets is
// one of size, too; split within a size to tell them apart (METHOD.md section 6).
func Buckets(values []float64, groups int) []Bucket {
	order := make([]int, 0, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	var buckets []Bucket
	last := -1
	for start := 0; start < len(order); {
		end := start
		for end < len(order) && values[order[end]] == values[order[start]] {
			end++
		}
		v := values[order[start]]
		// The middle of the run is at (start + end - 1) / 2 + 1/2 of len(order).
		group := (start + end) * max(groups, 1) / (2 * len(order))
		if group != last {
			buckets = append(buckets, Bucket{Low: v})
			last = group
		}
		b := &buckets[len(buckets)-1]
		b.High = v
		b.Members = append(b.Members, order[start:end]...)
		start = end
	}
	for _, b := range buckets {
		slices.Sort(b.Members)
	}
	return buckets
}

// Of picks the bucket's members from the examples that the values were of.
func (b Bucket) Of(examples []Example) []Example {
	members := make([]Example, len(b.Members))
	for i, m := range b.Members {
		members[i] = examples[m]
	}
	return members
}
