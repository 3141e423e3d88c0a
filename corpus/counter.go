package corpus

import (
	"slices"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Counter counts the sub-graphs of documents, in memory until it is spilled.
// It is not safe for concurrent use: give each worker its own, and read what
// they counted together through a merge.
//
// Nodes are looked up under the scope full alone; links.go says what becomes of
// the other scopes.
type Counter struct {
	scopes        []graph.Scope
	fingerprinter *graph.Fingerprinter
	sizer         *graph.Sizer

	documents int64 // counted so far
	nodes     int64
	sizes     map[string]int64
	kinds     []kind
	kindIndex map[kind]int32

	// Since the tables were last emptied:
	tables    []table  // by scope; the last one but one is of full if that is no scope; the last: the problems, by fingerprint of their input
	terms     int      // the position of full among them
	others    []int    // the positions of the scopes that are not full
	links     [][]link // of the terms, as many for each as there are others
	current   uint32   // the number of the document at hand, from 1
	held      int64    // nodes counted in the tables
	isSettled bool     // the tables of the others have their counts

	spare    spareChunks
	entries  []uint32                             // of the nodes at hand, in the table of terms; none of sources
	newTerms []graph.Node                         // of which the terms are new
	firsts   []uint32                             // the different entries among them
	met      []met                                // by other scope, the entries there
	shapeOf  func(v graph.Node) graph.Fingerprint // of those that are not new; nil where shapes are not counted
}

// kind is what the entries of very many sub-graphs have in common.
type kind struct {
	op    graph.Op
	depth int
}

// NewCounter makes a Counter for those scopes. With ordered the arguments of
// commutative ops keep their order.
func NewCounter(scopes []graph.Scope, ordered bool) *Counter {
	c := &Counter{
		scopes:        slices.Clone(scopes),
		fingerprinter: graph.NewFingerprinter(scopes, ordered),
		sizer:         graph.NewSizer(scopes),
		sizes:         make(map[string]int64),
		kinds:         []kind{{}}, // the kind of problems, which are no sub-graphs
		kindIndex:     make(map[kind]int32),
		terms:         slices.Index(scopes, graph.Full()),
	}
	for i := range scopes {
		if i != c.terms {
			c.others = append(c.others, i)
		}
	}
	c.met = make([]met, len(c.others))
	tables := len(scopes)
	if c.terms < 0 {
		c.terms = tables
		tables++
	}
	c.tables = make([]table, tables+1)
	for i := range c.tables {
		c.tables[i].spare = &c.spare
	}
	if shape := slices.Index(scopes, graph.Shape()); shape >= 0 {
		link := slices.Index(c.others, shape)
		c.shapeOf = func(v graph.Node) graph.Fingerprint {
			return c.tables[shape].key(c.linksOf(c.entries[v])[link].entry)
		}
	}
	return c
}

// inputs is the table of the problems.
func (c *Counter) inputs() *table { return &c.tables[len(c.tables)-1] }

// Add counts one document: its graph, and the problem that it is about.
func (c *Counter) Add(g *graph.Graph, about task.Instance) {
	c.documents++
	c.current++
	c.find(g)
	c.sizer.Compute(g)
	terms, sizes := &c.tables[c.terms], c.sizer.Under(graph.Full())
	c.firsts = c.firsts[:0]
	for v, term := range c.entries {
		if term == none {
			continue
		}
		c.held++
		c.nodes++
		if terms.count(term, c.current, sizes[v]) {
			c.firsts = append(c.firsts, term)
		}
	}
	c.countOthers()
	problem, _ := c.inputs().find(graph.FingerprintText(about.Input()))
	c.inputs().count(problem, c.current, 0)
	c.sizes[about.Size()]++
}

// find finds the entries of the terms of all operation nodes, and makes those
// that are new.
func (c *Counter) find(g *graph.Graph) {
	keys := c.fingerprinter.ComputeFull(g)
	c.entries, c.newTerms = slices.Grow(c.entries[:0], g.Len())[:g.Len()], c.newTerms[:0]
	terms := &c.tables[c.terms]
	terms.glance(keys, c.entries)
	firstNew := uint32(terms.used)
	for v := range graph.Node(g.Len()) {
		switch {
		case g.IsSource(v):
			c.entries[v] = none
		case c.entries[v] == none:
			c.findTerm(g, v, keys[v], firstNew)
		}
	}
	if len(c.newTerms) == 0 || len(c.others) == 0 {
		return
	}
	c.fingerprinter.ComputeOthers(g, c.newTerms, c.shapeOf)
	for _, v := range c.newTerms {
		links := c.linksOf(c.entries[v])
		for k, i := range c.others {
			entry, added := c.tables[i].find(c.fingerprinter.At(i, v))
			if links[k].entry = entry; added {
				*c.tables[i].kind(entry) = c.internKind(kind{g.Op(v), c.scopes[i].Depth(g.Layer(v))})
			}
		}
	}
}

// findTerm finds the entry of a term that was not seen at a glance. From firstNew
// on entries are new in this document.
func (c *Counter) findTerm(g *graph.Graph, v graph.Node, key graph.Fingerprint, firstNew uint32) {
	terms := &c.tables[c.terms]
	entry, added := terms.find(key)
	c.entries[v] = entry
	if entry >= firstNew { // it has no links yet, even where it comes a second time
		c.newTerms = append(c.newTerms, v)
	}
	if !added {
		return
	}
	*terms.kind(entry) = c.internKind(kind{g.Op(v), g.Layer(v)})
	c.linkNew(entry)
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

// smallestRun is how many terms are counted before the tables are emptied,
// however little memory there is: merging a great many short runs takes more.
const smallestRun = 1 << 12

// isFull reports whether the tables have to be emptied: because they take more
// memory than that, in bytes, or because the next document might overflow a
// number.
func (c *Counter) isFull(memory int64) bool {
	terms := &c.tables[c.terms]
	if c.held >= 1<<31 || c.current >= 1<<31 || terms.used >= mostEntries { // a document has less than 2^31 nodes
		return true
	}
	if terms.used < smallestRun {
		return false
	}
	bytes := int64(len(c.links)) * chunkEntries * 8 * int64(len(c.others))
	for i := range c.tables {
		bytes += c.tables[i].bytes()
	}
	return bytes >= memory
}

// reset empties the tables, after they have been spilled.
func (c *Counter) reset() {
	for i := range c.tables {
		c.tables[i].reset()
	}
	for k := range c.met {
		clear(c.met[k].members)
	}
	c.current, c.held, c.isSettled = 0, 0, false
}

// Nodes is the number of operation nodes counted: the occurrences of every scope.
func (c *Counter) Nodes() int64 { return c.nodes }
