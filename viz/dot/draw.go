package dot

import (
	"fmt"
	"strconv"

	"github.com/graphcov/graphcov/graph"
)

// FromGraph draws a bare graph: values and nothing else. Of the options those
// of counts and responses are not used. A Focus that is no node is an error
// that names the labels nearest to it.
func FromGraph(g *graph.Graph, opt Options) (Drawing, error) {
	return draw(g, bareNodes(g), opt)
}

// bareNodes are the nodes of a graph, by position, with nothing known of them.
func bareNodes(g *graph.Graph) []Node {
	nodes := make([]Node, g.Len())
	for v := range graph.Node(g.Len()) {
		nodes[v] = Node{ID: "v" + strconv.Itoa(int(v)), Label: g.Label(v).String(), Op: string(g.Op(v)), Value: g.Value(v), Layer: g.Layer(v)}
		for _, a := range g.Args(v) {
			nodes[v].Arguments = append(nodes[v].Arguments, g.Label(a).String())
		}
	}
	return nodes
}

// draw selects what is drawn of a graph whose nodes, by position, carry what is
// known of them.
func draw(g *graph.Graph, nodes []Node, opt Options) (Drawing, error) {
	d := Drawing{Focus: opt.Focus, Nodes: []Node{}, Edges: []Edge{}}
	if opt.Depth < 0 {
		return d, fmt.Errorf("a depth of %d edges: use 1 or more, or 0 for all", opt.Depth)
	}
	roots := g.Sinks()
	if opt.Focus != "" {
		v, err := find(g, opt.Focus)
		if err != nil {
			return d, err
		}
		roots = []graph.Node{v}
	}
	kept := above(g, roots, opt.Depth)
	in := make([]bool, g.Len())
	for _, v := range kept {
		in[v] = true
	}
	for _, v := range kept {
		for _, a := range g.Args(v) {
			nodes[v].Cut = nodes[v].Cut || !in[a]
		}
	}
	alone := make(map[graph.Node]bool)
	for _, v := range roots {
		alone[v] = true
	}
	group := groups(g, kept, alone)
	limit := opt.FoldAbove
	if limit == 0 {
		limit = DefaultFoldAbove
	}
	if limit > 0 && len(kept) > limit {
		d.fold(g, nodes, kept, group, alone)
		return d, nil
	}
	cluster := make(map[string]int)
	for _, v := range kept {
		d.Nodes = append(d.Nodes, nodes[v])
		for _, a := range g.Args(v) {
			if in[a] {
				d.Edges = append(d.Edges, Edge{nodes[a].ID, nodes[v].ID})
			}
		}
		if group[v] == "" {
			continue
		}
		k, ok := cluster[group[v]]
		if !ok {
			k = len(d.Clusters)
			cluster[group[v]] = k
			d.Clusters = append(d.Clusters, Cluster{Label: group[v]})
		}
		d.Clusters[k].Nodes = append(d.Clusters[k].Nodes, nodes[v].ID)
	}
	return d, nil
}

// above are the roots and their ancestors at most depth edges away, all of them
// for depth 0, in topological order.
func above(g *graph.Graph, roots []graph.Node, depth int) []graph.Node {
	const far = int(^uint(0) >> 1)
	distance := make([]int, g.Len()) // to the nearest root
	for v := range distance {
		distance[v] = far
	}
	for _, v := range roots {
		distance[v] = 0
	}
	var kept []graph.Node
	for v := graph.Node(g.Len()) - 1; v >= 0; v-- { // what uses a node comes after it
		if distance[v] == far {
			continue
		}
		for _, a := range g.Args(v) {
			if next := distance[v] + 1; depth == 0 || next <= depth {
				distance[a] = min(distance[a], next)
			}
		}
	}
	for v := range graph.Node(g.Len()) {
		if distance[v] != far {
			kept = append(kept, v)
		}
	}
	return kept
}
