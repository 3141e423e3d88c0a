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
	recent    [32]int32 // numbers of kinds, by depth

	// Since the tables were last emptied:
	tables    []table  // by scope; the last one but one is of full if that is no scope; the last: the problems, by fingerprint of their input
	terms     int      // the position of full among them
	others    []int    // the positions of the scopes that are not full
	links     [][]link // of the terms, as many for each as there are others
	current   uint32   // the number of the document at hand, from 1
	held      int64    // nodes counted in the tables
	answers   table    // under full, of the last nodes of graphs: see sink.go
	isSettled bool     // the tables of the others have their counts

	parts parts

	spare spareChunks
	met   []met // by table: the entries that the document at hand has

	// Of the document at hand:
	entries  []uint32                             // by node, in the table of terms; none of sources and the answer
	loose    []graph.Node                         // the operation nodes that are not in known parts, nor the answer
	sized    []graph.Node                         // the loose nodes and the answer
	keys     []graph.Fingerprint                  // of the loose nodes
	numbers  []uint32                             // their entries
	newTerms []graph.Node                         // the loose nodes of which the terms are new
	firsts   []uint32                             // the different entries of loose nodes
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
	tables := len(scopes)
	if c.terms < 0 {
		c.terms = tables
		tables++
	}
	c.tables, c.met = make([]table, tables+1), make([]met, tables)
	for i := range c.tables {
		c.tables[i].spare = &c.spare
	}
	c.answers.spare = &c.spare
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
func (c *Counter) Add(g *graph.Graph, about task.Instance) { c.add(g, about, about.Input()) }

// add is Add where the input of the problem is known, which takes long to write.
func (c *Counter) add(g *graph.Graph, about task.Instance, input string) {
	c.documents++
	c.current++
	for i := range c.met {
		c.met[i].fit(g.Len())
	}
	full := c.fingerprinter.StartFull(g)
	c.entries = resize(c.entries, g.Len())
	sink := answerOf(g)
	c.findLoose(g, c.countParts(g, full), sink)
	c.find(g, full)
	if c.sized = append(c.sized[:0], c.loose...); sink != graph.None {
		c.sized = append(c.sized, sink)
	}
	c.sizer.ComputeSome(g, c.sized)
	c.countLoose()
	c.held += int64(len(c.loose))
	c.nodes += int64(len(c.loose))
	c.parts.keep(c, g.Parts(), full)
	if sink != graph.None {
		c.countSink(g, sink)
	}
	c.inputs().countLater(graph.FingerprintText(input), 0, 0)
	c.sizes[about.Size()]++
}

// countParts counts the parts that are known, and returns which are.
func (c *Counter) countParts(g *graph.Graph, full []graph.Fingerprint) (numbers []uint32) {
	numbers = c.parts.find(g.Parts())
	for i, part := range g.Parts() {
		if numbers[i] != none {
			c.countPart(numbers[i])
			r := &c.parts.contents[numbers[i]]
			c.entries[part.To], full[part.To] = r.last, r.fingerprint
		}
	}
	return numbers
}

// findLoose lists the loose nodes, given the numbers of the parts.
func (c *Counter) findLoose(g *graph.Graph, numbers []uint32, sink graph.Node) {
	c.loose = c.loose[:0]
	parts := g.Parts()
	for v := graph.Node(0); int(v) < g.Len(); v++ {
		if len(parts) > 0 && v == parts[0].From {
			number, to := numbers[0], parts[0].To
			parts, numbers = parts[1:], numbers[1:]
			if number != none {
				v = to
				continue
			}
		}
		switch {
		case g.IsSource(v):
			c.entries[v] = none
			c.fingerprinter.ComputeFullOf(g, v)
		case v == sink:
			c.entries[v] = none
		default:
			c.loose = append(c.loose, v)
		}
	}
}

// find finds the entries of the terms of all loose nodes, and makes those that are
// new.
func (c *Counter) find(g *graph.Graph, full []graph.Fingerprint) {
	c.keys, c.numbers, c.newTerms = c.keys[:0], resize(c.numbers, len(c.loose)), c.newTerms[:0]
	for _, v := range c.loose {
		c.fingerprinter.ComputeFullOf(g, v)
		c.keys = append(c.keys, full[v])
	}
	terms := &c.tables[c.terms]
	terms.look(c.keys, c.numbers)
	firstNew := uint32(terms.used)
	for i, v := range c.loose {
		if c.entries[v] = c.numbers[i]; c.entries[v] == none {
			c.findTerm(g, v, full[v], firstNew)
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

// findTerm finds the entry of a term that was not there when all were looked for.
// From firstNew on entries are new in this document.
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

// internKind is the number of a kind, which most often is the last one of the
// same depth.
func (c *Counter) internKind(k kind) int32 {
	recent := &c.recent[k.depth%len(c.recent)]
	if c.kinds[*recent] == k {
		return *recent
	}
	i, known := c.kindIndex[k]
	if !known {
		i = int32(len(c.kinds))
		c.kinds = append(c.kinds, k)
		c.kindIndex[k] = i
	}
	*recent = i
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
	return bytes+c.answers.bytes()+c.parts.bytes() >= memory
}

// reset empties the tables, after they have been spilled.
func (c *Counter) reset() {
	for i := range c.tables {
		c.tables[i].reset()
	}
	for i := range c.met {
		c.met[i].reset()
	}
	c.parts.reset()
	c.answers.reset()
	c.current, c.held, c.isSettled = 0, 0, false
}

// Nodes is the number of operation nodes counted: the occurrences of every scope.
func (c *Counter) Nodes() int64 { return c.nodes }
