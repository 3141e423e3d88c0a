package graph

// A linearisation is any order in which every node comes after its arguments.
// The order in which a graph was built is one; these are the other two that
// texts use.

// ByLayer is the linearisation that finishes each layer before the next:
// breadth first, all independent steps together. Ties keep the graph's order.
func (g *Graph) ByLayer() []Node {
	depth := 0
	for v := range g.nodes {
		depth = max(depth, int(g.nodes[v].layer))
	}
	start := make([]int, depth+2)
	for v := range g.nodes {
		start[g.nodes[v].layer+1]++
	}
	for l := 1; l < len(start); l++ {
		start[l] += start[l-1]
	}
	order := make([]Node, g.Len())
	for v := range g.nodes {
		l := g.nodes[v].layer
		order[start[l]] = Node(v)
		start[l]++
	}
	return order
}

// DepthFirst is the linearisation that states a value just before it is
// needed: each sink in turn, its arguments from the first to the last.
func (g *Graph) DepthFirst() []Node {
	order := make([]Node, 0, g.Len())
	done := make([]bool, g.Len())
	type frame struct {
		v    Node
		next int // the argument to visit next
	}
	var stack []frame // its own, since a graph may be deeper than a goroutine's stack allows
	for _, sink := range g.Sinks() {
		stack = append(stack, frame{v: sink})
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			args := g.Args(top.v)
			if done[top.v] {
				stack = stack[:len(stack)-1]
			} else if top.next < len(args) {
				a := args[top.next]
				top.next++
				stack = append(stack, frame{v: a})
			} else {
				done[top.v] = true
				order = append(order, top.v)
			}
		}
	}
	return order
}

// IsLinearisation reports whether order has every node of the graph once,
// after all of its arguments.
func (g *Graph) IsLinearisation(order []Node) bool {
	if len(order) != g.Len() {
		return false
	}
	seen := make([]bool, g.Len())
	for _, v := range order {
		if v < 0 || int(v) >= g.Len() || seen[v] {
			return false
		}
		for _, a := range g.Args(v) {
			if !seen[a] {
				return false
			}
		}
		seen[v] = true
	}
	return true
}
