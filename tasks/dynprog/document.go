package dynprog

import (
	"fmt"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// CompileTrace implements task.Task. The list is that of the question or,
// without one, the first that the text calls the input.
func (Task) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	pad := scanPad(doc.Text)
	if len(pad.steps) == 0 {
		return nil, fmt.Errorf("%w: no line like \"dp[1] = max(input[1], 0) = max(3, 0) = 3\"", task.ErrNoSteps)
	}
	values, err := parseQuestion(doc.Question, false)
	if err != nil {
		if len(pad.inputs) == 0 {
			return nil, fmt.Errorf("%w: neither the question nor a line \"input = [..]\" says which list", task.ErrNoSteps)
		}
		values, _, _ = cutList(pad.inputs[0])
	}
	instance, err := newInstance(values, form{task.Prescribed(doc.Question), prescribesOutput(doc.Question)})
	if err != nil {
		return nil, err
	}
	c := traceCompiler{pad: pad, g: g, n: len(values), items: make([]itemNodes, len(values))}
	addInput(g, values)
	for i := range pad.steps {
		if s := &pad.steps[i]; s.kind == sumStep {
			c.addSum(s)
		}
	}
	c.items[0].can = 1 + g.Source(labelCan(0), "true")
	for i := range pad.steps {
		c.addChoice(&pad.steps[i])
	}
	if list, _ := calledList(doc.Text, "output"); len(list) > 0 {
		c.addOutput(list)
	}
	if g.Edges() == 0 {
		return nil, fmt.Errorf("%w: no step is of a number that the list has", task.ErrNoSteps)
	}
	return instance, nil
}

// traceCompiler builds the graph that a text spells out: a node only where the
// text gives a value, an edge only where the text gives the value of its start.
type traceCompiler struct {
	*pad
	g     *graph.Graph
	n     int
	items []itemNodes
}

// itemNodes are the nodes of one number of the list, plus one, so that 0 says
// that there is none.
type itemNodes struct {
	dp, plus, equal, can, use, output graph.Node
	claimed                           string // can, as the comparison repeats it
}

// node is that of a variable, plus one.
func (c *traceCompiler) node(r ref) graph.Node {
	switch {
	case int(r.index) >= c.n:
		return 0
	case r.of == inputVariable:
		return graph.Node(r.index) + 1
	case r.of == dpVariable:
		return c.items[r.index].dp
	}
	return 0
}

// operand is the node plus one that an argument of the given value refers to:
// the named one if the values agree or the text does not repeat the value, else
// a source of its own, 0 where there is neither. named is plus one, too.
func (c *traceCompiler) operand(value string, named graph.Node) graph.Node {
	if named != 0 && (value == "" || value == c.g.Value(named-1)) {
		return named
	}
	if value == "" {
		return 0
	}
	return 1 + c.g.Source(graph.Indexed("operand", c.g.Len()), value)
}

func (c *traceCompiler) addSum(s *step) {
	i := int(s.index)
	if i >= c.n || c.items[i].dp != 0 { // the first wins
		return
	}
	args := make([]graph.Node, 0, 3)
	for _, a := range c.operandsOf(s, c.n) {
		if v := c.argument(i, a); v != 0 {
			args = append(args, v-1)
		}
	}
	if len(args) > 0 {
		c.items[i].dp = 1 + c.g.Add(opMax0, labelDP(i), s.value, args...)
	}
}

// argument is the node plus one of a term or of several added up.
func (c *traceCompiler) argument(i int, a sum) graph.Node {
	if t := c.each(a); len(t) == 1 {
		return c.operand(t[0].value, c.node(t[0].ref))
	}
	value, ok := c.sumOf(a)
	if !ok {
		return 0
	}
	plus := &c.items[i].plus
	if *plus != 0 { // made by an earlier step: the same numbers are the same sum
		if c.isSum(*plus-1, a) {
			return *plus
		}
		return c.operand(value, 0)
	}
	args := make([]graph.Node, 0, 2)
	for _, t := range c.each(a) {
		if v := c.operand(t.value, c.node(t.ref)); v != 0 {
			args = append(args, v-1)
		}
	}
	if len(args) == 0 { // only their sum is there
		return c.operand(value, 0)
	}
	*plus = 1 + c.g.Add(opAdd, labelPlus(i), value, args...)
	return *plus
}

// sumOf is the value of a sum, which the form never states, from the values of
// its terms as stated or else as named.
func (c *traceCompiler) sumOf(a sum) (string, bool) {
	if a.total != "" {
		return a.total, true
	}
	result := "0"
	for _, t := range c.each(a) {
		value := t.value
		if named := c.node(t.ref); value == "" && named != 0 {
			value = c.g.Value(named - 1)
		}
		if !isOperand(value) {
			return "", false
		}
		result = add(result, value)
	}
	return result, true
}

// isSum reports whether a node is the sum of just these terms.
func (c *traceCompiler) isSum(v graph.Node, a sum) bool {
	args := c.g.Args(v)
	if len(args) != a.terms.len() || a.total != "" && a.total != c.g.Value(v) {
		return false
	}
	for k, t := range c.each(a) {
		if t.value == "" && c.node(t.ref) != args[k]+1 || t.value != "" && t.value != c.g.Value(args[k]) {
			return false
		}
	}
	return true
}

// addChoice adds what one step of the second part makes of the first.
func (c *traceCompiler) addChoice(s *step) {
	i := int(s.index)
	if i >= c.n { // the list has no such number
		return
	}
	switch s.kind {
	case compareStep:
		c.addEqual(i, s)
	case storeStep:
		c.addStored(i, s.value)
	case updateStep:
		c.addCan(i, s.value)
	}
}

func (c *traceCompiler) addEqual(i int, s *step) {
	at := &c.items[i]
	if at.equal != 0 || s.value == "" {
		return
	}
	at.claimed = s.can
	left := c.operand(s.left, at.dp)
	right := c.argument(i, c.all(s.args)[0])
	at.equal = 1 + c.g.Add(opEqual, labelEqual(i), s.value, left-1, right-1)
}

// addStored adds the output and, before it, whether the number is used, which
// the output says.
func (c *traceCompiler) addStored(i int, value string) {
	at := &c.items[i]
	if at.output != 0 {
		return
	}
	args := make([]graph.Node, 0, 2)
	if at.equal != 0 {
		args = append(args, at.equal-1)
	}
	if can := c.operand(at.claimed, at.can); can != 0 {
		args = append(args, can-1)
	}
	if len(args) == 0 { // an output without any reason
		at.output = 1 + c.g.Source(labelChoice(i), value)
		return
	}
	at.use = 1 + c.g.Add(opAnd, labelUse(i), truth(value == "1"), args...)
	at.output = 1 + c.g.Add(opPick, labelChoice(i), value, at.use-1)
}

func (c *traceCompiler) addCan(i int, value string) {
	if c.items[i].can != 0 {
		return
	}
	at := &c.items[i]
	if use := c.items[i-1].use; use != 0 {
		at.can = 1 + c.g.Add(opNot, labelCan(i), value, use-1)
	} else {
		at.can = 1 + c.g.Source(labelCan(i), value)
	}
}

func (c *traceCompiler) addOutput(list []string) {
	args := make([]graph.Node, len(list))
	for i, e := range list {
		var named graph.Node
		if i < c.n {
			named = c.items[i].output
		}
		args[i] = c.operand(e, named) - 1
	}
	c.g.Add(opList, labelOutput(), string(appendList(make([]byte, 0, 3*len(list)+1), list)), args...)
}
