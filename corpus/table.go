package corpus

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/graphcov/graphcov/graph"
)

// table is a hash table from fingerprints to counts: open addressing with
// linear probing, at most two thirds full. A fingerprint is a good hash
// already, so its low bits are the place. Counting spends its time here,
// waiting for memory: hence entries of half a line of the processor's cache,
// and beside them slots of eight bytes, which settle nearly every probe without
// a look at an entry.
type table struct {
	slots  []uint64 // a power of two; 32 bits of the fingerprint, then 1 + the entry's number; 0 is free
	chunks []*chunk // the entries in the order in which they came; never moved, since copying them takes long
	used   int
	spare  *spareChunks // nil: chunks are made
	seen   []uint64     // memory of look
	queue  queue
}

// chunk is some entries of a table.
type chunk [chunkEntries]entry

type entry struct {
	key   graph.Fingerprint
	tally tally
	kind  int32 // an index into the Counter's kinds
}

// tally is the count of one distinct sub-graph. Its numbers are small because
// a Counter empties its tables before they overflow.
type tally struct {
	documents   uint32
	occurrences uint32
	nodes       int32 // in the smallest such sub-graph; 0 in a new entry
}

// add adds what was counted elsewhere, in other documents.
func (t *tally) add(other tally) {
	t.documents += other.documents
	t.occurrences += other.occurrences
	t.nodes = least(t.nodes, other.nodes)
}

// least is the smaller of two numbers of nodes, either of which may be none, 0.
func least(a, b int32) int32 { return int32(min(uint32(a)-1, uint32(b)-1) + 1) }

const (
	smallestTable = 1 << 10
	chunkEntries  = 1 << 10
	chunkBytes    = chunkEntries * 32
	slotBytes     = 8

	// mostEntries is far below the 2^32 that a slot can number; so many take
	// some 200 GB.
	mostEntries = 1<<32 - 1<<31
)

// spareChunks are chunks that no table needs now: emptying the tables of a
// Counter makes no garbage.
type spareChunks []*chunk

func (s *spareChunks) take() *chunk {
	if s == nil || len(*s) == 0 {
		return new(chunk)
	}
	last := len(*s) - 1
	c := (*s)[last]
	*s = (*s)[:last]
	return c
}

// key, tally and kind are those of the entry of that number.
func (t *table) key(i uint32) graph.Fingerprint { return t.entry(i).key }
func (t *table) tally(i uint32) *tally          { return &t.entry(i).tally }
func (t *table) kind(i uint32) *int32           { return &t.entry(i).kind }

func (t *table) entry(i uint32) *entry { return &t.chunks[i/chunkEntries][i%chunkEntries] }

// resize returns a slice of n elements, old memory where it is large enough.
func resize[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// none is no entry.
const none = 1<<32 - 1

// look finds the numbers of the entries of those keys, none where there is none.
// It waits for memory but once: the slots are all asked for before one is looked at.
func (t *table) look(keys []graph.Fingerprint, numbers []uint32) {
	if len(t.slots) == 0 {
		t.grow()
	}
	mask := uint64(len(t.slots) - 1)
	t.seen = resize(t.seen, len(keys))
	for i := range keys {
		t.seen[i] = t.slots[keys[i].Lo&mask]
	}
	for i, slot := range t.seen {
		key, number := keys[i], uint32(none)
		for at := key.Lo; slot != 0; slot = t.slots[at&mask] {
			if found := uint32(slot) - 1; slot>>32 == key.Hi>>32 && t.key(found) == key {
				number = found
				break
			}
			at++
		}
		numbers[i] = number
	}
}

// find returns the number of the entry for f, and whether it is a new one.
func (t *table) find(f graph.Fingerprint) (number uint32, added bool) {
	if 3*t.used >= 2*len(t.slots) {
		t.grow()
	}
	mask := uint64(len(t.slots) - 1)
	for i := f.Lo & mask; ; i = (i + 1) & mask {
		slot := t.slots[i]
		if slot == 0 {
			number = uint32(t.used)
			t.slots[i] = slotOf(f, number)
			t.add(f)
			return number, true
		}
		if slot>>32 == f.Hi>>32 {
			if number = uint32(slot) - 1; t.key(number) == f {
				return number, false
			}
		}
	}
}

// slotOf joins what a slot holds.
func slotOf(f graph.Fingerprint, number uint32) uint64 {
	return f.Hi>>32<<32 | uint64(number+1)
}

func (t *table) add(f graph.Fingerprint) {
	number := uint32(t.used)
	if number%chunkEntries == 0 {
		t.chunks = append(t.chunks, t.spare.take())
	}
	*t.entry(number) = entry{key: f}
	t.used++
}

func (t *table) grow() {
	t.slots = make([]uint64, max(smallestTable, 2*len(t.slots)))
	mask := uint64(len(t.slots) - 1)
	for number := range uint32(t.used) {
		f := t.key(number)
		i := f.Lo & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = slotOf(f, number)
	}
}

// reset empties the table, which has nothing queued, and keeps its memory.
func (t *table) reset() {
	if t.spare != nil {
		*t.spare = append(*t.spare, t.chunks...)
	}
	clear(t.slots)
	t.chunks, t.used = t.chunks[:0], 0
}

// free lets go of the memory; the table cannot be used any more.
func (t *table) free() { *t = table{} }

// bytes is the memory that the table takes.
func (t *table) bytes() int64 {
	return int64(len(t.slots))*slotBytes + int64(len(t.chunks))*chunkBytes
}

// sorted returns a copy of the entries in the order of their fingerprints. These
// are spread evenly, so their leading bits nearly are the order: it takes a tenth
// of the time of comparing. A copy, since who goes through the entries in order
// would wait for memory at each.
func (t *table) sorted() []entry {
	shift := 64 - bits.Len(uint(t.used)) // one entry a bucket, or a few
	ends := make([]uint32, 1<<(64-shift)+1)
	for e := range t.entries() {
		ends[e.key.Hi>>shift+1]++
	}
	for b := 1; b < len(ends); b++ {
		ends[b] += ends[b-1]
	}
	sorted := make([]entry, t.used)
	for e := range t.entries() {
		end := &ends[e.key.Hi>>shift] // goes from the bucket's start to its end
		sorted[*end] = *e
		*end++
	}
	start := uint32(0)
	for _, end := range ends {
		if end-start > 1 {
			slices.SortFunc(sorted[start:end], func(a, b entry) int { return a.key.Compare(b.key) })
		}
		start = end
	}
	return sorted
}

// entries are all entries in the order in which they came.
func (t *table) entries() iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		for number := 0; number < t.used; number += chunkEntries {
			chunk := t.chunks[number/chunkEntries]
			for i := range chunk[:min(chunkEntries, t.used-number)] {
				if !yield(&chunk[i]) {
					return
				}
			}
		}
	}
}
