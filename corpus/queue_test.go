package corpus

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/graph"
)

// What is queued has, once it is drained, the counts that a map adds up, beside
// what was counted at once and what comes from another table.
func TestQueuedCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tables [2]table
		twin := make(map[graph.Fingerprint]tally)
		for range rapid.IntRange(0, 2*queueLength).Draw(t, "counts") {
			key := fingerprints().Draw(t, "key")
			nodes := rapid.Int32Range(1, 9).Draw(t, "nodes")
			of := &tables[rapid.IntRange(0, 1).Draw(t, "table")]
			if rapid.Bool().Draw(t, "later") {
				of.countLater(key, 7, nodes)
			} else {
				number, _ := of.find(key)
				of.tally(number).add(tally{1, 1, nodes})
				*of.kind(number) = 7
			}
			want := twin[key]
			want.documents++
			want.occurrences++
			if want.nodes == 0 || nodes < want.nodes {
				want.nodes = nodes
			}
			twin[key] = want
		}
		tables[0].addAll(&tables[1])
		if tables[0].used != len(twin) {
			t.Fatalf("%d entries, want %d", tables[0].used, len(twin))
		}
		for number := range uint32(tables[0].used) {
			key := tables[0].key(number)
			if got := *tables[0].tally(number); got != twin[key] || *tables[0].kind(number) != 7 {
				t.Fatalf("%v has %+v of kind %d, want %+v of kind 7", key, got, *tables[0].kind(number), twin[key])
			}
		}
	})
}

// An entry is new to a document once, whatever documents before it had.
func TestMet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m met
		for document := range uint32(rapid.IntRange(1, 4).Draw(t, "documents")) {
			entries := rapid.SliceOfN(rapid.Uint32Range(0, 300), 0, 200).Draw(t, "entries")
			m.fit(len(entries))
			had := make(map[uint32]bool)
			for _, entry := range entries {
				if isNew := m.add(document+1, entry); isNew == had[entry] {
					t.Fatalf("entry %d of document %d: new: %v", entry, document+1, isNew)
				}
				had[entry] = true
			}
		}
	})
}
