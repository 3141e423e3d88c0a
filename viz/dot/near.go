package dot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/graphcov/graphcov/graph"
)

// nearLabels is how many labels a message names for one that is not there.
const nearLabels = 5

// find returns the node with that label; the error names the labels nearest to it.
func find(g *graph.Graph, label string) (graph.Node, error) {
	if v, ok := g.Find(graph.ParseLabel(label)); ok {
		return v, nil
	}
	var near []string
	distance := make(map[string]int)
	for v := range graph.Node(g.Len()) {
		l := g.Label(v).String()
		near = append(near, l)
		distance[l] = edits(label, l)
	}
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(distance[a], distance[b]) })
	near = near[:min(nearLabels, len(near))]
	return graph.None, fmt.Errorf("no node %q among the %d of the graph: near it there is %s", shorten(label, 60), g.Len(), strings.Join(near, ", "))
}

// edits is the Levenshtein distance of two texts, in characters.
func edits(a, b string) int {
	row := make([]int, utf8.RuneCountInString(b)+1) // distances of a prefix of a to every prefix of b
	for j := range row {
		row[j] = j
	}
	i := 0
	for _, x := range a {
		diagonal := row[0]
		i++
		row[0] = i
		j := 0
		for _, y := range b {
			j++
			replaced := diagonal
			if x != y {
				replaced++
			}
			diagonal = row[j]
			row[j] = min(replaced, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(row)-1]
}
