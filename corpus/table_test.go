package corpus

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/graph"
)

// fingerprints draws keys that meet in every way: equal halves, equal low bits
// (the place in the table), equal high bits (what a slot keeps of a key).
func fingerprints() *rapid.Generator[graph.Fingerprint] {
	half := rapid.SampledFrom([]uint64{0, 1, 2, 1 << 10, 1<<10 + 1, 1 << 32, 1<<32 + 1, 1 << 63, math.MaxUint64 - 1, math.MaxUint64})
	return rapid.Custom(func(t *rapid.T) graph.Fingerprint {
		return graph.Fingerprint{Hi: half.Draw(t, "high"), Lo: half.Draw(t, "low")}
	})
}

func TestTableIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := table{spare: new(spareChunks)}
		for range rapid.IntRange(0, 2).Draw(t, "uses before") {
			for _, f := range rapid.SliceOf(fingerprints()).Draw(t, "keys before") {
				number, _ := table.find(f)
				*table.tally(number), *table.kind(number) = tally{7, 7, 7}, 7
			}
			table.reset()
		}
		twin := make(map[graph.Fingerprint]uint32)
		for _, f := range rapid.SliceOf(fingerprints()).Draw(t, "keys") {
			number, added := table.find(f)
			e := table.tally(number)
			if table.key(number) != f || e.documents != twin[f] || added != (twin[f] == 0) {
				t.Fatalf("entry of %v is %v with %d, new: %v, want %d", f, table.key(number), e.documents, added, twin[f])
			}
			if added && (*e != tally{} || *table.kind(number) != 0) {
				t.Fatalf("a new entry has %v", *e)
			}
			e.documents++
			twin[f]++
		}
		if table.used != len(twin) {
			t.Fatalf("%d entries, want %d", table.used, len(twin))
		}
		var sorted []graph.Fingerprint
		for _, e := range table.sorted() {
			key, documents := e.key, e.tally.documents
			if documents != twin[key] {
				t.Fatalf("%v counted %d times, want %d", key, documents, twin[key])
			}
			sorted = append(sorted, key)
		}
		if len(sorted) != len(twin) || !slices.IsSortedFunc(sorted, graph.Fingerprint.Compare) {
			t.Fatalf("%d of %d entries, sorted: %v", len(sorted), len(twin), sorted)
		}
	})
}

// Real keys, so many that the table grows and entries fill several chunks.
func TestTableGrows(t *testing.T) {
	var table table
	const n = 10*chunkEntries + 7
	key := func(i int) graph.Fingerprint { return graph.FingerprintText(string(rune(i))) }
	for range 2 {
		for i := range n {
			number, _ := table.find(key(i))
			for k := range uint32(i % 4) {
				table.tally(number).add(tally{1 - min(k, 1), 1, int32(100 - i%4)})
			}
		}
	}
	if table.used != n || 3*table.used > 2*len(table.slots)+3 {
		t.Errorf("%d entries in %d slots, want %d in half as many again", table.used, len(table.slots), n)
	}
	for i := range n {
		number, _ := table.find(key(i))
		want := tally{documents: 2, occurrences: uint32(2 * (i % 4)), nodes: int32(100 - i%4)}
		if i%4 == 0 {
			want = tally{}
		}
		if e := *table.tally(number); e != want {
			t.Fatalf("entry %d has %+v, want %+v", i, e, want)
		}
	}
	order := table.sorted()
	if len(order) != n {
		t.Fatalf("%d entries in order, want %d", len(order), n)
	}
	for k := 1; k < n; k++ {
		if order[k-1].key.Compare(order[k].key) >= 0 {
			t.Fatalf("entries %d and %d are not in order", k-1, k)
		}
	}
}
