package stats

import (
	"fmt"
	"math"
)

// Wilson estimates a proportion from right successes in n independent trials,
// with the Wilson score interval: all proportions p that a two-sided z test
// would not reject,
//
//	(p̂ + z²/2n ± z √(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n)
//
// Value is right/n, a share in [0, 1]. Unlike the textbook p̂ ± z·SE the interval
// never leaves [0, 1] and keeps a width when all or none are right: 10 of 10 is
// [0.72, 1], not [1, 1].
//
// It misleads where trials are not independent, as with several responses to
// one problem; use [Accuracy] then.
//
// Source: Wilson (1927), JASA 22:209; recommended by Brown, Cai and DasGupta
// (2001), Statistical Science 16:101.
func Wilson(right, n int) Estimate {
	if n == 0 {
		return notEstimable(0, "no responses")
	}
	if n < 0 || right < 0 || right > n {
		return notEstimable(0, fmt.Sprintf("%d right of %d responses is impossible", right, n))
	}
	p := float64(right) / float64(n)
	low, high := wilsonInterval(p, float64(n))
	return newEstimate(p, low, high, n)
}

// wilsonInterval takes the proportion rather than the count, because the rate
// of clusters (see ClusterBootstrap) need not be a whole number of n.
func wilsonInterval(p, n float64) (low, high float64) {
	z := normalQuantile(0.5 + Confidence/2)
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	// At p = 0 and p = 1 the bound equals p in exact arithmetic; the clamp
	// removes what rounding leaves.
	low = min(max((centre-half)/scale, 0), p)
	high = max(min((centre+half)/scale, 1), p)
	return low, high
}
