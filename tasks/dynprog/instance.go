package dynprog

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Instance is one list.
type Instance struct {
	task.Exact
	values []string // canonical integers, at least one
	form   form     // how the question wants the answer
}

// form is the container that a question prescribes: one of those that all tasks
// know, or output=[..], which belongs to this task.
type form struct {
	container task.Container
	output    bool
}

// algorithm is the only one there is.
const algorithm = "dynprog"

// Input implements task.Instance.
func (p Instance) Input() string {
	b := append(make([]byte, 0, 12+3*len(p.values)), `{"input":[`...)
	for i, v := range p.values {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, v...)
	}
	return string(append(b, "]}"...))
}

// Question implements task.Instance, in the words of the published files of
// questions and answers: unlike those of the scratchpads, they say what to do.
func (p Instance) Question() string {
	return string(appendList([]byte(askAnswer), p.values))
}

// Size implements task.Instance: the length of the list.
func (p Instance) Size() string { return strconv.Itoa(len(p.values)) }

// Answer implements task.Instance: a list of 1 and 2, written [2, 1, 2].
func (p Instance) Answer() string { return work(p.values).output() }

// Algorithm implements task.Instance.
func (Instance) Algorithm() string { return algorithm }

// Parse implements task.Task.
func (Task) Parse(p task.Problem) (task.Instance, error) {
	values, err := parseValues(p)
	if err != nil {
		return nil, err
	}
	return newInstance(values, form{p.Container(), prescribesOutput(p.Prompt) || prescribesOutput(p.Question)})
}

func newInstance(values []string, f form) (task.Instance, error) {
	if len(values) == 0 || len(values) > MaxLength {
		return nil, fmt.Errorf("a list of %d numbers: dynprog wants 1 to %d", len(values), MaxLength)
	}
	for i, v := range values {
		if len(strings.TrimPrefix(v, "-")) > MaxDigits || !isInteger(v) {
			return nil, fmt.Errorf("input[%d] = %s: dynprog wants integers of at most %d digits", i, task.Shorten(v), MaxDigits)
		}
	}
	return Instance{values: values, form: f}, nil
}

// Ops of the task.
const (
	opMax0  graph.Op = "max0"
	opAdd   graph.Op = "add"
	opEqual graph.Op = "equal"
	opAnd   graph.Op = "and"
	opPick  graph.Op = "pick"
	opNot   graph.Op = "not"
	opList  graph.Op = "list"
)

// Labels of the task's nodes.
func labelInput(i int) graph.Label  { return graph.Indexed("input", i) }
func labelDP(i int) graph.Label     { return graph.Indexed("dp", i) }
func labelPlus(i int) graph.Label   { return graph.Indexed("plus", i) }
func labelEqual(i int) graph.Label  { return graph.Indexed("equal", i) }
func labelCan(i int) graph.Label    { return graph.Indexed("can", i) }
func labelUse(i int) graph.Label    { return graph.Indexed("use", i) }
func labelChoice(i int) graph.Label { return graph.Indexed("output", i) }
func labelOutput() graph.Label      { return graph.Name("output") }
