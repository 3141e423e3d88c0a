package puzzle

import (
	"slices"
	"strconv"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// Ops of the task.
const (
	opDeduce graph.Op = "deduce"
	opTable  graph.Op = "table"
)

// Labels of the task's nodes. A clue is labelled by its text.
func (p *grid) labelCell(c logic.Cell) graph.Label {
	return graph.ParseLabel("cell[" + strconv.Itoa(c.House+1) + "," + p.attributes[c.Attribute].name + "]")
}

func labelClue(text string) graph.Label { return graph.ParseLabel(text) }
func labelSolution() graph.Label        { return graph.Name("solution") }

// Compile implements task.Instance.
func (p Instance) Compile(g *graph.Graph) (sink graph.Node) {
	steps, err := p.derivation()
	if err != nil { // given up; what Parse returns never is
		return graph.None
	}
	clues := make(map[int]graph.Node)
	cells := make(map[logic.Cell]graph.Node)
	var args []graph.Node
	for _, step := range steps {
		for _, f := range step.Cells {
			args = args[:0]
			for _, i := range f.Clues {
				v, added := clues[i]
				if !added {
					v = g.Source(labelClue(p.clues[i].text), p.clues[i].text)
					clues[i] = v
				}
				args = append(args, v)
			}
			for _, c := range f.Cells {
				args = append(args, cells[c])
			}
			sink = g.Add(opDeduce, p.labelCell(f.Cell), p.finding(f.Cell, p.valueAt(f.Cell)), args...)
			cells[f.Cell] = sink
		}
	}
	if p.asked != nil {
		return cells[*p.asked]
	}
	args = args[:0]
	for _, c := range p.cells() {
		args = append(args, cells[c])
	}
	return g.Add(opTable, labelSolution(), p.Answer(), args...)
}

// derivation is how the solution is worked out or, where one cell is asked for,
// what of it that cell needs. A step without cells is there for its clues, which
// support cells of later steps.
func (p Instance) derivation() ([]logic.Step, error) {
	steps, err := p.derive()
	if err != nil || p.asked == nil {
		return steps, err
	}
	needed := map[logic.Cell]bool{*p.asked: true}
	used := make(map[int]bool) // clues
	var kept []logic.Step      // the last first
	for i := len(steps) - 1; i >= 0; i-- {
		var cells []logic.Finding
		for _, f := range steps[i].Cells {
			if !needed[f.Cell] {
				continue
			}
			cells = append(cells, f)
			for _, c := range f.Cells { // of earlier steps
				needed[c] = true
			}
			for _, k := range f.Clues {
				used[k] = true
			}
		}
		if slices.ContainsFunc(steps[i].Clues, func(k int) bool { return used[k] }) {
			kept = append(kept, logic.Step{Clues: steps[i].Clues, Cells: cells})
		}
	}
	slices.Reverse(kept)
	return kept, nil
}
