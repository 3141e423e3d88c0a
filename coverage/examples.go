package coverage

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// example is a test problem of one file.
type example struct {
	id       int64
	task     task.Task
	instance task.Instance
	works    []*work // the first is by the task's own algorithm
	samples  samples
	seen     bool // in one of the corpora
}

// fileReader turns the responses of one file into rows.
type fileReader struct {
	*analysis
	account  *FileAccount
	examples map[graph.Fingerprint]*example // by their id in the file and their input
	models   map[string]string              // a name that comes again is kept once

	made    *work // the last whose graph was made,
	current graph.Graph
}

func newFileReader(a *analysis, account *FileAccount) *fileReader {
	return &fileReader{analysis: a, account: account, examples: make(map[graph.Fingerprint]*example), models: make(map[string]string)}
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
	if _, ok := r.models[response.Model]; !ok {
		r.models[response.Model] = response.Model
	}
	response.Model = r.models[response.Model]
	samples := e.samples.of(response.Model)
	if response.Sample == nil {
		next := samples.next()
		response.Sample = &next
	}
	if samples.has(*response.Sample) {
		return &transcript.Reject{Reason: "the same problem, model and sample twice", Detail: fmt.Sprintf("model %.60q, sample %d", response.Model, *response.Sample)}
	}
	samples.add(*response.Sample)
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
	input := instance.Input()
	id := cmp.Or(response.ID, input)
	key := graph.FingerprintText(fmt.Sprintf("%d %s %s", len(id), id, input))
	if e := r.examples[key]; e != nil {
		return e, instance, nil
	}
	r.store.nextExample++
	e := &example{id: r.store.nextExample, task: t, instance: instance}
	own := r.newWork(e, instance)
	g := r.graph(own)
	r.examples[key] = e
	r.account.Examples++
	if t.About().ManySinks && own.sink != graph.None && !instance.Equal(instance.Answer(), g.Value(own.sink)) {
		r.account.Answerless++
	}
	if err := r.writeExample(e, g, id, response); err != nil {
		return nil, nil, err
	}
	return e, instance, r.addWork(ctx, own)
}

func (r *fileReader) parse(response *transcript.Response) (task.Task, task.Instance, error) {
	problem := task.Problem{Question: response.Question, Input: response.Input, Gold: response.Gold, Prompt: response.Prompt}
	t := r.task
	if t == nil && response.Task != "" {
		named, err := r.opt.Tasks.Get(response.Task)
		if err != nil {
			return nil, nil, &transcript.Reject{Reason: fmt.Sprintf("unknown task %.60q", response.Task)}
		}
		t = named
	}
	var instance task.Instance
	var err error
	if problem.Named = t != nil; problem.Named {
		instance, err = t.Parse(problem)
	} else {
		t, instance, err = r.opt.Tasks.Recognise(problem)
	}
	switch {
	case errors.Is(err, task.ErrOtherTask) && t == nil:
		return nil, nil, &transcript.Reject{Reason: "no known task", Detail: fmt.Sprintf("%.60q", cmp.Or(response.Question, response.Input))}
	case errors.Is(err, task.ErrOtherTask):
		return nil, nil, &transcript.Reject{Reason: "no problem of the task " + t.Name(), Detail: err.Error()}
	case err != nil:
		return nil, nil, &transcript.Reject{Reason: "the problem cannot be compiled", Detail: err.Error()}
	}
	return t, instance, nil
}

// writeExample writes the row of an example; one whose steps are not known has
// no size and no measures.
func (r *fileReader) writeExample(e *example, g *graph.Graph, externalID string, response *transcript.Response) error {
	question := cmp.Or(response.Question, e.instance.Question())
	row := []any{e.id, e.task.Name(), r.account.Path, externalID, question, e.instance.Input(), database.Null(e.instance.Size()), e.instance.Answer()}
	if g.Len() > 0 {
		m := g.Measure()
		row = append(row, m.Operations, m.Nodes, m.Edges, m.Depth, m.Width, m.Parallelism)
	} else {
		r.account.Stepless++
		row = append(row, nil, nil, nil, nil, nil, nil)
	}
	return r.store.examples.Add(row...)
}
