package corpus

import "github.com/graphcov/graphcov/graph"

// The last node of a graph is its answer. Nearly all documents have another one,
// so it is counted apart: nothing is looked up under the scopes that tell answers
// apart, which takes longest for what is new, but queued (see queue.go).

// answerOf is the last node, if it is the only one of the graph with that op and
// value: then no other is the same under a scope that compares values, and it
// counts for one document. A node of a part is counted with that.
func answerOf(g *graph.Graph) graph.Node {
	sink := graph.Node(g.Len() - 1)
	if sink < 0 || g.IsSource(sink) {
		return graph.None
	}
	if n := len(g.Parts()); n > 0 && g.Parts()[n-1].To == sink {
		return graph.None
	}
	for v := range sink {
		if g.Value(v) == g.Value(sink) && g.Op(v) == g.Op(sink) {
			return graph.None
		}
	}
	return sink
}

// countSink counts it, after all other nodes.
func (c *Counter) countSink(g *graph.Graph, sink graph.Node) {
	c.held++
	c.nodes++
	c.fingerprinter.ComputeFullOf(g, sink)
	c.fingerprinter.ComputeOthers(g, []graph.Node{sink}, c.shapeOf)
	for i, scope := range c.scopes {
		key, nodes := c.fingerprinter.At(i, sink), c.sizer.Under(scope)[sink]
		kind := c.internKind(kind{g.Op(sink), scope.Depth(g.Layer(sink))})
		switch scope {
		case graph.Full():
			c.answers.countLater(key, kind, nodes) // terms have links, for which it would have to be looked up
			continue
		case graph.Shape(): // told apart from no answer
		default:
			c.tables[i].countLater(key, kind, nodes)
			continue
		}
		entry, added := c.tables[i].find(key)
		if added {
			*c.tables[i].kind(entry) = kind
		}
		t := c.tables[i].tally(entry)
		t.occurrences++
		t.nodes = least(t.nodes, nodes)
		if c.met[i].add(c.current, entry) {
			t.documents++
		}
	}
}
