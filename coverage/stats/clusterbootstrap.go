package stats

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
)

// Cluster is one example with several sampled responses, Right of N of them
// right. The responses to one problem resemble each other, so it is the
// examples that are the independent draws.
type Cluster struct {
	Right, N int
}

// ClusterBootstrap estimates the share of right responses, all responses
// weighing alike (Value = total right / total responses, in [0, 1]), with a
// percentile bootstrap that draws whole examples: how would the share move, had
// other examples of the same kind been chosen?
//
// Where every example has the same rate, resampling cannot move the share. The
// interval is then Wilson's for as many trials as there are examples, which is
// conservative, and a warning says so.
//
// It misleads with few examples: under about 20 the interval is too narrow.
//
// Examples without a response are left out. N counts examples.
//
// Source: Davison and Hinkley (1997), Bootstrap Methods, §3.8; Field and Welsh
// (2007), JRSS B 69:369.
func ClusterBootstrap(examples []Cluster, opt Resampling) Estimate {
	opt = opt.WithDefault(DefaultDraws)
	clusters, problem := answered(examples)
	if problem != "" {
		return notEstimable(len(clusters), problem)
	}
	distinct, sizes := groupsOf(clusters, func(a, b Cluster) int { return cmp.Or(cmp.Compare(a.N, b.N), cmp.Compare(a.Right, b.Right)) })
	rate := func(times func(group int) float64) float64 {
		// Sums of floats cannot overflow, and are exact for any real count.
		var right, n float64
		for group, c := range distinct {
			right += float64(times(group) * float64(c.Right))
			n += float64(times(group) * float64(c.N))
		}
		return right / n
	}
	draw := NewMultinomial(sizes)
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		times := make([]uint32, len(distinct))
		return func(rng *rand.Rand) (float64, bool) {
			draw.Draw(times, rng)
			return rate(func(group int) float64 { return float64(times[group]) }), true
		}
	})
	value := rate(func(group int) float64 { return float64(sizes[group]) })
	return BootstrapShare(value, len(clusters), len(clusters), draws, opt.Draws)
}

// groupsOf sorts values into groups of equal ones. Where that gains little each value is
// a group of its own, which a [Multinomial] draws fastest.
func groupsOf[T comparable](values []T, compare func(a, b T) int) (distinct []T, sizes []int) {
	sorted := slices.SortedFunc(slices.Values(values), compare)
	for i, v := range sorted {
		if i == 0 || v != sorted[i-1] {
			distinct, sizes = append(distinct, v), append(sizes, 0)
		}
		sizes[len(sizes)-1]++
	}
	if 2*len(distinct) > len(values) {
		return sorted, slices.Repeat([]int{1}, len(values))
	}
	return distinct, sizes
}

// answered returns the examples that have a response. problem says why there is
// nothing to estimate, and is empty where there is.
func answered(examples []Cluster) (clusters []Cluster, problem string) {
	for i, c := range examples {
		if c.N < 0 || c.Right < 0 || c.Right > c.N {
			return nil, fmt.Sprintf("example %d: %d right of %d responses is impossible", i, c.Right, c.N)
		}
		if c.N > 0 {
			clusters = append(clusters, c)
		}
	}
	if len(clusters) == 0 {
		return nil, "no responses"
	}
	return clusters, ""
}
