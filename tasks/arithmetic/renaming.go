package arithmetic

import (
	"math/rand/v2"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

var (
	_ task.Renaming = Expression{}
	_ task.Renaming = Worded{}
)

// CompileRenamed implements task.Renaming.
func (e Expression) CompileRenamed(g *graph.Graph, rng *rand.Rand) bool {
	var own graph.Graph
	e.Compile(&own)
	return compileRenamed(g, &own, rng)
}

// CompileRenamed implements task.Renaming.
func (w Worded) CompileRenamed(g *graph.Graph, rng *rand.Rand) bool {
	var own graph.Graph
	w.Compile(&own)
	return compileRenamed(g, &own, rng)
}

// compileRenamed appends the graph with its operands renamed and every
// operation worked again. Round numbers do not stay round, nor divisions even:
// real problems are kinder than that, and so is what training has of them.
func compileRenamed(g, own *graph.Graph, rng *rand.Rand) bool {
	digits := task.NewDigits(rng, 9)
	var args []graph.Node
	var values []string
	for v := range graph.Node(own.Len()) {
		if own.IsSource(v) {
			value, ok := graph.CanonicalNumber(digits.Rename(own.Value(v)))
			if !ok {
				return false
			}
			g.Source(own.Label(v), value)
			continue
		}
		args, values = append(args[:0], own.Args(v)...), values[:0]
		for _, a := range args {
			values = append(values, g.Value(a))
		}
		value, ok := judge{}.Apply(own, v, values)
		if !ok {
			return false
		}
		g.Add(own.Op(v), own.Label(v), value, args...)
	}
	return own.Len() > 0
}
