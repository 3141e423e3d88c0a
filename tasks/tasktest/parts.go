package tasktest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// CheckParts says what is wrong with the parts of a graph, and is empty where
// nothing is. spelled is what parts of other graphs of the task were, by their
// keys, and is added to.
func CheckParts(g *graph.Graph, spelled map[graph.Fingerprint]string) string {
	next := graph.Node(0)
	for _, p := range g.Parts() {
		if p.From < next || p.To < p.From || int(p.To) >= g.Len() {
			return fmt.Sprintf("a part goes from %d to %d, the one before it to %d, of %d nodes", p.From, p.To, next-1, g.Len())
		}
		next = p.To + 1
		for v := next; int(v) < g.Len(); v++ {
			for _, a := range g.Args(v) {
				if p.From <= a && a < p.To {
					return fmt.Sprintf("%v is made from %v, inside of the part that ends with %v", g.Label(v), g.Label(a), g.Label(p.To))
				}
			}
		}
		text, fault := spellPart(g, p)
		if fault != "" {
			return fault
		}
		if other, known := spelled[p.Key]; known && other != text {
			return fmt.Sprintf("two parts have the same key: %s and %s", text, other)
		}
		spelled[p.Key] = text
	}
	return ""
}

// spellPart writes a part down: ops, values and arguments, in the part as places
// in it, before it as places in the order in which they are used.
func spellPart(g *graph.Graph, p graph.Part) (text, fault string) {
	var b strings.Builder
	var before []graph.Node
	for v := p.From; v <= p.To; v++ {
		fmt.Fprintf(&b, "%s[%s](", g.Op(v), g.Value(v))
		for _, a := range g.Args(v) {
			if a >= p.From {
				fmt.Fprintf(&b, " %d", a-p.From)
				continue
			}
			if !g.IsSource(a) {
				return "", fmt.Sprintf("%v is made from %v, which is neither in its part nor a source", g.Label(v), g.Label(a))
			}
			at := slices.Index(before, a)
			if at < 0 {
				at = len(before)
				before = append(before, a)
			}
			fmt.Fprintf(&b, " source %d=%s", at, g.Value(a))
		}
		b.WriteString(") ")
	}
	return b.String(), ""
}
