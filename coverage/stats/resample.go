package stats

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"gonum.org/v1/gonum/stat"
)

// Default numbers of random draws.
const (
	// DefaultDraws is enough for a 95 % bootstrap interval: its ends are the
	// 50th and the 1,950th smallest draw.
	DefaultDraws = 2000
	// DefaultPermutations makes the smallest possible p 1/10,000.
	DefaultPermutations = 9999
)

// Resampling says how a bootstrap or permutation draws its random numbers. The
// zero value is ready for use.
type Resampling struct {
	// Seed picks the random numbers. Same seed, same result.
	Seed uint64
	// Draws is the number of resamples; 0 means DefaultDraws for a bootstrap
	// and DefaultPermutations for a permutation test.
	Draws int
	// Workers is how many goroutines share the draws; 0 means GOMAXPROCS. It
	// changes the time taken, never the result.
	Workers int
}

// withDefault fills in Draws and Workers where they are not given.
func (r Resampling) withDefault(draws int) Resampling {
	if r.Draws <= 0 {
		r.Draws = draws
	}
	if r.Workers <= 0 {
		r.Workers = runtime.GOMAXPROCS(0)
	}
	return r
}

// each calls a draw function once for every draw number in [0, Draws). newWorker
// is called once per goroutine and returns the draw function, so that each
// goroutine can own its scratch memory.
//
// The stream of a draw depends on the seed and the draw's number alone, so it
// does not matter which goroutine takes which draw.
func (r Resampling) each(newWorker func() func(draw int, rng *rand.Rand)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(r.Workers, r.Draws) {
		workers.Go(func() {
			drawOne := newWorker()
			for {
				draw := int(next.Add(1)) - 1
				if draw >= r.Draws {
					return
				}
				drawOne(draw, rand.New(rand.NewPCG(r.Seed, uint64(draw))))
			}
		})
	}
	workers.Wait()
}

// collect returns the value of each draw, in order, without those for which the
// draw function returned false: draws in which the statistic is undefined.
func (r Resampling) collect(newWorker func() func(rng *rand.Rand) (float64, bool)) []float64 {
	values := make([]float64, r.Draws)
	defined := make([]bool, r.Draws)
	r.each(func() func(int, *rand.Rand) {
		drawOne := newWorker()
		return func(draw int, rng *rand.Rand) {
			values[draw], defined[draw] = drawOne(rng)
		}
	})
	kept := values[:0]
	for i, v := range values {
		if defined[i] {
			kept = append(kept, v)
		}
	}
	return kept
}

// newBootstrapEstimate makes a percentile interval of the values that a statistic
// took over the draws (Efron 1979), which it sorts in place. wanted is how many
// draws were asked for; the statistic was undefined in those that are missing.
//
// The p-quantile of B draws is the smallest draw that at least B·p of the draws
// do not exceed (stat.Empirical; definition 1 of Hyndman and Fan 1996,
// "inverted_cdf" in NumPy). It is always one of the draws: interpolation would
// gain nothing with so many, and its rounding can turn an interval of no width
// inside out.
func newBootstrapEstimate(value float64, n int, draws []float64, wanted int) Estimate {
	var warnings []string
	if dropped := wanted - len(draws); dropped > 0 {
		warnings = append(warnings, fmt.Sprintf("undefined in %d of %d bootstrap draws, which are left out", dropped, wanted))
	}
	if len(draws) == 0 {
		return notEstimable(n, append(warnings, "no bootstrap draw has a value")...)
	}
	slices.Sort(draws)
	low := stat.Quantile((1-Confidence)/2, stat.Empirical, draws, nil)
	high := stat.Quantile((1+Confidence)/2, stat.Empirical, draws, nil)
	if draws[0] == draws[len(draws)-1] {
		warnings = append(warnings, "every bootstrap draw gives the same value: the interval has no width and understates the uncertainty")
	}
	return newEstimate(value, low, high, n, warnings...)
}
