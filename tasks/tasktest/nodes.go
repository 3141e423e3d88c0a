package tasktest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
)

// Nodes lists the nodes of a graph, "prod[0,0] = multiply[8](x[0], y[0])", in
// an order of their own, so that graphs built in another order compare.
func Nodes(g *graph.Graph) []string {
	var list []string
	for v := range graph.Node(g.Len()) {
		if g.IsSource(v) {
			list = append(list, fmt.Sprintf("%v = %s", g.Label(v), g.Value(v)))
			continue
		}
		var args []string
		for _, a := range g.Args(v) {
			args = append(args, g.Label(a).String())
		}
		list = append(list, fmt.Sprintf("%v = %s[%s](%s)", g.Label(v), g.Op(v), g.Value(v), strings.Join(args, ", ")))
	}
	slices.Sort(list)
	return list
}

// Diff says in which nodes two graphs differ, whatever their order, and is
// empty where they do not.
func Diff(want, got *graph.Graph) string {
	if same(want, got) {
		return ""
	}
	return cmp.Diff(Nodes(want), Nodes(got))
}

// Changes lists the nodes that only the first graph has, each after a minus,
// then those that only the second has, each after a plus.
func Changes(from, to *graph.Graph) []string {
	before, after := Nodes(from), Nodes(to)
	return append(without("-", before, after), without("+", after, before)...)
}

func without(mark string, first, second []string) []string {
	var list []string
	for _, node := range first {
		if !slices.Contains(second, node) {
			list = append(list, mark+node)
		}
	}
	return list
}

// same is the quick way to know that two graphs do not differ; labels are
// unique in the first.
func same(want, got *graph.Graph) bool {
	if want.Len() != got.Len() {
		return false
	}
	named := make(map[graph.Label]graph.Node, want.Len())
	for v := range graph.Node(want.Len()) {
		named[want.Label(v)] = v
	}
	for v := range graph.Node(got.Len()) {
		w, known := named[got.Label(v)]
		if !known || want.Op(w) != got.Op(v) || want.Value(w) != got.Value(v) {
			return false
		}
		if !slices.EqualFunc(want.Args(w), got.Args(v), func(a, b graph.Node) bool { return want.Label(a) == got.Label(b) }) {
			return false
		}
		delete(named, got.Label(v)) // a second node of that label is one too many
	}
	return true
}
