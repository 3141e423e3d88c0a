package dynprog

import (
	"math/rand/v2"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

var _ task.Renaming = Instance{}

// CompileRenamed implements task.Renaming. Signs stay, since they say what may
// be worth taking. Numbers of the paper's range stay in it, for which positive
// and negative ones have bijections of their own.
func (p Instance) CompileRenamed(g *graph.Graph, rng *rand.Rand) bool {
	highest := maxDrawn
	for _, v := range p.values {
		if v = strings.TrimPrefix(v, "-"); len(v) > 1 || v[0]-'0' > maxDrawn {
			highest = 9
		}
	}
	positive, negative := task.NewDigits(rng, highest), task.NewDigits(rng, highest)
	values := make([]string, len(p.values))
	for i, v := range p.values {
		digits := positive
		if strings.HasPrefix(v, "-") {
			digits = negative
		}
		values[i] = digits.Rename(v)
	}
	p.values = values
	return p.Compile(g) != graph.None
}
