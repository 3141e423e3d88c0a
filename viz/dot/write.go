package dot

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dustin/go-humanize"
	"github.com/emicklei/dot"
)

// Write lays a Drawing out in the language of Graphviz. The same Drawing gives
// the same bytes.
func Write(w io.Writer, d Drawing) error {
	l := layout{d: &d, root: dot.NewGraph(dot.Directed), classes: Classes(), styles: Styles(), nodes: make(map[string]dot.Node, len(d.Nodes))}
	l.root.ID("computation")
	l.root.Attrs("rankdir", "TB", "newrank", "true", // ranks reach across clusters
		"nodesep", "0.2", "ranksep", "0.4", "bgcolor", "white", "fontname", font, "fontsize", "11",
		"labelloc", "t")
	if above := header(&d, l.classes, l.styles); above != "" {
		l.root.Attr("label", dot.HTML(above))
	}
	l.addNodes()
	l.addRanks()
	for _, e := range d.Edges {
		if err := l.addEdge(e); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(w, l.root.String()); err != nil {
		return fmt.Errorf("writing the picture: %w", err)
	}
	return nil
}

// font is there, or has a twin of the same widths, on nearly every machine.
const font = "Helvetica,Arial,sans-serif"

// layout is a picture in the making.
type layout struct {
	d       *Drawing
	root    *dot.Graph
	classes []Class
	styles  []Style
	nodes   map[string]dot.Node // by ID
	layers  map[string]int      // by ID
}

// addNodes adds the boxes, those of a cluster inside its frame. The library sorts
// by id, so that its ids are padded numbers, in the order of the Drawing.
func (l *layout) addNodes() {
	frame := make(map[string]*dot.Graph)
	for i, c := range l.d.Clusters {
		g := l.root.Subgraph(fmt.Sprintf("cluster%08d", i), dot.ClusterOption{})
		g.Attrs("label", clean(c.Label), "labeljust", "l", "labelloc", "b", "style", "rounded", "color", "#bbbbbb", "fontcolor", "#555555", "fontname", font, "fontsize", "10")
		for _, id := range c.Nodes {
			frame[id] = g
		}
	}
	l.layers = make(map[string]int, len(l.d.Nodes))
	for i := range l.d.Nodes {
		n := &l.d.Nodes[i]
		in := frame[n.ID]
		if in == nil {
			in = l.root
		}
		l.nodes[n.ID] = l.box(in.Node(fmt.Sprintf("node%08d", i)), n)
		l.layers[n.ID] = n.Layer
	}
}

// box gives a node its looks.
func (l *layout) box(to dot.Node, n *Node) dot.Node {
	style, fill := styleOf(l.styles, n.Outcome), Class{Fill: "#f4f4f4", Text: "#000000"} // not looked up
	if n.Documents != nil {
		fill = classOf(l.classes, *n.Documents)
	}
	shape, margin := "box", "0.08,0.05"
	switch {
	case n.IsSource():
		shape, margin = "ellipse", "0.01,0.01" // which is round enough already
	case n.Folded != nil:
		shape, margin = "box3d", "0.12,0.12" // whose edges take room
	}
	to.Attrs("id", n.ID, "shape", shape, "style", "filled,"+style.Line, "fillcolor", fill.Fill, "fontcolor", fill.Text,
		"color", style.Color, "penwidth", fmt.Sprint(style.Width), "peripheries", fmt.Sprint(style.Lines),
		"fontname", font, "fontsize", "12", "margin", margin, "height", "0.3", "width", "0.4",
		"label", dot.HTML(l.label(n, style)), "tooltip", l.tooltip(n, style))
	return to
}

// label is what stands in a box.
func (l *layout) label(n *Node, style Style) string {
	name := "<B>" + escape(shorten(n.Label, 28)) + "</B>"
	if n.Folded != nil {
		return foldedLabel(n, name)
	}
	if n.IsSource() && n.Label == n.Value { // a clue is its own name
		return wrapped(n.Value)
	}
	lines := []string{name}
	if n.Op != "" {
		lines[0] += " " + small(escape(n.Op))
	}
	lines = append(lines, value(n, 32))
	if n.Documents != nil {
		lines = append(lines, small(documents(*n.Documents)))
	}
	if style.Words != "" {
		lines = append(lines, small("<I>"+style.Words+"</I>"))
	}
	if n.Inferred {
		lines = append(lines, small("<I>inferred, never stated</I>"))
	}
	if n.Cut {
		lines = append(lines, small("made from more, not drawn"))
	}
	return strings.Join(lines, "<BR/>")
}

// value is the gold value and, where the response has another, that one too.
func value(n *Node, most int) string {
	gold := escape(shorten(n.Value, most))
	if n.Outcome == "" || n.Given != nil && *n.Given == n.Value {
		return gold
	}
	if n.Given == nil {
		return gold
	}
	return "gold " + gold + "<BR/>given " + escape(shorten(*n.Given, most))
}

func foldedLabel(n *Node, name string) string {
	lines := []string{name}
	if n.Folded.Operations == 0 {
		lines[0] += " " + small(fmt.Sprintf("%d values", len(n.Folded.Labels)))
		return strings.Join(append(lines, escape(shorten(n.Value, 60))), "<BR/>")
	}
	lines[0] += " " + small(fmt.Sprintf("%d operations", n.Folded.Operations))
	if n.Folded.Exit != "" {
		lines = append(lines, small(escape(n.Folded.Exit)), value(n, 14))
	}
	if n.Documents != nil {
		seen := fmt.Sprintf("%d of %d seen", n.Folded.Seen, n.Folded.Operations)
		if *n.Documents > 0 {
			seen = "all seen, fewest " + documents(*n.Documents)
		}
		lines = append(lines, small(seen))
	}
	for _, s := range Styles() {
		if count := n.Folded.Outcomes[s.Outcome]; count > 0 && s.Words != "" {
			lines = append(lines, small(fmt.Sprintf("<I>%d %s</I>", count, s.Words)))
		}
	}
	return strings.Join(lines, "<BR/>")
}

// tooltip is everything that is known of a node, in full.
func (l *layout) tooltip(n *Node, style Style) string {
	parts := []string{n.Label}
	if n.Folded != nil {
		parts = []string{strings.Join(n.Folded.Labels, ", ")}
	}
	if n.Op != "" {
		parts = append(parts, n.Op+" of "+strings.Join(n.Arguments, ", "))
	}
	if n.Value != "" {
		parts = append(parts, "gold: "+n.Value)
	}
	if n.Given != nil {
		parts = append(parts, "given: "+*n.Given)
	}
	if n.Outcome != "" {
		said := string(n.Outcome)
		if n.Inferred {
			said += " (inferred: the text never states it)"
		}
		parts = append(parts, said)
	}
	if n.Documents != nil && n.Occurrences != nil {
		parts = append(parts, fmt.Sprintf("%s, %d occurrences", documents(*n.Documents), *n.Occurrences))
	}
	return shorten(strings.Join(parts, "; "), 2000)
}

// maxAcross is how many boxes of one layer stand beside each other in a folded
// picture, so that it fits a page.
const maxAcross = 7

// addRanks puts every layer on a line of its own.
func (l *layout) addRanks() {
	folded := slices.ContainsFunc(l.d.Nodes, func(n Node) bool { return n.Folded != nil })
	byLayer := make(map[int][]dot.Node)
	var layers []int
	for _, n := range l.d.Nodes {
		if byLayer[n.Layer] == nil {
			layers = append(layers, n.Layer)
		}
		byLayer[n.Layer] = append(byLayer[n.Layer], l.nodes[n.ID])
	}
	slices.Sort(layers)
	ranks := 0
	for _, layer := range layers {
		across := len(byLayer[layer])
		if folded {
			across = min(across, maxAcross)
		}
		var above []dot.Node
		for line := range slices.Chunk(byLayer[layer], across) {
			// A sub-graph for each, since the library writes the groups of one
			// graph in the random order of a map.
			rank := l.root.Subgraph(fmt.Sprintf("rank%08d", ranks))
			rank.Attr("label", "")
			rank.AddToSameRank("", line...)
			if folded {
				l.keepOrder(above, line)
			}
			above = line
			ranks++
		}
	}
}

// keepOrder keeps the boxes of a line in their order, under the line above.
// Graphviz would rather have edges short, of which a folded graph has so many
// that finding a row is worth more.
func (l *layout) keepOrder(above, line []dot.Node) {
	for i := range line {
		if i > 0 {
			l.root.Edge(line[i-1], line[i]).Attr("style", "invis")
		}
		if i < len(above) {
			l.root.Edge(above[i], line[i]).Attrs("style", "invis", "weight", "10")
		}
	}
}

func (l *layout) addEdge(e Edge) error {
	from, hasFrom := l.nodes[e.From]
	to, hasTo := l.nodes[e.To]
	if !hasFrom || !hasTo {
		return fmt.Errorf("the edge from %q to %q has an end that is no node of the drawing", e.From, e.To)
	}
	edge := l.root.Edge(from, to)
	edge.Attrs("color", "#666666", "arrowsize", "0.6")
	if l.layers[e.From] >= l.layers[e.To] { // folding closed a cycle
		edge.Attr("constraint", "false")
	}
	return nil
}

// small is a line in small print.
func small(html string) string { return `<FONT POINT-SIZE="9">` + html + `</FONT>` }

// documents is a count with its noun.
func documents(n int64) string {
	switch n {
	case 0:
		return "never seen"
	case 1:
		return "1 document"
	}
	return humanize.Comma(n) + " documents"
}

// wrapped breaks a long text, such as a clue, into lines: at blanks, and after
// commas and opening brackets.
func wrapped(text string) string {
	const width = 20
	spaced := strings.NewReplacer(",", ",\x00", "(", "(\x00", " ", " \x00").Replace(shorten(text, 120))
	var lines []string
	line := ""
	for part := range strings.SplitSeq(spaced, "\x00") {
		if line != "" && utf8.RuneCountInString(line+part) > width {
			lines = append(lines, escape(line))
			line = ""
		}
		line += part
	}
	return strings.Join(append(lines, escape(line)), "<BR/>")
}
