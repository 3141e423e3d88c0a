package coverage

import (
	"context"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// work is one way to work an example: the graph of one algorithm.
type work struct {
	example   *example
	algorithm string
	instance  task.Instance
	graph     *graph.Graph // nil once its coverage has been looked up: a file may have very many
	sink      graph.Node
}

// pendingWorks is how many graphs are looked up at a time.
const pendingWorks = 500

func newWork(e *example, instance task.Instance) *work {
	w := &work{example: e, algorithm: instance.Algorithm(), instance: instance, graph: new(graph.Graph)}
	w.sink = instance.Compile(w.graph)
	return w
}

// addWork writes the nodes of a graph and has its coverage looked up. One whose
// steps are not known has neither.
func (r *fileReader) addWork(ctx context.Context, w *work) error {
	w.example.works = append(w.example.works, w)
	if w.graph.Len() == 0 {
		return nil
	}
	r.pending = append(r.pending, w)
	if !r.opt.NoNodes {
		for v := range graph.Node(w.graph.Len()) {
			err := r.store.nodes.Add(ctx, w.example.id, w.algorithm, w.graph.Label(v).String(), int(v), database.Null(string(w.graph.Op(v))), w.graph.Value(v), w.graph.Layer(v), database.Null(positions(w.graph.Args(v))))
			if err != nil {
				return err
			}
		}
	}
	if len(r.pending) >= pendingWorks {
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
	return best, r.addWork(ctx, newWork(e, best.instance))
}

// graph is the graph of a work, made again where it was let go. It holds until
// the next call.
func (r *fileReader) graph(w *work) *graph.Graph {
	if w.graph != nil {
		return w.graph
	}
	if r.again != w {
		r.again = w
		r.remade.Reset()
		w.instance.Compile(&r.remade)
	}
	return &r.remade
}

// flush looks up the coverage of the pending examples and writes it.
func (r *fileReader) flush(ctx context.Context) error {
	err := r.lookups.each(ctx, r.pending, func(c covered) error { return r.writeCoverage(ctx, c) })
	for _, w := range r.pending {
		w.graph = nil
	}
	r.pending = r.pending[:0]
	return err
}

func (r *fileReader) writeCoverage(ctx context.Context, c covered) error {
	w, e, g := c.work, c.work.example, c.work.graph
	if c.seen && !e.seen {
		e.seen = true
		r.account.Seen++
	}
	m := Measure(g, w.sink, c.counts)
	err := r.store.exampleCoverage.Add(ctx, e.id, w.algorithm, c.corpus, c.scope.String(), m.Operations, m.SeenNodes, m.Exposure,
		m.MinDocuments, m.DeepestSeenLayer, m.SinkDocuments, c.seen)
	if err != nil || r.opt.NoNodes {
		return err
	}
	for v := range operations(g) {
		count := c.counts[v]
		if err := r.store.coverage.Add(ctx, e.id, w.algorithm, g.Label(v).String(), c.corpus, c.scope.String(), count.Documents, count.Occurrences); err != nil {
			return err
		}
	}
	return nil
}
