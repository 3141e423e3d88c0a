package multiplication

import (
	"math/rand/v2"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

var (
	_ task.Renaming = Instance{}
	_ task.Renaming = variant{}
)

// renamed is the product of the factors with other digits.
func (p Instance) renamed(rng *rand.Rand) Instance {
	digits := task.NewDigits(rng, 9)
	p.x, p.y = digits.Rename(p.x), digits.Rename(p.y)
	return p
}

// CompileRenamed implements task.Renaming. The sizes of the factors and their
// zeros stay, the carries do not.
func (p Instance) CompileRenamed(g *graph.Graph, rng *rand.Rand) bool {
	return p.renamed(rng).Compile(g) != graph.None
}

// CompileRenamed implements task.Renaming.
func (v variant) CompileRenamed(g *graph.Graph, rng *rand.Rand) bool {
	for _, w := range v.renamed(rng).Variants() {
		if w.Algorithm() == v.algorithm {
			return w.Compile(g) != graph.None
		}
	}
	return false
}
