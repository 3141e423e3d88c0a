package corpus

import (
	"context"
	"errors"
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Inputs collects the problems of a task in files of training documents or
// transcripts, by their canonical input: what a generator must not draw again.
// Records without a problem of the task are passed over; a file without any
// is an error, since it would exclude nothing.
func Inputs(ctx context.Context, t task.Task, paths []string) (map[string]bool, error) {
	inputs := make(map[string]bool)
	for _, path := range paths {
		f, err := record.Open(path, record.Options{})
		if err != nil {
			return nil, err
		}
		found, err := inputsOf(ctx, t, f, inputs)
		f.Close()
		if err != nil {
			return nil, err
		}
		if found == 0 {
			return nil, fmt.Errorf("%s: no problem of the task %s in it", path, t.Name())
		}
	}
	return inputs, nil
}

func inputsOf(ctx context.Context, t task.Task, f *record.File, inputs map[string]bool) (found int, err error) {
	for rec, err := range f.Records() {
		var fault *record.Fault
		if errors.As(err, &fault) {
			continue
		}
		if err != nil {
			return found, err
		}
		if ctx.Err() != nil {
			return found, context.Cause(ctx)
		}
		if instance := instanceOf(t, rec); instance != nil {
			inputs[instance.Input()] = true
			found++
		}
	}
	return found, nil
}

// instanceOf finds the problem of a record, by its question or input or, where
// there is only a text, by the steps in it. It returns nil where there is none.
func instanceOf(t task.Task, rec record.Record) task.Instance {
	var problem task.Problem
	if !rec.IsPlain {
		problem.Question = gjson.GetBytes(rec.Data, "question").String()
		problem.Input = gjson.GetBytes(rec.Data, "input").String()
	}
	doc, _ := (Fields{}).Document(rec)
	if problem.Question == "" {
		problem.Question = doc.Question
	}
	if instance, err := t.Parse(problem); err == nil {
		return instance
	}
	if instance, err := t.CompileTrace(new(graph.Graph), doc); err == nil {
		return instance
	}
	return nil
}
