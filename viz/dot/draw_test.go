package dot

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
)

func labels(d Drawing) (all []string) {
	for _, n := range d.Nodes {
		all = append(all, n.Label)
	}
	return all
}

// What is drawn of 12 x 84 (METHOD.md section 3.1), by hand.
func TestFocusAndDepth(t *testing.T) {
	g := compiled(instance(t, "12 x 84"))
	for _, test := range []struct {
		focus string
		depth int
		want  string
		cut   string
	}{
		{"prod[0,0]", 0, "x[0] y[0] prod[0,0]", ""},
		{"x[1]", 0, "x[1]", ""},
		{"sum[1,1]", 0, "x[0] x[1] y[1] prod[1,0] carry[1,0] prod[1,1] sum[1,1]", ""},
		{"sum[1,1]", 1, "carry[1,0] prod[1,1] sum[1,1]", "carry[1,0] prod[1,1]"},
		{"", 1, "partial[0] shifted[1] product", "partial[0] shifted[1]"},
		// digit and sum are both one edge from partial, so prod[1,0], which is an
		// argument of digit, is two away, and carry, of sum, too.
		{"partial[1]", 2, "prod[1,0] digit[1,0] carry[1,0] prod[1,1] sum[1,1] partial[1]", "prod[1,0] prod[1,1]"},
	} {
		d := drawn(t, g, Options{Focus: test.focus, Depth: test.depth})
		var cut []string
		for _, n := range d.Nodes {
			if n.Cut {
				cut = append(cut, n.Label)
			}
		}
		if got := strings.Join(labels(d), " "); got != test.want || strings.Join(cut, " ") != test.cut {
			t.Errorf("focus %q, depth %d: %s, cut at %q, want %s, cut at %q", test.focus, test.depth, got, cut, test.want, test.cut)
		}
	}
	if _, err := FromGraph(g, Options{Depth: -1}); err == nil {
		t.Error("a negative depth is taken")
	}
}

func TestUnknownFocusNamesNearLabels(t *testing.T) {
	_, err := FromGraph(compiled(instance(t, "12 x 84")), Options{Focus: "partial[2]"})
	if err == nil || !strings.Contains(err.Error(), `no node "partial[2]" among the 15 of the graph: near it there is partial[0], partial[1], `) {
		t.Error(err)
	}
}

func TestEdits(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"prod[1,2]", "prod[2,1]", 2}, {"größe", "grösse", 2}} {
		if got := edits(test.a, test.b); got != test.want {
			t.Errorf("%q to %q: %d edits, want %d", test.a, test.b, got, test.want)
		}
	}
}

