package sampling

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/graphcov/graphcov/coverage/stats"
)

// withDefaults fills in what the caller left to us, as package stats does.
func withDefaults(opt stats.Resampling) stats.Resampling {
	if opt.Draws <= 0 {
		opt.Draws = stats.DefaultDraws
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	return opt
}

// parallel calls a function once for every number in [0, n), a block of numbers
// at a time. newWorker is called once per goroutine and returns the function, so
// that each goroutine can own its scratch memory.
func parallel(n, block, workers int, newWorker func() func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, (n+block-1)/block) {
		group.Go(func() {
			do := newWorker()
			for {
				end := int(next.Add(int64(block)))
				if end-block >= n {
					return
				}
				for i := end - block; i < min(end, n); i++ {
					do(i)
				}
			}
		})
	}
	group.Wait()
}

// exampleBlock is large enough that goroutines seldom meet, small enough that
// they finish together.
const exampleBlock = 64

// units says which examples a bootstrap draws together.
type units struct {
	n  int     // independent units
	of []int32 // unit of each example
}

func newUnits[T any](items []T, cluster func(*T) string) units {
	u := units{of: make([]int32, len(items))}
	seen := map[string]int32{}
	for i := range items {
		name := cluster(&items[i])
		unit, ok := seen[name]
		if name == "" || !ok {
			unit = int32(u.n)
			u.n++
		}
		if name != "" {
			seen[name] = unit
		}
		u.of[i] = unit
	}
	return u
}

func exampleUnits(examples []Example) units {
	return newUnits(examples, func(e *Example) string { return e.Cluster })
}

// bootstrap draws as many units as there are, with replacement, and gives the
// statistic of each draw how often every example was drawn. times is reused by
// the goroutine's next draw.
//
// The stream of a draw depends on the seed and the draw's number alone, so it
// does not matter which goroutine takes which draw.
func (u units) bootstrap(opt stats.Resampling, newWorker func() func(draw int, times []float64)) {
	parallel(opt.Draws, 1, opt.Workers, func() func(int) {
		statistic := newWorker()
		drawn := make([]float64, u.n)
		times := drawn
		if u.n < len(u.of) {
			times = make([]float64, len(u.of))
		}
		return func(draw int) {
			rng := rand.New(rand.NewPCG(opt.Seed, uint64(draw)))
			clear(drawn)
			for range u.n {
				drawn[rng.IntN(u.n)]++
			}
			if u.n < len(u.of) {
				for i, unit := range u.of {
					times[i] = drawn[unit]
				}
			}
			statistic(draw, times)
		}
	})
}
