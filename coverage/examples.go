package coverage

import (
	"cmp"
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
	graph     *graph.Graph            // nil once its coverage has been looked up: a file may have very many
	samples   map[string]map[int]bool // there are, by model
	seen      bool                    // in one of the corpora
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
	e, asked, err := r.example(ctx, response)
	if err == nil {
		err = r.number(e, response)
	}
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
	return r.writeResponse(ctx, e, asked, response)
}

// number gives a response a model and a sample number where the file does not.
// The same sample of the same model twice is a reject: it would count twice.
func (r *fileReader) number(e *example, response *transcript.Response) error {
	response.Model = cmp.Or(response.Model, r.opt.Model, unnamedModel)
	samples := e.samples[response.Model]
	if samples == nil {
		samples = make(map[int]bool)
		e.samples[response.Model] = samples
	}
	if response.Sample == nil {
		next := len(samples)
		for samples[next] {
			next++
		}
		response.Sample = &next
	}
	if samples[*response.Sample] {
		return &transcript.Reject{Reason: "the same problem, model and sample twice", Detail: fmt.Sprintf("model %.60q, sample %d", response.Model, *response.Sample)}
	}
	samples[*response.Sample] = true
	return nil
}

// example finds the example of a response, or makes it, and returns the
// instance as this response was asked for it: the wording may prescribe another
// form of answer. The error is a *transcript.Reject where the problem is of no
// known task or not sound.
func (r *fileReader) example(ctx context.Context, response *transcript.Response) (*example, task.Instance, error) {
	t, instance, err := r.parse(response)
	if err != nil {
		return nil, nil, err
	}
	key := exampleKey{response.ID, instance.Input()}
	if key.id == "" {
		key.id = key.input
	}
	if e := r.examples[key]; e != nil {
		return e, instance, nil
	}
	r.store.nextExample++
	e := &example{id: r.store.nextExample, task: t, algorithm: instance.Algorithm(), instance: instance, graph: new(graph.Graph), samples: make(map[string]map[int]bool)}
	instance.Compile(e.graph)
	r.examples[key] = e
	r.account.Examples++
	r.pending = append(r.pending, e)
	if err := r.writeExample(ctx, e, key.id, response); err != nil {
		return nil, nil, err
	}
	if len(r.pending) >= pendingExamples {
		return e, instance, r.flush(ctx)
	}
	return e, instance, nil
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
