package puzzle

import (
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/puzzle/logic"
)

// Apply implements task.Instance: what the clues and the cells force in the cell
// of v. Where they leave it open or contradict each other they make no value.
func (p Instance) Apply(g *graph.Graph, v graph.Node, args []string) (string, bool) {
	if len(args) != len(g.Args(v)) {
		return "", false
	}
	if g.Op(v) == opTable {
		return p.applyTable(args)
	}
	cell, _, ok := p.parseFinding(g.Value(v))
	if !ok {
		return "", false
	}
	var clues []logic.Clue
	known := make(map[logic.Cell]int)
	for _, text := range args {
		if c, err := p.parseClue(text); err == nil {
			clues = append(clues, c.Clue)
			continue
		}
		c, text, ok := p.parseFinding(text)
		if !ok {
			return "", false
		}
		if known[c], ok = p.value(c.Attribute, text); !ok {
			return "", false
		}
	}
	value, ok := logic.Forced(p.houses, len(p.attributes), clues, known, cell)
	if !ok {
		return "", false
	}
	return p.finding(cell, p.attributes[cell.Attribute].values[value]), true
}

func (p Instance) applyTable(args []string) (string, bool) {
	values := make([]string, len(args))
	for i, text := range args {
		_, value, ok := p.parseFinding(text)
		if !ok {
			return "", false
		}
		values[i] = value
	}
	return joinValues(values), true
}
