package coverage_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/graph"
)

// The graph of the test has, by layer:
//
//	0: x, y    1: a = f(x), b = f(y)    2: c = f(a, b)    3: d = f(c), e = f(c, x), the sink
//
// so its operation nodes are a, b, c, d, e.
func layers() *graph.Graph {
	g := new(graph.Graph)
	x, y := g.Source(graph.Name("x"), "1"), g.Source(graph.Name("y"), "2")
	a, b := g.Add("f", graph.Name("a"), "3", x), g.Add("f", graph.Name("b"), "4", y)
	c := g.Add("f", graph.Name("c"), "5", a, b)
	g.Add("f", graph.Name("d"), "6", c)
	g.Add("f", graph.Name("e"), "7", c, x)
	return g
}

func TestMeasure(t *testing.T) {
	ln := math.Log
	tests := []struct {
		name      string
		documents [5]int64 // of a, b, c, d, e
		want      coverage.ExampleCoverage
	}{
		{
			"everything seen", [5]int64{1, 1, 1, 1, 1},
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 5, Exposure: ln(2), MinDocuments: 1, DeepestSeenLayer: 3, SinkDocuments: 1},
		},
		{
			"nothing seen", [5]int64{},
			coverage.ExampleCoverage{Operations: 5},
		},
		{
			"different counts", [5]int64{9, 4, 2, 1, 3}, // ln 10 + ln 5 + ln 3 + ln 2 + ln 4 = ln 1200
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 5, Exposure: ln(1200) / 5, MinDocuments: 1, DeepestSeenLayer: 3, SinkDocuments: 3},
		},
		{
			"one node of layer 1 unseen", [5]int64{9, 0, 9, 9, 9},
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 4, Exposure: 4 * ln(10) / 5, DeepestSeenLayer: 0, SinkDocuments: 9},
		},
		{
			"layer 2 unseen, what is above does not count", [5]int64{1, 3, 0, 7, 7}, // ln 2 + ln 4 + ln 8 + ln 8 = ln 512
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 4, Exposure: ln(512) / 5, DeepestSeenLayer: 1, SinkDocuments: 7},
		},
		{
			"of two nodes of the last layer one unseen", [5]int64{1, 1, 1, 0, 1},
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 4, Exposure: 4 * ln(2) / 5, DeepestSeenLayer: 2, SinkDocuments: 1},
		},
		{
			"the sink unseen", [5]int64{1, 1, 1, 1, 0},
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 4, Exposure: 4 * ln(2) / 5, DeepestSeenLayer: 2},
		},
		{
			"only the sink seen", [5]int64{0, 0, 0, 0, 1},
			coverage.ExampleCoverage{Operations: 5, SeenNodes: 1, Exposure: ln(2) / 5, SinkDocuments: 1},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			counts := []corpus.Count{{Documents: 99}, {Documents: 0}} // of the sources: they have no say
			for _, documents := range test.documents {
				counts = append(counts, corpus.Count{Documents: documents, Occurrences: 100 * documents})
			}
			got := coverage.Measure(layers(), 6, counts)
			if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A graph of sources alone has nothing that could be covered.
func TestMeasureWithoutOperations(t *testing.T) {
	g := new(graph.Graph)
	g.Source(graph.Name("x"), "1")
	for _, g := range []*graph.Graph{new(graph.Graph), g} {
		if got := coverage.Measure(g, graph.None, make([]corpus.Count, g.Len())); got != (coverage.ExampleCoverage{}) {
			t.Errorf("%d nodes: %+v", g.Len(), got)
		}
	}
}
