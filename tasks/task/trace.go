package task

import (
	"strconv"

	"github.com/graphcov/graphcov/graph"
)

// Trace is what a response says about the nodes of a gold graph (METHOD.md
// section 4), and its final answer.
type Trace struct {
	// Readings has one entry for each node of the gold graph, by position;
	// entries of sources are not used.
	Readings []Reading

	// Operands are the arguments of which the response has another value in
	// use than the reading of the argument's node: rare, so a list.
	Operands []Operand

	// Unaligned are steps of the response that are no node of the gold graph.
	Unaligned []UnalignedStep

	// Answer is the canonical final answer, empty where none can be read;
	// AnswerLenient is the free reading, the last thing that could be meant.
	Answer, AnswerLenient string

	// Parts is how many parts the right answer has, 0 of an answer that is only
	// right or wrong as a whole; RightParts of them are right in Answer.
	Parts, RightParts int

	// InForm says that the text is of the form of the algorithm, whatever it
	// computes. Only tasks with variants set it.
	InForm bool

	LinesParsed, LinesRejected int

	// Miscopied counts, by kind, the restatements of a value that disagree
	// with the value they repeat. Nil where there are none.
	Miscopied map[string]int
}

// Reading is the value that a response gives to one node.
type Reading struct {
	State State
	Value string // canonical; set iff State is Stated
}

// State says how a response states a node.
type State uint8

const (
	Missing  State = iota // the text could have stated it and does not
	Stated                // it stands in the text
	Unstated              // this form of text never states it, by design
)

// Operand is the value that the response uses as argument Arg of node Of.
type Operand struct {
	Of    graph.Node
	Arg   int
	Value string
}

// UnalignedStep is a step of the response, by its position among the steps,
// that computes nothing the gold graph has.
type UnalignedStep struct {
	Step       int
	Value      string    // empty where the step states no value
	Arithmetic Judgement // of the step on the operands that it states itself
}

// Judgement says whether a step is right on its own operands.
type Judgement uint8

const (
	NotJudged Judgement = iota // it does not state what it takes
	Sound
	Unsound
)

// Label is the name under which the step is stored.
func (s UnalignedStep) Label() string { return "step[" + strconv.Itoa(s.Step) + "]" }

// State reads a value into the trace; the first value of a node wins.
func (t *Trace) State(v graph.Node, value string) {
	if t.Readings[v].State != Stated {
		t.Readings[v] = Reading{Stated, value}
	}
}

// Explained is how many nodes the response computes, whether it states their
// values or not: how well the algorithm of the gold graph explains it.
func (t *Trace) Explained() int { return t.count(Stated) + t.count(Unstated) }

func (t *Trace) count(state State) int {
	n := 0
	for _, r := range t.Readings {
		if r.State == state {
			n++
		}
	}
	return n
}

// Steps is how many steps the response has in the form of the algorithm, nodes
// of the gold graph or not. The sink is not counted: an answer alone states it, too.
func (t *Trace) Steps(sink graph.Node) int {
	steps := t.count(Stated) + len(t.Unaligned)
	if sink != graph.None && t.Readings[sink].State == Stated {
		steps--
	}
	return steps
}

// Miscopy counts a restatement that disagrees with the value it repeats.
func (t *Trace) Miscopy(kind string) {
	if t.Miscopied == nil {
		t.Miscopied = make(map[string]int)
	}
	t.Miscopied[kind]++
}

// MiscopiedTotal is the number of miscopied restatements of all kinds.
func (t *Trace) MiscopiedTotal() int {
	total := 0
	for _, n := range t.Miscopied {
		total += n
	}
	return total
}
