package dot

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// indexOf is the first index of a label: 1 of prod[1,2], dp[1] and cell[1,drink].
func indexOf(label string) (string, bool) {
	name, rest, ok := strings.Cut(label, "[")
	if !ok || name == "" || !strings.HasSuffix(rest, "]") {
		return "", false
	}
	index, _, _ := strings.Cut(strings.TrimSuffix(rest, "]"), ",")
	return index, index != ""
}

// groups gives each operation node a group by the first index of its label, a
// row or a step of the task; empty for none. Nodes in alone stay by themselves.
//
// Whether indices mean rows is nothing that a label says, so the edges are
// asked: groups stand only where most of the edges between nodes with an index
// stay inside their group. The cells of a grid puzzle, for one, are deduced from
// all over the grid.
func groups(g *graph.Graph, kept []graph.Node, alone map[graph.Node]bool) []string {
	group := make([]string, g.Len())
	size := make(map[string]int)
	for _, v := range kept {
		if index, ok := indexOf(g.Label(v).String()); ok && !g.IsSource(v) && !alone[v] {
			group[v] = "[" + index + "]"
			size[group[v]]++
		}
	}
	inside, across, several := 0, 0, 0
	for _, n := range size {
		if n > 1 {
			several++
		}
	}
	for _, v := range kept {
		for _, a := range g.Args(v) {
			switch {
			case group[v] == "" || group[a] == "":
			case group[v] == group[a]:
				inside++
			default:
				across++
			}
		}
	}
	if several < 2 || inside <= across {
		return make([]string, g.Len())
	}
	for v := range group {
		if size[group[v]] == 1 {
			group[v] = ""
		}
	}
	return group
}
