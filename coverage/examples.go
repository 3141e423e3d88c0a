package coverage

import (
	"context"
	"errors"
	"fmt"

	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
)

// example is a test problem of one file.
type example struct {
	id        int64
	task      task.Task
	algorithm string
	instance  task.Instance
	graph     *graph.Graph   // nil once its coverage has been looked up: a file may have very many
	responses map[string]int // so far, by model, to number samples that the file does not
	seen      bool           // in one of the corpora
}

type exampleKey struct{ id, input string }

// fileReader turns the responses of one file into rows.
type fileReader struct {
	*analysis
	account  *FileAccount
	examples map[exampleKey]*example
	pending  []*example // new ones, whose coverage is looked up together

	again  *example // the last whose graph was made again,
	remade graph.Graph
}

// pendingExamples is how many examples are looked up at a time.
const pendingExamples = 500

func newFileReader(a *analysis, account *FileAccount) *fileReader {
	return &fileReader{analysis: a, account: account, examples: make(map[exampleKey]*example)}
}

// response writes the rows of one response.
func (r *fileReader) response(ctx context.Context, response *transcript.Response) error {
	e, err := r.example(ctx, response)
	var reject *transcript.Reject
	if errors.As(err, &reject) {
		reject.Line = response.Line
		r.account.reject(reject, false)
		return nil
	}
	if err != nil {
		return err
	}
	r.account.Responses++
	return r.writeResponse(ctx, e, response)
}

// example finds the example of a response, or makes it. The error is a
// *transcript.Reject where the problem is of no known task or not sound.
func (r *fileReader) example(ctx context.Context, response *transcript.Response) (*example, error) {
	t, instance, err := r.parse(response)
	if err != nil {
		return nil, err
	}
	key := exampleKey{response.ID, instance.Input()}
	if key.id == "" {
		key.id = key.input
	}
	if e := r.examples[key]; e != nil {
		return e, nil
	}
	r.store.nextExample++
	e := &example{id: r.store.nextExample, task: t, algorithm: t.About().Algorithm, instance: instance, graph: new(graph.Graph), responses: make(map[string]int)}
	instance.Compile(e.graph)
	r.examples[key] = e
	r.account.Examples++
	r.pending = append(r.pending, e)
	if err := r.writeExample(ctx, e, key.id, response); err != nil {
		return nil, err
	}
	if len(r.pending) >= pendingExamples {
		return e, r.flush(ctx)
	}
	return e, nil
}

// graph is the example's graph, made again where it was let go. It holds until
// the next call.
func (r *fileReader) graph(e *example) *graph.Graph {
	if e.graph != nil {
		return e.graph
	}
	if r.again != e {
		r.again = e
		r.remade.Reset()
		e.instance.Compile(&r.remade)
	}
	return &r.remade
}

func (r *fileReader) parse(response *transcript.Response) (task.Task, task.Instance, error) {
	problem := task.Problem{Question: response.Question, Input: response.Input, Gold: response.Gold}
	t := r.task
	if t == nil && response.Task != "" {
		named, err := tasks.Get(response.Task)
		if err != nil {
			return nil, nil, &transcript.Reject{Reason: fmt.Sprintf("unknown task %.60q", response.Task)}
		}
		t = named
	}
	var instance task.Instance
	var err error
	if t != nil {
		instance, err = t.Parse(problem)
	} else {
		t, instance, err = tasks.Recognise(problem)
	}
	switch {
	case errors.Is(err, task.ErrOtherTask) && t == nil:
		return nil, nil, &transcript.Reject{Reason: "no known task", Detail: err.Error()}
	case errors.Is(err, task.ErrOtherTask):
		return nil, nil, &transcript.Reject{Reason: "no problem of the task " + t.Name(), Detail: err.Error()}
	case err != nil:
		return nil, nil, &transcript.Reject{Reason: "the problem cannot be compiled", Detail: err.Error()}
	}
	return t, instance, nil
}

func (r *fileReader) writeExample(ctx context.Context, e *example, externalID string, response *transcript.Response) error {
	g := e.graph
	m := g.Measure()
	question := response.Question
	if question == "" {
		question = e.instance.Question()
	}
	err := r.store.examples.Add(ctx, e.id, e.task.Name(), r.account.Path, externalID, question, e.instance.Input(), e.instance.Size(),
		e.instance.Answer(), m.Operations, m.Nodes, m.Edges, m.Depth, m.Width, m.Parallelism)
	if err != nil || r.opt.NoNodes {
		return err
	}
	for v := range graph.Node(g.Len()) {
		err := r.store.nodes.Add(ctx, e.id, e.algorithm, g.Label(v).String(), int(v), null(string(g.Op(v))), g.Value(v), g.Layer(v))
		if err != nil {
			return err
		}
	}
	return nil
}

// flush looks up the coverage of the pending examples and writes it.
func (r *fileReader) flush(ctx context.Context) error {
	err := r.lookups.each(ctx, r.pending, func(c covered) error { return r.writeCoverage(ctx, c) })
	for _, e := range r.pending {
		e.graph = nil
	}
	r.pending = r.pending[:0]
	return err
}

func (r *fileReader) writeCoverage(ctx context.Context, c covered) error {
	e, g := c.example, c.example.graph
	if c.seen && !e.seen {
		e.seen = true
		r.account.Seen++
	}
	m := Measure(g, c.counts)
	err := r.store.exampleCoverage.Add(ctx, e.id, e.algorithm, c.corpus, c.scope.String(), m.Operations, m.SeenNodes, m.Exposure,
		m.MinDocuments, m.DeepestSeenLayer, m.SinkDocuments, c.seen)
	if err != nil || r.opt.NoNodes {
		return err
	}
	for v := range operations(g) {
		count := c.counts[v]
		if err := r.store.coverage.Add(ctx, e.id, e.algorithm, g.Label(v).String(), c.corpus, c.scope.String(), count.Documents, count.Occurrences); err != nil {
			return err
		}
	}
	return nil
}
