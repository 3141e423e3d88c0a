package graph

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/topo"
	"pgregory.net/rapid"
)

// twelveTimesFour is 12 x 4 in the paper's long multiplication, by hand:
// 2 x 4 = 8, 1 x 4 = 4, concat 48.
func twelveTimesFour() *Graph {
	g := new(Graph)
	x0, x1, y0 := g.Source(Indexed("x", 0), "2"), g.Source(Indexed("x", 1), "1"), g.Source(Indexed("y", 0), "4")
	p0 := g.Add("multiply", Indexed2("prod", 0, 0), "8", x0, y0)
	p1 := g.Add("multiply", Indexed2("prod", 0, 1), "4", x1, y0)
	g.Add("concat", Indexed("partial", 0), "48", p1, p0)
	return g
}

func TestMeasures(t *testing.T) {
	want := Measures{Nodes: 6, Operations: 3, Edges: 6, Depth: 2, Width: 3, Parallelism: 3}
	if diff := cmp.Diff(want, twelveTimesFour().Measure()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Measures{}, new(Graph).Measure()); diff != "" {
		t.Errorf("empty graph: %s", diff)
	}
	var lone Graph
	lone.Source(Name("a"), "1")
	if diff := cmp.Diff(Measures{Nodes: 1, Width: 1, Parallelism: 1}, lone.Measure()); diff != "" {
		t.Errorf("a source alone: %s", diff)
	}
}

// Distance and layer differ where a node has a long and a short way to a source.
func TestDistanceIsShortestLayerIsLongest(t *testing.T) {
	var g Graph
	a := g.Source(Name("a"), "1")
	b := g.Add("add", Name("b"), "2", a, a)
	c := g.Add("add", Name("c"), "3", b, a)
	if g.Layer(c) != 2 || g.Distance(c) != 1 {
		t.Errorf("layer %d, distance %d; want 2 and 1", g.Layer(c), g.Distance(c))
	}
}

func TestAddRefusesUnknownArguments(t *testing.T) {
	for name, add := range map[string]func(g *Graph){
		"argument of the future": func(g *Graph) { g.Add("add", Name("b"), "1", 7) },
		"negative argument":      func(g *Graph) { g.Add("add", Name("b"), "1", -1) },
		"no arguments":           func(g *Graph) { g.Add("add", Name("b"), "1") },
		"no op":                  func(g *Graph) { g.Add("", Name("b"), "1", 0) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("did not panic")
				}
			}()
			g := new(Graph)
			g.Source(Name("a"), "1")
			add(g)
		})
	}
}

func TestSubgraph(t *testing.T) {
	g := twelveTimesFour()
	p1, _ := g.Find(ParseLabel("prod[0,1]"))
	if diff := cmp.Diff([]Node{1, 2, 4}, g.Ancestors(p1)); diff != "" {
		t.Error(diff)
	}
	sub := g.Subgraph(p1)
	if sub.Len() != 3 || sub.Edges() != 2 || sub.Value(2) != "4" || sub.Label(0) != Indexed("x", 1) {
		t.Errorf("sub-graph of prod[0,1]: %d nodes, %d edges", sub.Len(), sub.Edges())
	}
}

func TestSubgraphKeepsFullFingerprintAndDepth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t, "graph")
		f, e, s := NewFingerprinter(testScopes, false), NewFingerprinter(testScopes, false), NewSizer(testScopes)
		f.Compute(g)
		s.Compute(g)
		for v := range Node(g.Len()) {
			sub := g.Subgraph(v)
			e.Compute(sub)
			sink := Node(sub.Len() - 1)
			if f.At(3, v) != e.At(3, sink) || sub.Measure().Depth != g.Layer(v) || sub.Len() != s.At(Full(), v) {
				t.Fatalf("the sub-graph of node %d is not its whole computation", v)
			}
		}
	})
}

func TestLinearisations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t, "graph")
		for name, order := range map[string][]Node{"by layer": g.ByLayer(), "depth first": g.DepthFirst()} {
			if !g.IsLinearisation(order) {
				t.Fatalf("%s: %v is no linearisation", name, order)
			}
		}
		if !slices.IsSortedFunc(g.ByLayer(), func(a, b Node) int { return g.Layer(a) - g.Layer(b) }) {
			t.Fatal("by layer is not sorted by layer")
		}
	})
	g := twelveTimesFour()
	if diff := cmp.Diff([]Node{1, 2, 4, 0, 3, 5}, g.DepthFirst()); diff != "" {
		t.Errorf("depth first: %s", diff)
	}
	for _, bad := range [][]Node{nil, {0, 1, 2, 3, 5, 4}, {0, 0, 1, 2, 3, 4}, {0, 1, 2, 3, 4, 9}} {
		if g.IsLinearisation(bad) {
			t.Errorf("%v is taken for a linearisation", bad)
		}
	}
}

