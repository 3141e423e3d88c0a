package arithmetic

import (
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// read sets the steps of a response beside the gold graph.
func read(g *graph.Graph, text string, container task.Container) task.Trace {
	w := scan(text)
	trace := task.Trace{
		Readings:    make([]task.Reading, g.Len()),
		LinesParsed: w.linesParsed, LinesRejected: w.linesRejected,
	}
	readAnswer(&trace, text, container)
	if len(w.steps) == 0 || g.Len() == 0 { // without gold steps there is nothing to align to
		return trace
	}
	var made graph.Graph
	roots := compileSteps(&made, w)
	a := newAligner(g, &made)
	next := graph.Node(0) // the first node that is of the step or a later one
	for k, root := range roots {
		for t := next; t < root; t++ {
			if !made.IsSource(t) {
				a.alignInner(t)
			}
		}
		next = root + 1
		if !a.alignStep(root) {
			trace.Unaligned = append(trace.Unaligned, task.UnalignedStep{Step: k, Value: made.Value(root), Arithmetic: judgement(&w.steps[k])})
		}
	}
	for _, v := range a.operations {
		switch {
		case a.by[v] != graph.None:
			trace.State(v, made.Value(a.by[v]))
		case a.inside[v]:
			trace.Readings[v].State = task.Unstated
		}
	}
	trace.Operands = a.operands(trace.Readings)
	return trace
}

func judgement(s *step) task.Judgement {
	switch {
	case !s.judged:
		return task.NotJudged
	case s.sound:
		return task.Sound
	}
	return task.Unsound
}

// operands are the arguments of which a step uses another value than the
// response gives to that node.
func (a *aligner) operands(readings []task.Reading) []task.Operand {
	known := make([]string, len(readings)) // what the response has for each node, stated or to be inferred
	var list []task.Operand
	for v := range graph.Node(a.gold.Len()) {
		switch {
		case a.gold.IsSource(v):
			known[v] = a.gold.Value(v)
		case a.by[v] != graph.None:
			known[v] = readings[v].Value
		case a.inside[v]:
			known[v] = a.infer(v, known)
		}
		if a.by[v] == graph.None {
			continue
		}
		for k, t := range a.arguments(v) {
			if used := a.made.Value(t); used != known[a.gold.Args(v)[k]] {
				list = append(list, task.Operand{Of: v, Arg: k, Value: used})
			}
		}
	}
	return list
}

// infer is the op of v on what is known of its arguments, empty where it makes
// no value of them.
func (a *aligner) infer(v graph.Node, known []string) string {
	args := make([]string, 0, 2)
	for _, arg := range a.gold.Args(v) {
		args = append(args, known[arg])
	}
	value, _ := judge{}.Apply(a.gold, v, args)
	return value
}
