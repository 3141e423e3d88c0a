package graph

// Layer is the length in edges of the longest path from a source to v: 0 for
// a source, so at least 1 for an operation node.
func (g *Graph) Layer(v Node) int { return int(g.nodes[v].layer) }

// Distance is the length in edges of the shortest path from a source to v.
func (g *Graph) Distance(v Node) int { return int(g.nodes[v].distance) }

// Measures describe the shape of a graph (METHOD.md section 1), sources
// included. All are 0 for a graph without nodes.
type Measures struct {
	Nodes      int
	Operations int // nodes that are no source
	Edges      int
	Depth      int // the largest layer
	Width      int // how many nodes share the most common distance

	// Parallelism is nodes per layer: Nodes / Depth, or Nodes where Depth is 0.
	Parallelism float64
}

// Measure takes all measures in one pass, O(V+E).
func (g *Graph) Measure() Measures {
	m := Measures{Nodes: g.Len(), Edges: g.Edges()}
	var atDistance []int
	for v := range g.nodes {
		n := &g.nodes[v]
		if n.op != "" {
			m.Operations++
		}
		m.Depth = max(m.Depth, int(n.layer))
		for int(n.distance) >= len(atDistance) {
			atDistance = append(atDistance, 0)
		}
		atDistance[n.distance]++
		m.Width = max(m.Width, atDistance[n.distance])
	}
	m.Parallelism = float64(m.Nodes)
	if m.Depth > 0 {
		m.Parallelism /= float64(m.Depth)
	}
	return m
}
