package coverage

import (
	"context"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// work is one way to work an example: the graph of one algorithm.
type work struct {
	example    *example
	algorithm  string
	instance   task.Instance
	operations int // nodes that are no source
	sink       graph.Node
}

// newWork makes a work; its graph has been made by then.
func (r *fileReader) newWork(e *example, instance task.Instance) *work {
	w := &work{example: e, algorithm: instance.Algorithm(), instance: instance}
	for range operations(r.graph(w)) {
		w.operations++
	}
	return w
}

// addWork writes the nodes of a graph and has its coverage looked up. One whose
// steps are not known has neither.
func (r *fileReader) addWork(ctx context.Context, w *work) error {
	w.example.works = append(w.example.works, w)
	g := r.graph(w)
	if g.Len() == 0 {
		return nil
	}
	if !r.opt.NoNodes {
		for _, n := range byLabel(g) {
			v := n.node
			err := r.store.nodes.Add(w.example.id, w.algorithm, n.label, int(v), database.Null(string(g.Op(v))), g.Value(v), g.Layer(v), database.Null(positions(g.Args(v))))
			if err != nil {
				return err
			}
		}
	}
	if r.lookups.add(w, g) {
		return r.flush(ctx)
	}
	return nil
}

// reading is what a response says, read against the graph of one algorithm.
type reading struct {
	instance task.Instance
	graph    *graph.Graph
	trace    task.Trace
}

// read reads a response against the task's own algorithm and, if it is not of
// that form, against the others: the one that explains most of it is kept, of
// equals the first, even where it explains none of the steps. An answer alone has
// no steps and stays with the task's own.
// asked is the instance as this response was asked for it.
func (r *fileReader) read(ctx context.Context, e *example, asked task.Instance, response *transcript.Response) (reading, error) {
	own := r.graph(e.works[0])
	byOwn := reading{asked, own, asked.Read(own, response.Text)}
	variants, ok := asked.(task.Variants)
	if !ok || byOwn.trace.InForm {
		return byOwn, nil
	}
	var best reading
	explained, steps := -1, 0
	for _, variant := range variants.Variants() {
		g := new(graph.Graph)
		sink := variant.Compile(g)
		trace := variant.Read(g, response.Text)
		if n := trace.Explained(); n > explained {
			best, explained, steps = reading{variant, g, trace}, n, trace.Steps(sink)
		}
	}
	if steps == 0 {
		return byOwn, nil
	}
	for _, w := range e.works {
		if w.algorithm == best.instance.Algorithm() {
			return best, nil
		}
	}
	return best, r.addWork(ctx, r.newWork(e, best.instance))
}

// graph is the graph of a work, made again for each that is asked for: a file
// may have very many. It holds until the next call.
func (r *fileReader) graph(w *work) *graph.Graph {
	if r.made != w {
		r.made = w
		r.current.Reset()
		w.sink = w.instance.Compile(&r.current)
	}
	return &r.current
}

// flush looks up the coverage of the examples that wait for it and writes it.
func (r *fileReader) flush(ctx context.Context) error {
	return r.lookups.each(ctx, r.graph, r.writeCoverage)
}

func (r *fileReader) writeCoverage(c covered) error {
	w, e, g := c.work, c.work.example, c.graph
	if c.seen && !e.seen {
		e.seen = true
		r.account.Seen++
	}
	for _, s := range r.lookups.byName {
		m := Measure(g, w.sink, c.counts[s])
		err := r.store.exampleCoverage.Add(e.id, w.algorithm, c.corpus, r.lookups.scopes[s].String(), m.Operations, m.SeenNodes, m.Exposure,
			m.MinDocuments, m.DeepestSeenLayer, m.SinkDocuments, c.seen)
		if err != nil {
			return err
		}
	}
	if r.opt.NoNodes {
		return nil
	}
	for _, n := range byLabel(g) {
		if g.IsSource(n.node) {
			continue
		}
		for _, s := range r.lookups.byName {
			count := c.counts[s][n.node]
			err := r.store.coverage.Add(e.id, w.algorithm, n.label, c.corpus, r.lookups.scopes[s].String(), count.Documents, count.Occurrences)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// labelled is a node with the text of its label.
type labelled struct {
	node  graph.Node
	label string
}

// byLabel are the nodes of a graph in the order of their labels, as it is in the
// primary keys: written in that order rows only go to the end of their table.
func byLabel(g *graph.Graph) []labelled {
	nodes := make([]labelled, g.Len())
	for v := range nodes {
		nodes[v] = labelled{graph.Node(v), g.Label(graph.Node(v)).String()}
	}
	slices.SortFunc(nodes, func(a, b labelled) int { return strings.Compare(a.label, b.label) })
	return nodes
}
