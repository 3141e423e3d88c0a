package outcome

import (
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Outcome says what a response made of a node (METHOD.md section 4). The texts
// are what the database holds.
type Outcome string

const (
	// Correct: the right value from right arguments.
	Correct Outcome = "correct"
	// Local: a wrong value that the op does not make from the arguments the
	// response had: miscalculated here.
	Local Outcome = "local"
	// Propagation: a wrong value, rightly made from wrong arguments.
	Propagation Outcome = "propagation"
	// RestorationMasked: the right value although an argument is wrong, since
	// the op makes it from the wrong one, too.
	RestorationMasked Outcome = "restoration_masked"
	// RestorationUnexplained: the right value although the op makes another
	// from the arguments the response had. It came from somewhere else, which
	// is the mark of recall.
	RestorationUnexplained Outcome = "restoration_unexplained"
	// Missing: the response gives no value.
	Missing Outcome = "missing"
	// Unaligned: a step of the response that is no node of the gold graph.
	Unaligned Outcome = "unaligned"
)

// Node is the outcome of one node, or of one unaligned step.
type Node struct {
	Node     graph.Node // graph.None for an unaligned step
	Label    string
	Value    string // empty where there is none
	HasValue bool
	Inferred bool // the text never states this node, by design
	Outcome  Outcome

	// ArgumentsRight says that the step was made from right values: it is then
	// the step itself that succeeded or failed.
	ArgumentsRight bool

	// Arithmetic says of an unaligned step whether it is right on the operands
	// that it states itself.
	Arithmetic task.Judgement
}

// Of judges every operation node of the gold graph g in topological
// order, then the unaligned steps. A value that is not there is replaced, for
// the nodes made from it, by what its op makes from the values it would have had.
func Of(instance task.Instance, g *graph.Graph, trace *task.Trace) []Node {
	j := judge{instance: instance, g: g, trace: trace, values: make([]string, g.Len()), has: make([]bool, g.Len())}
	outcomes := make([]Node, 0, g.Len()+len(trace.Unaligned))
	for v := range graph.Node(g.Len()) {
		if g.IsSource(v) {
			j.values[v], j.has[v] = g.Value(v), true // sources are given
			continue
		}
		outcomes = append(outcomes, j.node(v))
	}
	for _, step := range trace.Unaligned {
		outcomes = append(outcomes, Node{Node: graph.None, Label: step.Label(), Value: step.Value, HasValue: step.Value != "", Outcome: Unaligned, Arithmetic: step.Arithmetic})
	}
	return outcomes
}

// FirstWrong is the label of the first node, in the order of the graph, that
// was given a wrong value, empty where there is none.
func FirstWrong(outcomes []Node) string {
	for _, o := range outcomes {
		if !o.Inferred && (o.Outcome == Local || o.Outcome == Propagation) {
			return o.Label
		}
	}
	return ""
}

// judge holds the value of each node so far as the response has it, stated or
// made from what is stated.
type judge struct {
	instance task.Instance
	g        *graph.Graph
	trace    *task.Trace
	values   []string
	has      []bool
	args     []string
}

func (j *judge) node(v graph.Node) Node {
	reading := j.trace.Readings[v]
	argsRight := j.arguments(v)
	made, canMake := j.g.Value(v), true // op on the right arguments makes the right value
	if !argsRight {
		made, canMake = j.apply(v)
	}
	out := Node{Node: v, Label: j.g.Label(v).String(), Value: reading.Value, HasValue: true, ArgumentsRight: argsRight}
	switch {
	case reading.State == task.Unstated && canMake:
		out.Value, out.Inferred = made, true
	case reading.State != task.Stated:
		out.Value, out.HasValue, out.Inferred = "", false, reading.State == task.Unstated
		out.Outcome = Missing
		j.values[v], j.has[v] = made, canMake
		return out
	}
	j.values[v], j.has[v] = out.Value, true
	isRight, follows := j.instance.Equal(out.Value, j.g.Value(v)), canMake && j.instance.Equal(out.Value, made)
	switch {
	case isRight && argsRight:
		out.Outcome = Correct
	case isRight && follows:
		out.Outcome = RestorationMasked
	case isRight:
		out.Outcome = RestorationUnexplained
	case follows:
		out.Outcome = Propagation
	default:
		out.Outcome = Local
	}
	return out
}

// arguments collects the values that the response had for v's arguments into
// j.args, and reports whether all are right. An unknown one is empty.
func (j *judge) arguments(v graph.Node) (right bool) {
	right = true
	j.args = j.args[:0]
	for _, a := range j.g.Args(v) {
		j.args = append(j.args, j.values[a])
	}
	for _, o := range j.trace.Operands {
		if o.Of == v {
			j.args[o.Arg] = o.Value
		}
	}
	for k, a := range j.g.Args(v) {
		right = right && j.instance.Equal(j.args[k], j.g.Value(a))
	}
	return right
}

func (j *judge) apply(v graph.Node) (string, bool) {
	for k, a := range j.g.Args(v) {
		if j.args[k] == "" && !j.has[a] {
			return "", false
		}
	}
	return j.instance.Apply(j.g, v, j.args)
}
