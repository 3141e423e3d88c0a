package multiplication

import (
	"fmt"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/arithmetic"
	"github.com/graphcov/graphcov/tasks/task"
)

// CompileTrace implements task.Task. The factors are those of the question or,
// without one, of the first header that gives both. A text without a step of the
// paper's form is read for equations.
func (Task) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	pad := scanPad(doc.Text)
	if len(pad.steps) == 0 {
		return compileEquations(g, doc)
	}
	x, y, ok := documentFactors(doc.Question, pad.headers)
	if !ok {
		return nil, fmt.Errorf("%w: neither the question nor a line \"Let's multiply ..\" says which factors", task.ErrNoSteps)
	}
	instance, err := newInstance(x, y, task.Prescribed(doc.Question))
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
	if g.Edges() == 0 {
		return nil, fmt.Errorf("%w: no step has both a place and a result", task.ErrNoSteps)
	}
	return instance, nil
}

// compileEquations makes the graph of the equations in a text. The problem
// itself as an equation is an answer, no step.
func compileEquations(g *graph.Graph, doc task.Document) (task.Instance, error) {
	x, y, err := parseQuestion(doc.Question)
	if err != nil {
		return nil, fmt.Errorf("%w: no line like \"1. Multiply 4 by the digit in the ones place of 12\", and no question", task.ErrNoSteps)
	}
	instance, err := newInstance(x, y, task.Prescribed(doc.Question))
	if err != nil {
		return nil, err
	}
	if _, err := (arithmetic.Task{}).CompileTrace(g, doc); err != nil {
		return nil, err
	}
	if isProductAlone(g, x, y) {
		return nil, fmt.Errorf("%w: the problem and its answer as one equation", task.ErrNoSteps)
	}
	return instance, nil
}

// isProductAlone reports whether x times y is all that the graph computes.
func isProductAlone(g *graph.Graph, x, y string) bool {
	for v := range graph.Node(g.Len()) {
		if g.IsSource(v) {
			continue
		}
		args := g.Args(v)
		if g.Op(v) != opMultiply || len(args) != 2 {
			return false
		}
		a, b := g.Value(args[0]), g.Value(args[1])
		if (a != x || b != y) && (a != y || b != x) {
			return false
		}
	}
	return true
}

func documentFactors(question string, headers []header) (x, y string, ok bool) {
	if x, y, err := parseQuestion(question); err == nil {
		return x, y, true
	}
	for _, h := range headers {
		x, okX := factor(h.x)
		y, okY := factor(h.row.factor)
		if okX && okY {
			return x, y, true
		}
	}
	return "", "", false
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
	value := graph.Canonical(text)
	if exists && (text == "" || value == c.g.Value(named)) {
		return named, true
	}
	if text == "" {
		return 0, false
	}
	return c.g.Source(graph.Indexed("operand", c.g.Len()), value), true
}

func (c *traceCompiler) addStep(s *step) {
	row, column := s.row, s.column.index
	if row < 0 || row >= c.m || column < 0 || column >= c.n || s.result == "" {
		return
	}
	if s.carryIn != "" && !(isFactor(s.factorX) && isFactor(s.factorY)) {
		return // the product of -2 and 8 is not inferred
	}
	at := &c.columns[row*c.n+column]
	if at.result != 0 { // the first wins
		return
	}
	x, _ := c.operand(s.factorX, c.x0+graph.Node(column), true)
	y, _ := c.operand(s.factorY, c.y0+graph.Node(row), true)
	result := graph.Canonical(s.result)
	var t graph.Node
	if s.carryIn == "" {
		t = c.g.Add(opMultiply, labelProd(row, column), result, x, y)
	} else {
		t = c.addSum(s, x, y, result)
	}
	at.result, at.digit = t+1, t+1
	switch {
	case s.written == "":
	case s.carry != "":
		at.digit = 1 + c.g.Add(opMod10, labelDigit(row, column), graph.Canonical(s.written), t)
	default:
		digit, _ := c.operand(s.written, t, true)
		at.digit = 1 + digit
	}
	if s.carry != "" {
		at.carry = 1 + c.g.Add(opDiv10, labelCarry(row, column), graph.Canonical(s.carry), t)
	}
}

// addSum adds a product that the text does not state, from the factors that it
// states, and its sum with the carry.
func (c *traceCompiler) addSum(s *step, x, y graph.Node, result string) graph.Node {
	row, column := s.row, s.column.index
	prod := c.g.Add(opMultiply, labelProd(row, column), multiply(c.g.Value(x), c.g.Value(y)), x, y)
	var before graph.Node // the carry of the column before, plus one
	if column > 0 {
		before = c.columns[row*c.n+column-1].carry
	}
	carry, _ := c.operand(s.carryIn, before-1, before != 0)
	return c.g.Add(opAdd, labelSum(row, column), result, prod, carry)
}

// isFactor reports whether the text is nothing or could be a factor.
func isFactor(text string) bool {
	return len(text) <= MaxColumns && isDigits(text)
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
		c.rows[s.row].partial = 1 + c.g.Add(opConcat, labelPartial(s.row), graph.Canonical(s.value), digits...)
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
		c.rows[t.row].shifted = 1 + c.g.Add(opShift(t.row), labelShifted(t.row), graph.Canonical(t.shifted), from)
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
