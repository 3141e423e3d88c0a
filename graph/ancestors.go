package graph

// Ancestors are the nodes that v was made from, directly or not, and v itself
// as the last, in topological order: the partial computation that yields v.
func (g *Graph) Ancestors(v Node) []Node {
	wanted := make([]bool, v+1)
	wanted[v] = true
	count := 0
	for u := v; u >= 0; u-- {
		if !wanted[u] {
			continue
		}
		count++
		for _, a := range g.Args(u) {
			wanted[a] = true
		}
	}
	nodes := make([]Node, 0, count)
	for u, is := range wanted {
		if is {
			nodes = append(nodes, Node(u))
		}
	}
	return nodes
}

// Subgraph is the sub-graph of v, the node with all its ancestors, as a graph
// of its own. Its depth is the layer of v in g.
func (g *Graph) Subgraph(v Node) *Graph {
	sub := new(Graph)
	renamed := make([]Node, v+1)
	var args []Node
	for _, u := range g.Ancestors(v) {
		if g.IsSource(u) {
			renamed[u] = sub.Source(g.Label(u), g.Value(u))
			continue
		}
		args = args[:0]
		for _, a := range g.Args(u) {
			args = append(args, renamed[a])
		}
		renamed[u] = sub.Add(g.Op(u), g.Label(u), g.Value(u), args...)
	}
	return sub
}
