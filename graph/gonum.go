package graph

import (
	"slices"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"
)

// View shows a Graph to the algorithms of gonum: topological sorts, longest
// and shortest paths, dominators and the rest. Node ids are the positions in
// the Graph, edges run from argument to node, all iteration is in order of
// id, and every edge weighs 1. Gonum has no parallel edges, so an argument
// taken twice is one edge. The Graph must not change while a View is in use.
type View struct {
	g  *Graph
	to [][]gonum.Node // for each node, in order, those that have it as an argument
}

var (
	_ gonum.Directed         = (*View)(nil)
	_ gonum.WeightedDirected = (*View)(nil)
)

// NewView makes the view in O(V+E).
func NewView(g *Graph) *View {
	view := &View{g: g, to: make([][]gonum.Node, g.Len())}
	for v := range Node(g.Len()) {
		for _, a := range g.Args(v) {
			uses := view.to[a]
			if len(uses) == 0 || uses[len(uses)-1].ID() != int64(v) {
				view.to[a] = append(uses, simple.Node(v))
			}
		}
	}
	return view
}

// Node returns the node with that id, or nil.
func (w *View) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(w.g.Len()) {
		return nil
	}
	return simple.Node(id)
}

// Nodes returns all nodes in topological order.
func (w *View) Nodes() gonum.Nodes {
	nodes := make([]gonum.Node, w.g.Len())
	for v := range nodes {
		nodes[v] = simple.Node(v)
	}
	return ordered(nodes)
}

// From returns the nodes that have the node with that id as an argument.
func (w *View) From(id int64) gonum.Nodes {
	if w.Node(id) == nil {
		return gonum.Empty
	}
	return ordered(w.to[id])
}

// To returns the arguments of the node with that id, each once.
func (w *View) To(id int64) gonum.Nodes {
	if w.Node(id) == nil {
		return gonum.Empty
	}
	var args []gonum.Node
	for _, a := range w.g.Args(Node(id)) {
		if !slices.Contains(args, gonum.Node(simple.Node(a))) {
			args = append(args, simple.Node(a))
		}
	}
	return ordered(args)
}

// HasEdgeFromTo reports whether u is an argument of v.
func (w *View) HasEdgeFromTo(u, v int64) bool {
	if w.Node(u) == nil || w.Node(v) == nil {
		return false
	}
	for _, a := range w.g.Args(Node(v)) {
		if int64(a) == u {
			return true
		}
	}
	return false
}

// HasEdgeBetween reports whether either is an argument of the other.
func (w *View) HasEdgeBetween(u, v int64) bool {
	return w.HasEdgeFromTo(u, v) || w.HasEdgeFromTo(v, u)
}

// Edge returns the edge from u to v, or nil.
func (w *View) Edge(u, v int64) gonum.Edge {
	if !w.HasEdgeFromTo(u, v) {
		return nil
	}
	return simple.Edge{F: simple.Node(u), T: simple.Node(v)}
}

// WeightedEdge returns the edge from u to v with weight 1, or nil.
func (w *View) WeightedEdge(u, v int64) gonum.WeightedEdge {
	if !w.HasEdgeFromTo(u, v) {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(u), T: simple.Node(v), W: 1}
}

// Weight is 1 for an edge and 0 from a node to itself; it reports false where
// there is neither.
func (w *View) Weight(u, v int64) (float64, bool) {
	if u == v && w.Node(u) != nil {
		return 0, true
	}
	if w.HasEdgeFromTo(u, v) {
		return 1, true
	}
	return 0, false
}

func ordered(nodes []gonum.Node) gonum.Nodes {
	if len(nodes) == 0 {
		return gonum.Empty
	}
	return iterator.NewOrderedNodes(nodes)
}
