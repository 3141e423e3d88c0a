package arithmetic

import (
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Worded is a problem in words, worked as its reference solution does.
type Worded struct {
	judge
	question  string // as it was asked
	input     string // where it is another task's
	text      string // of a document, which may have no question
	solution  *work  // without steps where there is only a final answer
	answer    string
	container task.Container
}

var _ task.Instance = Worded{}

// Input implements task.Instance: {"question": ".."}, case and blanks folded.
// A document without a question is known by its text.
func (w Worded) Input() string {
	switch {
	case w.input != "":
		return w.input
	case w.question == "":
		return jsonField(fieldText, fold(w.text))
	}
	return jsonField(fieldQuestion, fold(w.question))
}

// Question implements task.Instance.
func (w Worded) Question() string { return w.question }

// Size implements task.Instance: the number of operations.
func (w Worded) Size() string {
	if len(w.solution.steps) == 0 {
		return ""
	}
	return strconv.Itoa(w.solution.operations())
}

// Answer implements task.Instance.
func (w Worded) Answer() string { return w.answer }

// Compile implements task.Instance. The sink is the last step that gives the
// answer, or the last step if none does.
func (w Worded) Compile(g *graph.Graph) (sink graph.Node) {
	sink = graph.None
	for k, root := range compileSteps(g, w.solution) {
		if sink == graph.None || w.solution.steps[k].stated == w.answer || g.Value(sink) != w.answer {
			sink = root
		}
	}
	return sink
}

// Read implements task.Instance.
func (w Worded) Read(g *graph.Graph, text string) task.Trace {
	return read(g, text, w.container)
}

// AppendScratchpad implements task.Instance: every step of the reference
// solution as an equation on a line of its own, then the answer.
func (w Worded) AppendScratchpad(dst []byte) []byte {
	out := writer{dst}
	for _, s := range w.solution.steps {
		var line writer
		line.expression(w.solution.nodes, int(s.root), 0)
		out.text(string(line.b), " = ", s.stated, "\n")
	}
	out.text(answerMark, w.answer)
	return out.b
}

// Solution is a problem in words that is worked as the equations of the
// solution do, for other tasks whose problems can be worked that way. The
// answer is in canonical form.
func Solution(question, input, solution, answer string, container task.Container) Worded {
	return Worded{question: question, input: input, solution: scan(solution), answer: answer, container: container}
}

// fold is a text in lower case with single blanks: two copies of a problem are
// equal by it.
func fold(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
