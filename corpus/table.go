package corpus

import (
	"slices"

	"github.com/graphcov/graphcov/graph"
)

// entry is the count of one distinct sub-graph.
type entry struct {
	fingerprint graph.Fingerprint
	documents   int64 // 0 marks a free place in the table
	occurrences int64
	last        int64 // the last document that had it, so that each counts once
	nodes       int32
	depth       int32
	op          int32 // index into the Counter's ops
}

// table is a hash table from fingerprints to counts: open addressing with
// linear probing, at most two thirds full. A fingerprint is a good hash
// already, so its low bits are the place. It takes half the time of a Go map,
// and it is where counting spends its time.
type table struct {
	entries []entry // a power of two
	used    int
}

const smallestTable = 1 << 10

// at returns the entry for f, which is new where documents is 0.
func (t *table) at(f graph.Fingerprint) *entry {
	if 3*t.used >= 2*len(t.entries) {
		t.grow()
	}
	e := t.place(f)
	if e.documents == 0 {
		e.fingerprint = f
		t.used++
	}
	return e
}

// place finds where f is or belongs.
func (t *table) place(f graph.Fingerprint) *entry {
	mask := uint64(len(t.entries) - 1)
	for i := f.Lo & mask; ; i = (i + 1) & mask {
		if e := &t.entries[i]; e.documents == 0 || e.fingerprint == f {
			return e
		}
	}
}

func (t *table) grow() {
	old := t.entries
	t.entries = make([]entry, max(smallestTable, 2*len(old)))
	for i := range old {
		if old[i].documents > 0 {
			*t.place(old[i].fingerprint) = old[i]
		}
	}
}

// sorted returns the entries in the order of their fingerprints. The table
// must not be used after that.
func (t *table) sorted() []entry {
	kept := t.entries[:0]
	for _, e := range t.entries {
		if e.documents > 0 {
			kept = append(kept, e)
		}
	}
	slices.SortFunc(kept, func(a, b entry) int { return a.fingerprint.Compare(b.fingerprint) })
	t.entries = nil
	return kept
}
