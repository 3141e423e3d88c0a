package stats

import (
	"fmt"
	"math/rand/v2"
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
	opt = opt.withDefault(DefaultDraws)
	clusters, problem := answered(examples)
	if problem != "" {
		return notEstimable(len(clusters), problem)
	}
	rate := func(pick func(i int) Cluster) float64 {
		// Sums of floats cannot overflow, and are exact for any real count.
		var right, n float64
		for i := range clusters {
			c := pick(i)
			right += float64(c.Right)
			n += float64(c.N)
		}
		return right / n
	}
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		return func(rng *rand.Rand) (float64, bool) {
			return rate(func(int) Cluster { return clusters[rng.IntN(len(clusters))] }), true
		}
	})
	value := rate(func(i int) Cluster { return clusters[i] })
	e := newBootstrapEstimate(value, len(clusters), draws, opt.Draws)
	if e.Low == e.High {
		low, high := wilsonInterval(value, float64(len(clusters)))
		return newEstimate(value, low, high, len(clusters),
			"examples do not differ enough to bootstrap: the interval is wilson's with one response per example")
	}
	return e
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
