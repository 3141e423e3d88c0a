package puzzle

import (
	"math/rand/v2"
	"slices"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

var _ task.Renaming = Instance{}

// CompileRenamed implements task.Renaming: every attribute's values change
// places among themselves. The derivation is that of this instance under other
// names, so that it takes no solving; of clues that force equally many cells it
// takes the same one first, which by the order of the new names need not be so.
func (p Instance) CompileRenamed(g *graph.Graph, rng *rand.Rand) bool {
	steps, err := p.derive()
	if err != nil {
		return false
	}
	names := make([][]int, len(p.attributes)) // by attribute: the new value of each
	for a := range names {
		names[a] = rng.Perm(p.houses)
	}
	q := p
	q.grid = p.grid.renamed(names)
	q.solution = make(logic.Grid, len(p.solution))
	for house, values := range p.solution {
		for a, value := range values {
			q.solution[house] = append(q.solution[house], names[a][value])
		}
	}
	q.derive = func() ([]logic.Step, error) { return q.stepsOf(p, steps, names), nil }
	return q.Compile(g) != graph.None
}

// renamed is the same table with the clues said of other values.
func (p *grid) renamed(names [][]int) *grid {
	q := *p
	clues := make([]clue, len(p.clues))
	for i, c := range p.clues {
		clues[i] = p.renamedClue(c, names)
	}
	q.setClues(clues)
	return &q
}

func (p *grid) renamedClue(c clue, names [][]int) clue {
	l := c.Clue
	l.A.Value = names[l.A.Attribute][l.A.Value]
	if !hasHouse(l.Kind) {
		l.B.Value = names[l.B.Attribute][l.B.Value]
	}
	return p.newClue(l)
}

// stepsOf says the steps of the puzzle that p renames in the clues of p.
func (p Instance) stepsOf(own Instance, steps []logic.Step, names [][]int) []logic.Step {
	inP := func(clues []int) []int {
		list := make([]int, len(clues))
		for i, k := range clues {
			list[i] = p.clueIndex[own.renamedClue(own.clues[k], names).text]
		}
		slices.Sort(list)
		return list
	}
	renamed := make([]logic.Step, len(steps))
	for i, step := range steps {
		renamed[i] = logic.Step{Clues: inP(step.Clues)}
		for _, f := range step.Cells {
			f.Value, f.Clues = names[f.Attribute][f.Value], inP(f.Clues)
			renamed[i].Cells = append(renamed[i].Cells, f)
		}
	}
	return renamed
}
