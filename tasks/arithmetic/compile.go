package arithmetic

import "github.com/graphcov/graphcov/graph"

// Labels of the task's nodes.
func labelOperand(k, i int) graph.Label { return graph.Indexed2("operand", k, i) }
func labelInner(k, i int) graph.Label   { return graph.Indexed2("inner", k, i) }
func labelResult(k int) graph.Label     { return graph.Indexed("result", k) }

// compiler makes the graph of the steps of a text. An operand that is equal to
// the stated result of an earlier step is an edge from the latest such step.
type compiler struct {
	g      *graph.Graph
	stated map[string]graph.Node // the latest step with that result
	at     []graph.Node          // of the step: the graph's node for each of its nodes
}

// compileSteps appends the graph of the steps and returns the nodes of their
// outermost operations.
func compileSteps(g *graph.Graph, w *work) []graph.Node {
	c := compiler{g: g, stated: make(map[string]graph.Node, len(w.steps))}
	roots := make([]graph.Node, len(w.steps))
	for k := range w.steps {
		roots[k] = c.step(k, w.nodes, &w.steps[k])
		c.stated[w.steps[k].stated] = roots[k]
	}
	return roots
}

func (c *compiler) step(k int, nodes []node, s *step) graph.Node {
	c.at = c.at[:0]
	operands, inner := 0, 0
	for i := s.first; i <= s.root; i++ {
		n := &nodes[i]
		switch {
		case n.isLiteral() && i+1 < s.root && nodes[i+1].op == opPercent && c.isStated(nodes[i+1].value):
			c.at = append(c.at, graph.None, c.stated[nodes[i+1].value]) // p% is an earlier result
			operands++
			i++
		case n.isLiteral():
			v, ok := c.stated[n.value]
			if !ok {
				v = c.g.Source(labelOperand(k, operands), n.value)
			}
			c.at = append(c.at, v)
			operands++
		case i == s.root:
			c.at = append(c.at, c.operation(n, s.first, labelResult(k), s.stated))
		default:
			c.at = append(c.at, c.operation(n, s.first, labelInner(k, inner), n.value))
			inner++
		}
	}
	return c.at[len(c.at)-1]
}

// operations is the number of operation nodes in the graph of the steps.
func (w *work) operations() int {
	n := 0
	stated := make(map[string]bool)
	for k := range w.steps {
		s := &w.steps[k]
		for i := s.first; i <= s.root; i++ {
			switch node := &w.nodes[i]; {
			case node.isLiteral():
			case i < s.root && node.op == opPercent && w.nodes[node.left].isLiteral() && stated[node.value]:
			default:
				n++
			}
		}
		stated[s.stated] = true
	}
	return n
}

func (c *compiler) isStated(value string) bool {
	_, ok := c.stated[value]
	return ok
}

func (c *compiler) operation(n *node, first int32, label graph.Label, value string) graph.Node {
	left := c.at[n.left-first]
	if n.right < 0 {
		return c.g.Add(n.op, label, value, left)
	}
	return c.g.Add(n.op, label, value, left, c.at[n.right-first])
}

// compileExpression appends the graph of an expression, in which every
// operation is a step, and returns its outermost one.
func compileExpression(g *graph.Graph, nodes []node) graph.Node {
	steps := stepOf(nodes)
	at := make([]graph.Node, len(nodes))
	k := 0
	for i := range nodes {
		n := &nodes[i]
		switch {
		case n.isLiteral():
			at[i] = g.Source(labelOperand(steps[i].step, steps[i].argument), n.value)
			continue
		case n.right < 0:
			at[i] = g.Add(n.op, labelResult(k), n.value, at[n.left])
		default:
			at[i] = g.Add(n.op, labelResult(k), n.value, at[n.left], at[n.right])
		}
		k++
	}
	return at[len(at)-1]
}

// place is where the value of a node is used.
type place struct{ step, argument int }

func stepOf(nodes []node) []place {
	places := make([]place, len(nodes))
	k := 0
	for i := range nodes {
		n := &nodes[i]
		if n.isLiteral() {
			continue
		}
		places[n.left] = place{k, 0}
		if n.right >= 0 {
			places[n.right] = place{k, 1}
		}
		k++
	}
	return places
}
