package viz

import (
	"fmt"
	"io"

	"github.com/emicklei/dot"

	"github.com/graphcov/graphcov/graph"
)

// WriteDOT writes a computation graph in the language of Graphviz: sources on
// top, every layer on a rank of its own, the answer at the bottom. The same
// graph gives the same bytes.
func WriteDOT(w io.Writer, g *graph.Graph) error {
	d := dot.NewGraph(dot.Directed)
	d.Attr("rankdir", "TB")
	d.NodeInitializer(func(n dot.Node) {
		n.Attr("fontname", "Helvetica")
		n.Attr("shape", "box")
	})
	layers := make(map[int]*dot.Graph)
	nodes := make([]dot.Node, g.Len())
	for _, v := range g.ByLayer() {
		layer := g.Layer(v)
		if layers[layer] == nil {
			// A subgraph rather than the library's rank groups, which it writes in
			// the random order of a map.
			layers[layer] = d.Subgraph(fmt.Sprintf("layer%06d", layer))
			layers[layer].Attr("rank", "same")
		}
		// The library sorts by id: padding keeps the graph's order.
		n := layers[layer].Node(fmt.Sprintf("n%08d", v))
		n.Attr("label", fmt.Sprintf("%v\n%s", g.Label(v), g.Value(v)))
		if g.IsSource(v) {
			n.Attr("shape", "ellipse")
		} else {
			n.Attr("label", fmt.Sprintf("%v = %s\n%s", g.Label(v), g.Op(v), g.Value(v)))
		}
		nodes[v] = n
	}
	for v := range graph.Node(g.Len()) {
		for _, a := range g.Args(v) {
			d.Edge(nodes[a], nodes[v])
		}
	}
	if _, err := io.WriteString(w, d.String()); err != nil {
		return fmt.Errorf("writing the graph: %w", err)
	}
	return nil
}
