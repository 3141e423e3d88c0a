package graph_test

import (
	"fmt"

	"github.com/graphcov/graphcov/graph"
)

// The product 12 x 4 by the long multiplication of the paper.
func Example() {
	var g graph.Graph
	x0 := g.Source(graph.Indexed("x", 0), "2")
	x1 := g.Source(graph.Indexed("x", 1), "1")
	y0 := g.Source(graph.Indexed("y", 0), "4")
	ones := g.Add("multiply", graph.Indexed2("prod", 0, 0), "8", x0, y0)
	tens := g.Add("multiply", graph.Indexed2("prod", 0, 1), "4", x1, y0)
	sink := g.Add("concat", graph.Indexed("partial", 0), "48", tens, ones)

	m := g.Measure()
	fmt.Printf("%s = %s: %d nodes, %d edges, depth %d, width %d\n",
		g.Label(sink), g.Value(sink), m.Nodes, m.Edges, m.Depth, m.Width)
	// Output: partial[0] = 48: 6 nodes, 6 edges, depth 2, width 3
}

// Two partial computations are the same under a scope iff their fingerprints are.
func ExampleFingerprinter() {
	var g graph.Graph
	two, four := g.Source(graph.Name("a"), "2"), g.Source(graph.Name("b"), "4")
	first := g.Add("multiply", graph.Name("first"), "8", two, four)
	second := g.Add("multiply", graph.Name("second"), "8", four, two)

	f := graph.NewFingerprinter([]graph.Scope{graph.Full()}, false)
	f.Compute(&g)
	fmt.Println(f.At(0, first) == f.At(0, second))
	// Output: true
}
