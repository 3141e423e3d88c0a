package estimate

import "testing"

// Of 11 steps the sink is one: 9 of the 10 others are just enough.
func TestStepsSeenLeavesOutTheSink(t *testing.T) {
	for _, c := range []struct {
		operations, seen int
		sink             int64
		want             bool
	}{
		{11, 9, 0, true},
		{11, 9, 3, false}, // one of the nine is the sink
		{11, 10, 3, true},
		{11, 8, 0, false},
		{1, 1, 5, false}, // there is nothing but the sink
		{1, 0, 0, false},
		{2, 1, 0, true},
	} {
		r := coverageRow{operations: c.operations, seenNodes: c.seen, sinkDocuments: c.sink}
		if got := r.stepsSeen(); got != c.want {
			t.Errorf("%d of %d steps seen, sink in %d documents: %v, want %v", c.seen, c.operations, c.sink, got, c.want)
		}
	}
}
