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
		var table table
		twin := make(map[graph.Fingerprint]int64)
		for _, f := range rapid.SliceOf(fingerprints()).Draw(t, "keys") {
			e := table.at(f)
			if e.fingerprint != f || e.documents != twin[f] {
				t.Fatalf("entry of %v is %v with %d, want %d", f, e.fingerprint, e.documents, twin[f])
			}
			e.documents++
			twin[f]++
		}
		if table.used != len(twin) {
			t.Fatalf("%d entries, want %d", table.used, len(twin))
		}
		var sorted []graph.Fingerprint
		for _, i := range table.sorted() {
			e := table.entry(i)
			if e.documents != twin[e.fingerprint] {
				t.Fatalf("%v counted %d times, want %d", e.fingerprint, e.documents, twin[e.fingerprint])
			}
			sorted = append(sorted, e.fingerprint)
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
			e := table.at(key(i))
			e.documents++
			e.occurrences += int64(i)
		}
	}
	if table.used != n || 3*table.used > 2*len(table.slots)+3 {
		t.Errorf("%d entries in %d slots, want %d in half as many again", table.used, len(table.slots), n)
	}
	for i := range n {
		if e := table.at(key(i)); e.documents != 2 || e.occurrences != 2*int64(i) {
			t.Fatalf("entry %d has %d, %d", i, e.documents, e.occurrences)
		}
	}
	order := table.sorted()
	if len(order) != n {
		t.Fatalf("%d entries in order, want %d", len(order), n)
	}
	for k := 1; k < n; k++ {
		if table.entry(order[k-1]).fingerprint.Compare(table.entry(order[k]).fingerprint) >= 0 {
			t.Fatalf("entries %d and %d are not in order", k-1, k)
		}
	}
}

func TestTableMerges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var one table
		var parts [3]table
		for _, f := range rapid.SliceOf(fingerprints()).Draw(t, "keys") {
			nodes := rapid.Int32Range(1, 9).Draw(t, "nodes")
			part := &parts[rapid.IntRange(0, len(parts)-1).Draw(t, "part")]
			for _, to := range []*table{&one, part} {
				e := to.at(f)
				if e.documents == 0 {
					e.nodes, e.kind = nodes, int32(f.Lo%3)
				}
				e.nodes = min(e.nodes, nodes)
				e.documents++
				e.occurrences += 3
			}
		}
		for i := range parts[1:] {
			parts[0].merge(&parts[1+i], []int32{0, 1, 2})
			if parts[1+i].used != 0 {
				t.Fatal("a table that was merged keeps entries")
			}
		}
		merged, whole := parts[0].sorted(), one.sorted()
		if len(merged) != len(whole) {
			t.Fatalf("%d entries, want %d", len(merged), len(whole))
		}
		for k := range whole {
			if got, want := *parts[0].entry(merged[k]), *one.entry(whole[k]); got != want {
				t.Fatalf("entry %+v, want %+v", got, want)
			}
		}
	})
}
