package graph

import "fmt"

// Node names a node of one Graph by its position: 0 for the first added. The
// arguments of a node always have smaller positions than the node itself.
type Node int32

// None is no node.
const None Node = -1

// Graph is a computation graph, append-only and in topological order.
// The zero value is an empty graph ready for use. A Graph may be read from
// several goroutines once nothing is added to it any more.
type Graph struct {
	nodes []node
	args  []Node // the arguments of all nodes, one after the other
	parts []Part // see MarkPart
}

type node struct {
	op       Op // empty for a source
	label    Label
	value    string
	from, to int32 // args[from:to]
	layer    int32
	distance int32
}

// Source adds an input value and returns its node.
func (g *Graph) Source(label Label, value string) Node {
	at := int32(len(g.args))
	g.nodes = append(g.nodes, node{label: label, value: value, from: at, to: at})
	return Node(len(g.nodes) - 1)
}

// Add adds the value that op made from the values of args, in order, and
// returns its node. The value is expected in canonical form (see Canonical).
// An operation without arguments or with one that is not in the graph yet is
// a mistake of the caller, and Add panics; graphs from outside come through
// UnmarshalJSON, which reports such faults as errors.
func (g *Graph) Add(op Op, label Label, value string, args ...Node) Node {
	if op == "" || len(args) == 0 {
		panic(fmt.Sprintf("graph: operation node %v needs an op and arguments", label))
	}
	v := node{op: op, label: label, value: value, from: int32(len(g.args))}
	v.distance = int32(len(g.nodes))
	for _, a := range args {
		if a < 0 || int(a) >= len(g.nodes) {
			panic(fmt.Sprintf("graph: argument %d of %v is not in the graph yet", a, label))
		}
		v.layer = max(v.layer, g.nodes[a].layer+1)
		v.distance = min(v.distance, g.nodes[a].distance+1)
	}
	g.args = append(g.args, args...)
	v.to = int32(len(g.args))
	g.nodes = append(g.nodes, v)
	return Node(len(g.nodes) - 1)
}

// Reset empties the graph and keeps its memory for the next one.
func (g *Graph) Reset() {
	clear(g.nodes) // lets go of the texts that values and labels point into
	g.nodes, g.args, g.parts = g.nodes[:0], g.args[:0], g.parts[:0]
}

// Len is the number of nodes, sources included.
func (g *Graph) Len() int { return len(g.nodes) }

// Edges is the number of edges: an argument taken twice counts twice.
func (g *Graph) Edges() int { return len(g.args) }

// Op is the primitive that made v, empty for a source.
func (g *Graph) Op(v Node) Op { return g.nodes[v].op }

// Label is the name of v in the task's text, unique in a well-formed graph.
func (g *Graph) Label(v Node) Label { return g.nodes[v].label }

// Value is the value of v in canonical form.
func (g *Graph) Value(v Node) string { return g.nodes[v].value }

// IsSource reports whether v is an input rather than an operation node.
func (g *Graph) IsSource(v Node) bool { return g.nodes[v].op == "" }

// Args are the arguments of v in order. The slice belongs to the graph and
// must not be changed.
func (g *Graph) Args(v Node) []Node {
	n := &g.nodes[v]
	return g.args[n.from:n.to:n.to]
}

// Find returns the node with that label. It looks at every node, so it is for
// tests and single questions; keep the result of Source or Add in loops.
func (g *Graph) Find(label Label) (Node, bool) {
	for v := range g.nodes {
		if g.nodes[v].label == label {
			return Node(v), true
		}
	}
	return 0, false
}

// Sinks are the nodes that are no node's argument, in order.
func (g *Graph) Sinks() []Node {
	used := make([]bool, len(g.nodes))
	for _, a := range g.args {
		used[a] = true
	}
	var sinks []Node
	for v, isUsed := range used {
		if !isUsed {
			sinks = append(sinks, Node(v))
		}
	}
	return sinks
}
