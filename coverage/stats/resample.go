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

// WithDefault fills in Draws and Workers where they are not given.
func (r Resampling) WithDefault(draws int) Resampling {
	if r.Draws <= 0 {
		r.Draws = draws
	}
	if r.Workers <= 0 {
		r.Workers = runtime.GOMAXPROCS(0)
	}
	return r
}

// Each calls a draw function once for every draw number in [0, Draws), Draws and
// Workers being given (see WithDefault). newWorker is called once per goroutine and
// returns the draw function, so that each goroutine can own its scratch memory.
//
// The stream of a draw depends on the seed and the draw's number alone, so it
// does not matter which goroutine takes which draw. rng must not be kept: the next
// draw of the goroutine seeds it anew.
func (r Resampling) Each(newWorker func() func(draw int, rng *rand.Rand)) {
	r.eachBlock(1, func() func(int, []*rand.Rand) {
		drawOne := newWorker()
		return func(draw int, rngs []*rand.Rand) { drawOne(draw, rngs[0]) }
	})
}

// eachBlock is Each for size draws at a time, from the first on, each with a stream of its own. The
// last block may have fewer.
func (r Resampling) eachBlock(size int, newWorker func() func(first int, rngs []*rand.Rand)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(r.Workers, r.Draws) {
		workers.Go(func() {
			drawBlock := newWorker()
			sources, rngs := make([]*rand.PCG, size), make([]*rand.Rand, size)
			for i := range rngs {
				sources[i] = rand.NewPCG(0, 0)
				rngs[i] = rand.New(sources[i]) // keeps no numbers back, so seeding its source seeds it
			}
			for {
				first := int(next.Add(int64(size))) - size
				if first >= r.Draws {
					return
				}
				here := min(size, r.Draws-first)
				for i, source := range sources[:here] {
					source.Seed(r.Seed, uint64(first+i))
				}
				drawBlock(first, rngs[:here])
			}
		})
	}
	workers.Wait()
}

// collect returns the value of each draw, in order, without those for which the
// draw function returned false: draws in which the statistic is undefined.
func (r Resampling) collect(newWorker func() func(rng *rand.Rand) (float64, bool)) []float64 {
	return r.collectBlocks(1, 1, func() func([]*rand.Rand, []drawn) {
		drawOne := newWorker()
		return func(rngs []*rand.Rand, draws []drawn) {
			value, ok := drawOne(rngs[0])
			draws[0].values[0], draws[0].undefined = value, !ok
		}
	})[0]
}

// drawn is the values of several statistics in one draw.
type drawn struct {
	values    []float64
	undefined bool // all of them
}

// collectBlocks is collect for several statistics of the same draws, and size draws at a time. The
// draw function sets what is drawn with each stream; the result has a list of draws for
// each statistic.
func (r Resampling) collectBlocks(size, statistics int, newWorker func() func(rngs []*rand.Rand, draws []drawn)) [][]float64 {
	draws := make([]drawn, r.Draws)
	for i := range draws {
		draws[i].values = make([]float64, statistics)
	}
	r.eachBlock(size, func() func(int, []*rand.Rand) {
		drawBlock := newWorker()
		return func(first int, rngs []*rand.Rand) { drawBlock(rngs, draws[first:][:len(rngs)]) }
	})
	kept := make([][]float64, statistics)
	for k := range kept {
		for _, d := range draws {
			if !d.undefined {
				kept[k] = append(kept[k], d.values[k])
			}
		}
	}
	return kept
}

// PercentileInterval puts an interval around value, made of the values that a
// statistic took over the draws of a bootstrap (Efron 1979), which it sorts in
// place. n is how many examples value rests on, wanted how many draws were asked for;
// the statistic was undefined in those that are missing.
//
// The p-quantile of B draws is the smallest draw that at least B·p of the draws
// do not exceed (stat.Empirical; definition 1 of Hyndman and Fan 1996,
// "inverted_cdf" in NumPy). It is always one of the draws: interpolation would
// gain nothing with so many, and its rounding can turn an interval of no width
// inside out.
//
// It misleads where all draws agree, which an interval of no width shows: the examples
// then do not differ enough to tell how uncertain the value is.
func PercentileInterval(value float64, n int, draws []float64, wanted int, warnings ...string) Estimate {
	if dropped := wanted - len(draws); dropped > 0 {
		warnings = append(warnings, fmt.Sprintf("undefined in %d of %d bootstrap draws, which are left out", dropped, wanted))
	}
	if len(draws) == 0 {
		return notEstimable(n, append(warnings, "no bootstrap draw has a value")...)
	}
	slices.Sort(draws)
	low := stat.Quantile((1-Confidence)/2, stat.Empirical, draws, nil)
	high := stat.Quantile((1+Confidence)/2, stat.Empirical, draws, nil)
	return newEstimate(value, low, high, n, warnings...)
}

// BootstrapInterval is [PercentileInterval] with a warning where all draws agree.
func BootstrapInterval(value float64, n int, draws []float64, wanted int, warnings ...string) Estimate {
	e := PercentileInterval(value, n, draws, wanted, warnings...)
	if e.OK && draws[0] == draws[len(draws)-1] {
		e.Warnings = append(e.Warnings, "every bootstrap draw gives the same value: the interval has no width and understates the uncertainty")
	}
	return e
}

// BootstrapShare is [PercentileInterval] for the mean of n values between 0 and 1, of
// which independent may be resampled. Where they are all alike resampling cannot
// move the mean. The interval is then Wilson's for as many yes-or-no trials as are
// independent, and a warning says so: no values between 0 and 1 vary more than
// those, so it is wide enough.
func BootstrapShare(value float64, n, independent int, draws []float64, wanted int, warnings ...string) Estimate {
	e := PercentileInterval(value, n, draws, wanted, warnings...)
	if !e.OK || e.High-e.Low > rounding {
		return e
	}
	value = min(max(value, 0), 1) // rounding may have left it outside
	low, high := wilsonInterval(value, float64(independent))
	return newEstimate(value, low, high, n, append(e.Warnings,
		"examples do not differ enough to bootstrap: the interval is wilson's with one response per example")...)
}

// rounding is more than sums of shares can be off.
const rounding = 1e-9
