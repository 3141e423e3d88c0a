package dynprog

import "github.com/graphcov/graphcov/graph"

// Compile implements task.Instance. The node of input[i] is i.
func (p Instance) Compile(g *graph.Graph) (sink graph.Node) {
	n, r := len(p.values), work(p.values)
	addInput(g, p.values)
	nodes := make([]graph.Node, 3*n)
	dp, plus, output := nodes[:n], nodes[n:2*n], nodes[2*n:]
	for i := n - 1; i >= 0; i-- {
		plus[i] = graph.Node(i)
		switch i {
		case n - 1:
			dp[i] = g.Add(opMax0, labelDP(i), r.dp[i], graph.Node(i))
		case n - 2:
			dp[i] = g.Add(opMax0, labelDP(i), r.dp[i], graph.Node(i), graph.Node(i+1))
		default:
			plus[i] = g.Add(opAdd, labelPlus(i), r.plus[i], graph.Node(i), dp[i+2])
			dp[i] = g.Add(opMax0, labelDP(i), r.dp[i], dp[i+1], plus[i])
		}
	}
	can := g.Source(labelCan(0), "true")
	for i, c := range r.choices {
		equal := g.Add(opEqual, labelEqual(i), truth(c.equal), dp[i], plus[i])
		use := g.Add(opAnd, labelUse(i), truth(c.use), equal, can)
		output[i] = g.Add(opPick, labelChoice(i), picked(c.use), use)
		if i < n-1 {
			can = g.Add(opNot, labelCan(i+1), truth(!c.use), use)
		}
	}
	return g.Add(opList, labelOutput(), r.output(), output...)
}

// addInput adds the list to the empty graph.
func addInput(g *graph.Graph, values []string) {
	for i, v := range values {
		g.Source(labelInput(i), v)
	}
}
