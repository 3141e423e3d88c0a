package arithmetic

import (
	"encoding/json"
	"strconv"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Expression is an expression to evaluate.
type Expression struct {
	judge
	nodes     []node // every operation with its value
	container task.Container
}

var _ task.Instance = Expression{}

// Input implements task.Instance: {"expression": "3 + 4 * 2"}.
func (e Expression) Input() string { return jsonField(fieldExpression, e.String()) }

// Question implements task.Instance.
func (e Expression) Question() string { return "Calculate " + e.String() + "." }

// Size implements task.Instance: the number of operations.
func (e Expression) Size() string { return strconv.Itoa(operations(e.nodes)) }

func operations(nodes []node) int {
	n := 0
	for i := range nodes {
		if !nodes[i].isLiteral() {
			n++
		}
	}
	return n
}

// Answer implements task.Instance.
func (e Expression) Answer() string { return e.nodes[len(e.nodes)-1].value }

// Compile implements task.Instance: the operations of the expression, each
// linked to those that it is made from.
func (e Expression) Compile(g *graph.Graph) (sink graph.Node) {
	return compileExpression(g, e.nodes)
}

// Read implements task.Instance.
func (e Expression) Read(g *graph.Graph, text string) task.Trace {
	return read(g, text, e.container)
}

// AppendScratchpad implements task.Instance: every operation as an equation on
// a line of its own, then the answer.
func (e Expression) AppendScratchpad(dst []byte) []byte {
	w := writer{dst}
	for i := range e.nodes {
		n := &e.nodes[i]
		if n.isLiteral() {
			continue
		}
		left, right := e.nodes[n.left].value, ""
		if n.right >= 0 {
			right = e.nodes[n.right].value
		}
		w.operation(n.op, left, right)
		w.text(" = ", n.value, "\n")
	}
	w.text(answerMark, e.Answer())
	return w.b
}

// String is the expression in the one form in which it is compared: brackets
// only where they are needed, and around negative numbers.
func (e Expression) String() string {
	var w writer
	w.expression(e.nodes, len(e.nodes)-1, 0)
	return string(w.b)
}

func jsonField(name, value string) string {
	quoted, err := json.Marshal(value)
	if err != nil { // of a string: never
		return ""
	}
	return `{"` + name + `":` + string(quoted) + `}`
}