// Layers and distances against gonum's own algorithms on the view.
func TestMeasuresAgreeWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t, "graph")
		view := NewView(g)
		order, err := topo.Sort(view)
		if err != nil {
			t.Fatal(err)
		}
		nodes := make([]Node, len(order))
		for i, n := range order {
			nodes[i] = Node(n.ID())
		}
		if !g.IsLinearisation(nodes) {
			t.Fatalf("gonum's order %v is no linearisation of ours", nodes)
		}
		for v := range Node(g.Len()) {
			longest, shortest := 0.0, math.Inf(1)
			for u := range Node(g.Len()) {
				if !g.IsSource(u) {
					continue
				}
				if _, w := path.DijkstraFrom(view.Node(int64(u)), view).To(int64(v)); w < shortest {
					shortest = w
				}
				if w := -longestPath(view, int64(u), int64(v)); w > longest {
					longest = w
				}
			}
			if g.Layer(v) != int(longest) || g.Distance(v) != int(shortest) {
				t.Fatalf("node %d: layer %d, distance %d; gonum has %v and %v", v, g.Layer(v), g.Distance(v), longest, shortest)
			}
		}
	})
}

// negated turns longest paths into shortest ones, for Bellman-Ford.
type negated struct{ *View }

func (n negated) Weight(u, v int64) (float64, bool) {
	w, ok := n.View.Weight(u, v)
	return -w, ok
}

// longestPath is 0 where there is no path, else minus its length.
func longestPath(view *View, u, v int64) float64 {
	tree, ok := path.BellmanFordFrom(view.Node(u), negated{view})
	if !ok {
		panic("negative cycle in a directed acyclic graph")
	}
	if w := tree.WeightTo(v); !math.IsInf(w, 1) {
		return w
	}
	return 0
}

func TestViewHasNoParallelEdges(t *testing.T) {
	var g Graph
	a := g.Source(Name("a"), "2")
	g.Add("add", Name("b"), "4", a, a)
	view := NewView(&g)
	if from, to := view.From(0).Len(), view.To(1).Len(); from != 1 || to != 1 {
		t.Errorf("%d edges out, %d in; want 1 and 1", from, to)
	}
	if !view.HasEdgeBetween(1, 0) || view.HasEdgeFromTo(1, 0) || view.Edge(1, 0) != nil || view.WeightedEdge(0, 1).Weight() != 1 {
		t.Error("edges run from argument to node, with weight 1")
	}
	if view.Node(2) != nil || view.From(-1).Len() != 0 || view.HasEdgeFromTo(0, 9) {
		t.Error("ids outside the graph have no node and no edge")
	}
}

func TestLabels(t *testing.T) {
	for _, text := range []string{"product", "dp[3]", "prod[1,2]", "cell[2,drink]", "[can[0]]", "x[01]", "x[]", "x[1,2,3]", "x[+1]", "", "x[99999999999]", "x[-1]"} {
		if got := ParseLabel(text).String(); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
	if ParseLabel("prod[1,2]") != Indexed2("prod", 1, 2) || ParseLabel("dp[3]") != Indexed("dp", 3) {
		t.Error("equal text is not an equal label")
	}
	for text, base := range map[string]string{"prod[1,2]": "prod", "cell[2,drink]": "cell", "product": "product"} {
		if got := ParseLabel(text).Base(); got != base {
			t.Errorf("base of %s is %q, want %q", text, got, base)
		}
	}
}

func TestScopes(t *testing.T) {
	scopes, err := ParseScopes([]string{"hop1", "hop2", " full", "shape"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(DefaultScopes(), scopes, cmp.Comparer(func(a, b Scope) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"hop0", "hop65", "hop", "hopx", "Full", ""} {
		if _, err := ParseScope(bad); err == nil || !strings.Contains(err.Error(), "hop2") {
			t.Errorf("%q: error %v does not say what to use", bad, err)
		}
	}
	if _, err := ParseScopes([]string{"step", "hop1"}); err == nil {
		t.Error("a scope named twice passes")
	}
	if Hop(2).Depth(7) != 2 || Hop(2).Depth(1) != 1 || Full().Depth(7) != 7 {
		t.Error("depth of the compared part")
	}
}
