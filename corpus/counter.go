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
	kinds     []kind
	kindIndex map[kind]int32
}

// kind is what the entries of very many sub-graphs have in common.
type kind struct {
	op    graph.Op
	depth int
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
		kinds:         []kind{{}}, // the kind of problems, which are no sub-graphs
		kindIndex:     make(map[kind]int32),
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
				e.kind = c.internKind(kind{g.Op(v), c.scopes[i].Depth(g.Layer(v))})
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

func (c *Counter) internKind(k kind) int32 {
	i, known := c.kindIndex[k]
	if !known {
		i = int32(len(c.kinds))
		c.kinds = append(c.kinds, k)
		c.kindIndex[k] = i
	}
	return i
}

// Merge adds what another Counter of the same scopes counted, in other
// documents. The other must not be used after that.
func (c *Counter) Merge(other *Counter) {
	kinds := make([]int32, len(other.kinds)) // what they are here
	for i, k := range other.kinds[1:] {
		kinds[i+1] = c.internKind(k)
	}
	for i := range c.tables {
		c.tables[i].merge(&other.tables[i], kinds)
	}
	c.inputs.merge(&other.inputs, kinds)
	for size, n := range other.sizes {
		c.sizes[size] += n
	}
	c.documents += other.documents
	c.nodes += other.nodes
}

// merge adds the counts of another table, whose kinds are numbered otherwise.
func (t *table) merge(from *table, kinds []int32) {
	for _, e := range from.all() {
		to := t.at(e.fingerprint)
		if to.documents == 0 {
			to.nodes, to.kind = e.nodes, kinds[e.kind]
		}
		to.documents += e.documents
		to.occurrences += e.occurrences
		to.nodes = min(to.nodes, e.nodes)
	}
	*from = table{} // lets go of the memory
}

// Distinct is the number of different sub-graphs under the scope at that
// position in the list given to NewCounter.
func (c *Counter) Distinct(scope int) int { return c.tables[scope].used }

// Documents is the number of documents counted.
func (c *Counter) Documents() int64 { return c.documents }

// Nodes is the number of operation nodes counted: the occurrences of every scope.
func (c *Counter) Nodes() int64 { return c.nodes }
