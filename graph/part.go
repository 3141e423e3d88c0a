package graph

// Part is a run of nodes that says nothing new to who knows its key: in all graphs
// of a task parts of the same key have the same ops and values, and the same
// arguments, node by node, where one argument is a source before the part and
// sources are told apart by the order in which they are used. Nothing after the
// part takes any of its nodes but the last. A row of a long multiplication is one:
// it follows from a factor and a digit.
type Part struct {
	From, To Node
	Key      Fingerprint
}

// MarkPart makes the nodes from that one to the last a part. That it is one is for
// the caller to know. Parts are marked in order and do not overlap.
func (g *Graph) MarkPart(from Node, key Fingerprint) {
	g.parts = append(g.parts, Part{from, Node(len(g.nodes) - 1), key})
}

// Parts are the parts that have been marked, in order; there need be none. The
// slice belongs to the graph and must not be changed.
func (g *Graph) Parts() []Part { return g.parts }