// The rows of a product and the positions of a list are framed; the cells of a
// puzzle and the steps of a sum of sums, which feed each other, are not.
func TestFrames(t *testing.T) {
	d := drawn(t, compiled(instance(t, "12 x 84")), Options{})
	ids := make(map[string]string)
	for _, n := range d.Nodes {
		ids[n.ID] = n.Label
	}
	got := make(map[string]string)
	for _, c := range d.Clusters {
		for _, id := range c.Nodes {
			got[c.Label] += ids[id] + " "
		}
	}
	want := map[string]string{
		"[0]": "prod[0,0] prod[0,1] partial[0] ",
		"[1]": "prod[1,0] digit[1,0] carry[1,0] prod[1,1] sum[1,1] partial[1] shifted[1] ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	across := new(graph.Graph) // two cells of each row, each made from the other rows
	source := across.Source(graph.Name("s"), "1")
	first := across.Add("f", graph.Indexed2("cell", 0, 0), "1", source)
	second := across.Add("f", graph.Indexed2("cell", 1, 0), "1", first)
	third := across.Add("f", graph.Indexed2("cell", 0, 1), "1", second)
	across.Add("f", graph.Name("end"), "1", across.Add("f", graph.Indexed2("cell", 1, 1), "1", third))
	if d := drawn(t, across, Options{}); len(d.Clusters) > 0 {
		t.Errorf("frames %+v around nodes all of whose edges leave them", d.Clusters)
	}
}

// Of a 20x20 product each of the 20 rows is one box, so are the digits of either
// factor, and the product stands alone; every operation is in one of them.
func TestFoldedProduct(t *testing.T) {
	g := compiled(instance(t, "98765432109876543219 x 12345678901234567891"))
	d := drawn(t, g, Options{})
	if len(d.Nodes) != 23 || len(d.Edges) != 60 { // each row from x and y, and the product from each row
		t.Errorf("%d boxes, %d edges, want 23 and 60: %q", len(d.Nodes), len(d.Edges), labels(d))
	}
	operations := 0
	for _, n := range d.Nodes {
		switch {
		case n.Label == "x" || n.Label == "y":
			if n.Layer != 0 || len(n.Folded.Labels) != 20 || !n.IsSource() {
				t.Errorf("%+v", n)
			}
		case n.Label == "product":
			if n.Layer != 2 || n.Folded != nil {
				t.Errorf("%+v", n)
			}
			operations++
		default:
			if n.Layer != 1 || n.IsSource() {
				t.Errorf("%+v", n)
			}
			operations += n.Folded.Operations
		}
	}
	if want := g.Measure().Operations; operations != want {
		t.Errorf("%d operations in boxes, %d in the graph", operations, want)
	}
}

// A box sums its nodes up: two rows of an a, seen 5 times, a b, never seen and
// the row's result, and the end.
func TestFoldedBox(t *testing.T) {
	g := new(graph.Graph)
	s := g.Source(graph.Name("s"), "1")
	var rows []graph.Node
	for j := range 2 {
		a := g.Add("f", graph.Indexed("a", j), "2", s)
		rows = append(rows, g.Add("g", graph.Indexed("b", j), "3", a))
	}
	g.Add("h", graph.Name("end"), "4", rows...)
	nodes := bareNodes(g)
	five, none, given := int64(5), int64(0), "9"
	for v := range nodes {
		n := &nodes[v]
		switch {
		case strings.HasPrefix(n.Label, "a"):
			n.Documents, n.Outcome = &five, "correct"
		case n.Label == "b[1]":
			n.Documents, n.Outcome, n.Given = &none, "local", &given
		case n.Label == "b[0]":
			n.Documents, n.Outcome = &none, "correct"
		}
	}
	d, err := draw(g, nodes, Options{FoldAbove: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := labels(d); !slices.Equal(got, []string{"s", "[0]", "[1]", "end"}) {
		t.Fatalf("boxes %q", got)
	}
	want := Node{ID: "f2", Label: "[1]", Layer: 1, Value: "3", Given: &given, Outcome: "local", Documents: &none,
		Folded: &Folded{Exit: "b[1]", Labels: []string{"a[1]", "b[1]"}, Operations: 2, Seen: 1, Outcomes: map[outcome.Outcome]int{"correct": 1, "local": 1}}}
	if diff := cmp.Diff(want, d.Nodes[2]); diff != "" {
		t.Error(diff)
	}
}

// Folding the positions of a list closes cycles: dp runs down it and use up.
// All is drawn all the same, and Graphviz lays it out.
func TestFoldedCycle(t *testing.T) {
	g := new(graph.Graph)
	a := g.Source(graph.Name("s"), "1")
	down := []graph.Node{a}
	const n = 4
	nodes := make([][2]graph.Node, n)
	for i := n - 1; i >= 0; i-- {
		nodes[i][0] = g.Add("f", graph.Indexed("down", i), "1", down...)
		nodes[i][1] = g.Add("f", graph.Indexed("mid", i), "1", nodes[i][0])
		down = []graph.Node{nodes[i][0]}
	}
	up := nodes[0][1]
	for i := range n {
		v := g.Add("f", graph.Indexed("up", i), "1", nodes[i][1], up)
		up = g.Add("f", graph.Indexed("after", i), "1", v, nodes[i][0])
	}
	g.Add("f", graph.Name("end"), "1", up)
	d := drawn(t, g, Options{FoldAbove: 1})
	if got := fmt.Sprint(labels(d)); got != "[s [3] [2] [1] [0] end]" {
		t.Errorf("boxes %s", got)
	}
	if source := written(t, d); strings.Count(source, `constraint="false"`) == 0 {
		t.Errorf("no edge goes up: %s", source)
	} else {
		graphviz(t, "svg", source)
	}
}

// Without rows, the operations of one name in one layer make a box: here three
// f over three sources, and what is made of them.
func TestFoldedWithoutRows(t *testing.T) {
	g := new(graph.Graph)
	var fs []graph.Node
	for i := range 3 {
		fs = append(fs, g.Add("f", graph.Name(fmt.Sprintf("f[%d,k]", i)), "1", g.Source(graph.Indexed("s", i), "1")))
	}
	g.Add("h", graph.Name("end"), "3", fs...)
	d := drawn(t, g, Options{FoldAbove: 1})
	if got := fmt.Sprint(labels(d)); got != "[s f 1 end]" || len(d.Edges) != 2 {
		t.Errorf("boxes %s, %d edges", got, len(d.Edges))
	}
}
