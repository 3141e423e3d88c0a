package corpus

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// ranges are keys by their leading bits. Fingerprints are spread evenly, so the
// ranges are of about the same length, unless many keys are the same. Within a
// range keys are as they came, so that what is found for them can be put back
// into that order: one range after the other, rather than back and forth
// through all memory.
type ranges struct {
	keys    []graph.Fingerprint
	ends    []int // of each range among the keys
	leading int   // bits

	// The keys as they came are split in parts, one for each processor: where the
	// keys of a part begin in each range.
	starts [][]int
}

const (
	// rangeKeys is how many keys a range has, about: few enough that it is sorted
	// in the processor's cache.
	rangeKeys = 1 << 15

	// partKeys is how many keys a part has at least.
	partKeys = 1 << 17
)

func split(keys []graph.Fingerprint) *ranges {
	r := &ranges{keys: make([]graph.Fingerprint, len(keys)), leading: bits.Len(uint(len(keys) / rangeKeys))}
	r.ends = make([]int, 1<<r.leading)
	r.starts = make([][]int, max(1, min(runtime.GOMAXPROCS(0), len(keys)/partKeys)))
	r.eachPart(keys, func(part int, keys []graph.Fingerprint, _ int) {
		counts := make([]int, len(r.ends))
		for _, key := range keys {
			counts[r.of(key)]++
		}
		r.starts[part] = counts
	})
	at := 0
	for i := range r.ends {
		for _, counts := range r.starts {
			n := counts[i]
			counts[i] = at
			at += n
		}
		r.ends[i] = at
	}
	r.eachPart(keys, func(part int, keys []graph.Fingerprint, _ int) {
		next := slices.Clone(r.starts[part])
		for _, key := range keys {
			at := &next[r.of(key)]
			r.keys[*at] = key
			*at++
		}
	})
	return r
}

// eachPart calls f for every part of the keys, on all processors at a time.
func (r *ranges) eachPart(keys []graph.Fingerprint, f func(part int, keys []graph.Fingerprint, from int)) {
	var running sync.WaitGroup
	n := len(r.starts)
	for part := range n {
		from, to := part*len(keys)/n, (part+1)*len(keys)/n
		running.Go(func() { f(part, keys[from:to], from) })
	}
	running.Wait()
}

// of is the number of the range that a key belongs to.
func (r *ranges) of(key graph.Fingerprint) uint64 { return key.Hi >> (64 - r.leading) }

func (r *ranges) start(i int) int {
	if i == 0 {
		return 0
	}
	return r.ends[i-1]
}

// restore returns what belongs to the ranges' keys in the order of the keys
// that were split. It can be called once.
func restore[T any](r *ranges, keys []graph.Fingerprint, found []T) []T {
	restored := make([]T, len(keys))
	r.eachPart(keys, func(part int, keys []graph.Fingerprint, from int) {
		next := r.starts[part]
		for i, key := range keys {
			at := &next[r.of(key)]
			restored[from+i] = found[*at]
			*at++
		}
	})
	return restored
}

// sorter sorts ranges, and keeps its memory from one to the next.
type sorter struct {
	sorted []database.Sought
	ends   []uint32
}

// sort sorts the keys of a range, each with its position in it. The bits that
// follow the leading ones nearly are the order, which takes a fraction of the
// time of comparing. The result holds until the next call.
func (s *sorter) sort(r *ranges, i int) []database.Sought {
	keys := r.keys[r.start(i):r.ends[i]]
	width := bits.Len(uint(len(keys))) // of a bucket's number: one key a bucket, or a few
	bucket := func(key graph.Fingerprint) uint64 { return key.Hi << r.leading >> (64 - width) }
	s.ends = append(s.ends[:0], make([]uint32, 1<<width+1)...)
	for _, key := range keys {
		s.ends[bucket(key)+1]++
	}
	for b := 1; b < len(s.ends); b++ {
		s.ends[b] += s.ends[b-1]
	}
	s.sorted = slices.Grow(s.sorted[:0], len(keys))[:len(keys)]
	for position, key := range keys {
		end := &s.ends[bucket(key)]
		s.sorted[*end] = database.Sought{Fingerprint: key, Number: uint32(position)}
		*end++
	}
	start := uint32(0)
	for _, end := range s.ends {
		if end-start > 1 {
			slices.SortFunc(s.sorted[start:end], func(a, b database.Sought) int { return a.Fingerprint.Compare(b.Fingerprint) })
		}
		start = end
	}
	return s.sorted
}
