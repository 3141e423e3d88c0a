package arithmetic

import "github.com/graphcov/graphcov/graph"

// judge is what all instances know of values and ops.
type judge struct{}

// Algorithm implements task.Instance.
func (judge) Algorithm() string { return algorithmEquations }

// Equal implements task.Instance: a stated decimal means an exact value that it
// is rounded or cut off from.
func (judge) Equal(stated, value string) bool { return means(stated, value) }

// Apply implements task.Instance.
func (judge) Apply(g *graph.Graph, v graph.Node, args []string) (string, bool) {
	if len(args) != len(g.Args(v)) {
		return "", false
	}
	var values [2]rational
	if len(args) > len(values) {
		return "", false
	}
	for i, a := range args {
		number, ok := graph.CanonicalNumber(a)
		if !ok {
			return "", false
		}
		if values[i], ok = parseRational(number); !ok {
			return "", false
		}
	}
	r, ok := calculate(g.Op(v), values[0], values[1])
	if !ok {
		return "", false
	}
	return r.String(), true
}
