package corpus

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/graphcov/graphcov/graph"
)

// entry is the count of one distinct sub-graph.
type entry struct {
	fingerprint graph.Fingerprint
	documents   int64 // 0 in a new entry
	occurrences int64
	last        int64 // the last document that had it, so that each counts once
	nodes       int32
	kind        int32 // index into the Counter's kinds
}

// table is a hash table from fingerprints to counts: open addressing with
// linear probing, at most two thirds full. A fingerprint is a good hash
// already, so its low bits are the place. Counting spends its time here,
// waiting for memory: hence entries without gaps, and beside them slots of
// eight bytes, which settle nearly every probe without a look at an entry.
type table struct {
	slots  []uint64  // a power of two; 32 bits of the fingerprint, then 1 + the entry's number; 0 is free
	chunks [][]entry // the entries in the order in which they came; never moved, since copying them takes long
	used   int
}

const (
	smallestTable = 1 << 10
	chunkEntries  = 1 << 10
)

// entry is the one of that number.
func (t *table) entry(i uint32) *entry { return &t.chunks[i/chunkEntries][i%chunkEntries] }

// all hands out the entries in the order in which they came.
func (t *table) all() iter.Seq2[uint32, *entry] {
	return func(yield func(uint32, *entry) bool) {
		for i := range uint32(t.used) {
			if !yield(i, t.entry(i)) {
				return
			}
		}
	}
}

// at returns the entry for f, which is new where documents is 0.
func (t *table) at(f graph.Fingerprint) *entry {
	if 3*t.used >= 2*len(t.slots) {
		t.grow()
	}
	mask := uint64(len(t.slots) - 1)
	for i := f.Lo & mask; ; i = (i + 1) & mask {
		slot := t.slots[i]
		if slot == 0 {
			t.slots[i] = slotOf(f, uint32(t.used))
			return t.add(f)
		}
		if slot>>32 == f.Hi>>32 {
			if e := t.entry(uint32(slot) - 1); e.fingerprint == f {
				return e
			}
		}
	}
}

// slotOf joins what a slot holds. 2^32 entries would take 200 GB.
func slotOf(f graph.Fingerprint, number uint32) uint64 {
	return f.Hi>>32<<32 | uint64(number+1)
}

func (t *table) add(f graph.Fingerprint) *entry {
	if t.used%chunkEntries == 0 {
		t.chunks = append(t.chunks, make([]entry, chunkEntries))
	}
	e := t.entry(uint32(t.used))
	e.fingerprint = f
	t.used++
	return e
}

func (t *table) grow() {
	t.slots = make([]uint64, max(smallestTable, 2*len(t.slots)))
	mask := uint64(len(t.slots) - 1)
	for number, e := range t.all() {
		i := e.fingerprint.Lo & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = slotOf(e.fingerprint, number)
	}
}

// sorted returns the numbers of the entries in the order of their
// fingerprints. These are spread evenly, so their leading bits nearly are the
// order: it takes a tenth of the time of comparing.
func (t *table) sorted() []uint32 {
	shift := 64 - bits.Len(uint(t.used)) // one entry a bucket, or a few
	ends := make([]uint32, 1<<(64-shift)+1)
	bucket := func(e *entry) uint64 { return e.fingerprint.Hi >> shift }
	for _, e := range t.all() {
		ends[bucket(e)+1]++
	}
	for b := 1; b < len(ends); b++ {
		ends[b] += ends[b-1]
	}
	order := make([]uint32, t.used)
	for i, e := range t.all() {
		end := &ends[bucket(e)] // goes from the bucket's start to its end
		order[*end] = i
		*end++
	}
	start := uint32(0)
	for _, end := range ends {
		if end-start > 1 {
			slices.SortFunc(order[start:end], func(a, b uint32) int {
				return t.entry(a).fingerprint.Compare(t.entry(b).fingerprint)
			})
		}
		start = end
	}
	return order
}
