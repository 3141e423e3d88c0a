package multiplication

import (
	"fmt"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// CompileTrace implements task.Task. The factors are those of the question or,
// without one, of the first header.
func (Task) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	pad := scanPad(doc.Text)
	if len(pad.steps) == 0 {
		return nil, fmt.Errorf("%w: no line like \"1. Multiply 4 by the digit in the ones place of 12\"", task.ErrNoSteps)
	}
	x, y, err := parseQuestion(doc.Question)
	if err != nil && len(pad.headers) > 0 {
		x, y, err = trimZeros(pad.headers[0].x), trimZeros(pad.headers[0].y), nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: neither the question nor a line \"Let's multiply ..\" says which factors", task.ErrNoSteps)
	}
	instance, err := newInstance(x, y, doc.Question)
	if err != nil {
		return nil, err
	}
	c := traceCompiler{g: g, n: len(x), m: len(y)}
	c.x0, c.y0 = addDigits(g, x, labelX), addDigits(g, y, labelY)
	c.columns = make([]columnNodes, c.n*c.m)
	c.rows = make([]rowNodes, c.m)
	for i := range pad.steps {
		c.addStep(&pad.steps[i])
	}
	for _, s := range pad.partials {
		c.addPartial(s)
	}
	for _, t := range pad.terms {
		c.addShifted(t)
	}
	c.addProduct(&pad.final)
	return instance, nil
}

// traceCompiler builds the graph that a text spells out: a node only where the
// text gives a value, an edge only where the text gives the value of its start.
type traceCompiler struct {
	g       *graph.Graph
	n, m    int
	x0, y0  graph.Node
	columns []columnNodes // row j, column i at j*n+i
	rows    []rowNodes
}

// Nodes are kept plus one, so that 0 says that there is none.
type columnNodes struct{ result, digit, carry graph.Node }

type rowNodes struct{ partial, shifted graph.Node }

// operand is the node that an argument of the given text refers to: the named
// one if the values agree or the text does not repeat the value, else a source
// of its own. It reports false where there is neither.
func (c *traceCompiler) operand(text string, named graph.Node, exists bool) (graph.Node, bool) {
	if exists && (text == "" || trimZeros(text) == c.g.Value(named)) {
		return named, true
	}
	if text == "" {
		return 0, false
	}
	return c.g.Source(graph.Indexed("operand", c.g.Len()), trimZeros(text)), true
}

func (c *traceCompiler) addStep(s *step) {
	if s.row < 0 || s.row >= c.m || s.column < 0 || s.column >= c.n || s.result == "" {
		return
	}
	if max(len(s.factorX), len(s.factorY), len(s.carryIn), len(s.result)) > MaxDigits {
		return // no column of a multiplication that could be one
	}
	at := &c.columns[s.row*c.n+s.column]
	if at.result != 0 { // the first wins
		return
	}
	x, _ := c.operand(s.factorX, c.x0+graph.Node(s.column), true)
	y, _ := c.operand(s.factorY, c.y0+graph.Node(s.row), true)
	result := trimZeros(s.result)
	var v graph.Node
	if s.carryIn == "" {
		v = c.g.Add(opMultiply, labelProd(s.row, s.column), result, x, y)
	} else {
		v = c.g.Add(opMultiply, labelProd(s.row, s.column), multiply(c.g.Value(x), c.g.Value(y)), x, y)
		carry := graph.Node(0)
		if s.column > 0 {
			carry = c.columns[s.row*c.n+s.column-1].carry
		}
		carry, _ = c.operand(s.carryIn, carry-1, carry != 0)
		v = c.g.Add(opAdd, labelSum(s.row, s.column), result, v, carry)
	}
	at.result = v + 1
	at.digit = at.result
	switch {
	case s.carry != "" && s.written != "":
		at.digit = 1 + c.g.Add(opMod10, labelDigit(s.row, s.column), trimZeros(s.written), v)
		at.carry = 1 + c.g.Add(opDiv10, labelCarry(s.row, s.column), trimZeros(s.carry), v)
	case s.written != "":
		digit, _ := c.operand(s.written, v, true)
		at.digit = 1 + digit
	}
}

func (c *traceCompiler) addPartial(s partial) {
	if c.n == 1 || s.row >= c.m || c.rows[s.row].partial != 0 {
		return
	}
	digits := make([]graph.Node, 0, c.n) // left to right
	for i := c.n - 1; i >= 0; i-- {
		if v := c.columns[s.row*c.n+i].digit; v != 0 {
			digits = append(digits, v-1)
		}
	}
	if len(digits) > 0 {
		c.rows[s.row].partial = 1 + c.g.Add(opConcat, labelPartial(s.row), trimZeros(s.value), digits...)
	}
}

// unshifted is the node of a row's result before it is shifted, plus one.
func (c *traceCompiler) unshifted(row int) graph.Node {
	if c.n == 1 {
		return c.columns[row].result
	}
	return c.rows[row].partial
}

func (c *traceCompiler) addShifted(t term) {
	if t.shifted == "" || t.row < 1 || t.row >= c.m || c.rows[t.row].shifted != 0 {
		return
	}
	partial := c.unshifted(t.row)
	if from, ok := c.operand(t.partial, partial-1, partial != 0); ok {
		c.rows[t.row].shifted = 1 + c.g.Add(opShift(t.row), labelShifted(t.row), trimZeros(t.shifted), from)
	}
}

func (c *traceCompiler) addProduct(f *final) {
	product := canonicalNumber(f.product)
	if c.m == 1 || product == "" {
		return
	}
	rows := make([]graph.Node, 0, c.m)
	for row := range max(c.m, len(f.summands)) {
		text, node := "", graph.Node(0)
		if row < len(f.summands) {
			text = f.summands[row]
		}
		switch {
		case row == 0:
			node = c.unshifted(0)
		case row < c.m:
			node = c.rows[row].shifted
		}
		if text == "" && len(f.summands) > 0 {
			continue // the text adds up other things than this row
		}
		if v, ok := c.operand(text, node-1, node != 0); ok {
			rows = append(rows, v)
		}
	}
	if len(rows) > 0 {
		c.g.Add(opAdd, labelProduct(), product, rows...)
	}
}
