package corpus

import (
	"math/bits"
	"slices"

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
}

// rangeKeys is how many keys a range has, about: few enough that it is sorted
// in the processor's cache.
const rangeKeys = 1 << 15

func split(keys []graph.Fingerprint) *ranges {
	r := &ranges{keys: make([]graph.Fingerprint, len(keys)), leading: bits.Len(uint(len(keys) / rangeKeys))}
	r.ends = make([]int, 1<<r.leading+1)
	for _, key := range keys {
		r.ends[r.of(key)+1]++
	}
	for i := 1; i < len(r.ends); i++ {
		r.ends[i] += r.ends[i-1]
	}
	for _, key := range keys {
		end := &r.ends[r.of(key)] // goes from the range's start to its end
		r.keys[*end] = key
		*end++
	}
	r.ends = r.ends[:1<<r.leading]
	return r
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
// that were split.
func restore[T any](r *ranges, keys []graph.Fingerprint, found []T) []T {
	next := make([]int, len(r.ends))
	for i := range next {
		next[i] = r.start(i)
	}
	restored := make([]T, len(keys))
	for i, key := range keys {
		at := &next[r.of(key)]
		restored[i] = found[*at]
		*at++
	}
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
