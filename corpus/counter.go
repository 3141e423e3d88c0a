package corpus

import (
	"slices"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Counter counts the sub-graphs of documents, in memory. It is not safe for
// concurrent use: give each worker its own and Merge them.
type Counter struct {
	scopes        []graph.Scope
	fingerprinter *graph.Fingerprinter
	sizer         *graph.Sizer

	documents int64 // counted so far; numbers the one at hand, from 1
	nodes     int64
	tables    []table // by scope
	inputs    table   // the problems, by fingerprint of their input
	sizes     map[string]int64
	ops       []graph.Op
	opIndex   map[graph.Op]int32
}

// NewCounter makes a Counter for those scopes. With ordered the arguments of
// commutative ops keep their order.
func NewCounter(scopes []graph.Scope, ordered bool) *Counter {
	return &Counter{
		scopes:        slices.Clone(scopes),
		fingerprinter: graph.NewFingerprinter(scopes, ordered),
		sizer:         graph.NewSizer(scopes),
		tables:        make([]table, len(scopes)),
		sizes:         make(map[string]int64),
		opIndex:       make(map[graph.Op]int32),
	}
}

// Add counts one document: its graph, and the problem that it is about.
func (c *Counter) Add(g *graph.Graph, about task.Instance) {
	c.documents++
	c.fingerprinter.Compute(g)
	c.sizer.Compute(g)
	for v := range graph.Node(g.Len()) {
		if g.IsSource(v) {
			continue
		}
		c.nodes++
		for i := range c.tables {
			e := c.tables[i].at(c.fingerprinter.At(i, v))
			nodes := int32(c.sizer.At(c.scopes[i], v))
			if e.documents == 0 {
				e.op = c.internOp(g.Op(v))
				e.depth = int32(c.scopes[i].Depth(g.Layer(v)))
				e.nodes = nodes
			}
			c.count(e)
			e.nodes = min(e.nodes, nodes)
		}
	}
	c.count(c.inputs.at(graph.FingerprintText(about.Input())))
	c.sizes[about.Size()]++
}

func (c *Counter) count(e *entry) {
	e.occurrences++
	if e.last != c.documents {
		e.last = c.documents
		e.documents++
	}
}

func (c *Counter) internOp(op graph.Op) int32 {
	i, known := c.opIndex[op]
	if !known {
		i = int32(len(c.ops))
		c.ops = append(c.ops, op)
		c.opIndex[op] = i
	}
	return i
}

// Merge adds what another Counter of the same scopes counted, in other
// documents. The other must not be used after that.
func (c *Counter) Merge(other *Counter) {
	for i := range c.tables {
		c.mergeTable(&c.tables[i], &other.tables[i], other.ops)
	}
	c.mergeTable(&c.inputs, &other.inputs, other.ops)
	for size, n := range other.sizes {
		c.sizes[size] += n
	}
	c.documents += other.documents
	c.nodes += other.nodes
}

func (c *Counter) mergeTable(t, from *table, ops []graph.Op) {
	for _, e := range from.entries {
		if e.documents == 0 {
			continue
		}
		to := t.at(e.fingerprint)
		if to.documents == 0 {
			to.nodes, to.depth = e.nodes, e.depth
			if len(ops) > 0 {
				to.op = c.internOp(ops[e.op])
			}
		}
		to.documents += e.documents
		to.occurrences += e.occurrences
		to.nodes = min(to.nodes, e.nodes)
	}
	from.entries = nil
}

// Distinct is the number of different sub-graphs under the scope at that
// position in the list given to NewCounter.
func (c *Counter) Distinct(scope int) int { return c.tables[scope].used }

// Documents is the number of documents counted.
func (c *Counter) Documents() int64 { return c.documents }

// Nodes is the number of operation nodes counted: the occurrences of every scope.
func (c *Counter) Nodes() int64 { return c.nodes }
