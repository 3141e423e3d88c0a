package dot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
)

// fold fills a Drawing of a graph that is too big to read: the nodes of a group
// make one box, and so do the sources of one name. Where there are no groups,
// the operations of one name that stand in the same layer do.
func (d *Drawing) fold(g *graph.Graph, nodes []Node, kept []graph.Node, group []string, alone map[graph.Node]bool) {
	f := folding{g: g, nodes: nodes, box: make([]int, g.Len())}
	grouped := slices.ContainsFunc(group, func(of string) bool { return of != "" })
	at := make(map[string]int)
	for v := range f.box {
		f.box[v] = -1
	}
	for _, v := range kept {
		key := group[v]
		switch base := g.Label(v).Base(); {
		case alone[v]:
			key = ""
		case g.IsSource(v):
			key = base
		case !grouped:
			key = base + " " + strconv.Itoa(g.Layer(v))
		}
		k, ok := at[key]
		if !ok || key == "" {
			k = len(f.boxes)
			at[key] = k
			f.boxes = append(f.boxes, nil)
			f.names = append(f.names, key)
		}
		f.boxes[k] = append(f.boxes[k], v)
		f.box[v] = k
	}
	edges := f.edges(kept)
	layers := f.layers(edges)
	exits := f.exits(kept)
	for k := range f.boxes {
		n := f.node(k, exits[k])
		n.Layer = layers[k]
		d.Nodes = append(d.Nodes, n)
	}
	for _, e := range edges {
		d.Edges = append(d.Edges, Edge{d.Nodes[e.from].ID, d.Nodes[e.to].ID})
	}
}

// folding is a graph whose nodes are sorted into boxes.
type folding struct {
	g     *graph.Graph
	nodes []Node // what is known of the graph's nodes
	boxes [][]graph.Node
	names []string // of boxes
	box   []int    // by node; -1: not drawn
}

type boxEdge struct{ from, to int }

// edges are those between different boxes, each once, in the order of the graph.
func (f *folding) edges(kept []graph.Node) []boxEdge {
	var edges []boxEdge
	seen := make(map[boxEdge]bool)
	for _, v := range kept {
		for _, a := range f.g.Args(v) {
			e := boxEdge{f.box[a], f.box[v]}
			if e.from >= 0 && e.from != e.to && !seen[e] {
				seen[e] = true
				edges = append(edges, e)
			}
		}
	}
	return edges
}

// layers are the longest paths over the boxes. Boxes may need each other, since
// folding may close a cycle: then each stands where its last node stood.
func (f *folding) layers(edges []boxEdge) []int {
	layers, waiting := make([]int, len(f.boxes)), make([]int, len(f.boxes))
	next := make([][]int, len(f.boxes))
	for _, e := range edges {
		next[e.from] = append(next[e.from], e.to)
		waiting[e.to]++
	}
	var ready []int
	for k := range f.boxes {
		if waiting[k] == 0 {
			ready = append(ready, k)
		}
	}
	placed := 0
	for ; placed < len(ready); placed++ {
		from := ready[placed]
		for _, to := range next[from] {
			layers[to] = max(layers[to], layers[from]+1)
			if waiting[to]--; waiting[to] == 0 {
				ready = append(ready, to)
			}
		}
	}
	if placed == len(f.boxes) {
		return layers
	}
	for k, box := range f.boxes {
		layers[k] = 0
		for _, v := range box {
			layers[k] = max(layers[k], f.g.Layer(v))
		}
	}
	return layers
}

// node is the box k: its only node, or the sum of several.
func (f *folding) node(k int, exit graph.Node) Node {
	box := f.boxes[k]
	if len(box) == 1 {
		return f.nodes[box[0]]
	}
	folded := &Folded{}
	n := Node{ID: "f" + strconv.Itoa(k), Label: f.names[k], Folded: folded}
	if exit != graph.None {
		of := f.nodes[exit]
		folded.Exit, n.Value, n.Given, n.Inferred = of.Label, of.Value, of.Given, of.Inferred
	}
	var values []string
	for _, v := range box {
		of := f.nodes[v]
		folded.Labels = append(folded.Labels, of.Label)
		n.Cut = n.Cut || of.Cut
		if of.IsSource() {
			values = append(values, of.Value)
			continue
		}
		folded.Operations++
		if of.Documents != nil {
			if *of.Documents > 0 {
				folded.Seen++
			}
			if n.Documents == nil || *of.Documents < *n.Documents {
				n.Documents = of.Documents
			}
		}
		if n.Outcome == "" || n.Outcome == outcome.Correct {
			n.Outcome = of.Outcome
		}
		if of.Outcome != "" {
			if folded.Outcomes == nil {
				folded.Outcomes = make(map[outcome.Outcome]int)
			}
			folded.Outcomes[of.Outcome]++
		}
	}
	if folded.Operations == 0 {
		n.Value = strings.Join(values, " ")
	}
	return n
}

// exits are, by box, the only node that others are made from, graph.None where
// there is none or several.
func (f *folding) exits(kept []graph.Node) []graph.Node {
	exits, several := make([]graph.Node, len(f.boxes)), make([]bool, len(f.boxes))
	for k := range exits {
		exits[k] = graph.None
	}
	for _, v := range kept {
		for _, a := range f.g.Args(v) {
			k := f.box[a]
			if k < 0 || k == f.box[v] {
				continue
			}
			several[k] = several[k] || exits[k] != graph.None && exits[k] != a
			exits[k] = a
		}
	}
	for k := range exits {
		if several[k] {
			exits[k] = graph.None
		}
	}
	return exits
}
