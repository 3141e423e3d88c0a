package sampling

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/graphcov/graphcov/coverage/stats"
)

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
// statistic of each draw how often every kind of example was drawn; kind has that of
// each example, counted from 0. times is reused by the goroutine's next draw.
//
// Units of the same kinds are drawn as one group, see [stats.Multinomial].
func (u units) bootstrap(kind []int32, opt stats.Resampling, newWorker func() func(draw int, times []float64)) {
	groups, sizes := u.groups(kind)
	multinomial := stats.NewMultinomial(sizes)
	kinds := 0
	for _, k := range kind {
		kinds = max(kinds, int(k)+1)
	}
	opt.Each(func() func(int, *rand.Rand) {
		statistic := newWorker()
		drawn, times := make([]uint32, len(groups)), make([]float64, kinds)
		return func(draw int, rng *rand.Rand) {
			multinomial.Draw(drawn, rng)
			clear(times)
			for group, n := range drawn {
				for _, k := range groups[group] {
					times[k] += float64(n)
				}
			}
			statistic(draw, times)
		}
	})
}

// groups sorts the units into groups that have the same kinds of examples. It
// returns the kinds of each group, one for each example of a unit, and the number of
// its units.
func (u units) groups(kind []int32) (groups [][]int32, sizes []int) {
	of := make([][]int32, u.n)
	for i, unit := range u.of {
		of[unit] = append(of[unit], kind[i])
	}
	numbers := map[string]int{}
	var key []byte
	for _, kinds := range of {
		slices.Sort(kinds)
		key = key[:0]
		for _, k := range kinds {
			key = binary.NativeEndian.AppendUint32(key, uint32(k))
		}
		number, known := numbers[string(key)]
		if !known {
			number = len(groups)
			numbers[string(key)] = number
			groups, sizes = append(groups, kinds), append(sizes, 0)
		}
		sizes[number]++
	}
	return groups, sizes
}

// kindsOf numbers the different ones of the values, in order of appearance, and returns
// the number of each value.
func kindsOf[T comparable](values []T) (kinds []T, of []int32) {
	numbers := map[T]int32{}
	of = make([]int32, len(values))
	for i, v := range values {
		number, known := numbers[v]
		if !known {
			number = int32(len(kinds))
			numbers[v] = number
			kinds = append(kinds, v)
		}
		of[i] = number
	}
	return kinds, of
}

// occurrences counts how often each kind is there.
func occurrences(kinds int, of []int32) []float64 {
	times := make([]float64, kinds)
	for _, k := range of {
		times[k]++
	}
	return times
}
