package logic

import (
	"maps"
	"slices"
)

// Forced returns the value that clues and known cells, with the rule that each
// value is in one house and each cell has one value, force in a cell. It reports
// false where they leave it open, contradict each other, are out of range, or
// the search takes too long.
func Forced(houses, attributes int, clues []Clue, known map[Cell]int, cell Cell) (value int, ok bool) {
	p := &Puzzle{Houses: houses, Attributes: attributes, Clues: clues}
	if p.check() != nil {
		return 0, false
	}
	o, _, ok := p.force(upTo(len(clues)), known, cell, newBudget())
	if !ok {
		return 0, false
	}
	return o.value(p.index(cell)), true
}

// Support returns what supports a cell, given the clues of its step and those
// taken earlier (both as indices into p.Clues, in any order; one that is in both
// counts as of the step) and cells known before, which may be wrong; a value
// known for the cell itself is not used. Support starts from all of these and
// leaves out, in order, each earlier clue, then each known cell, without which
// the cell stays forced. It reports false where all of them together do not force
// the cell, as Forced does.
func (p *Puzzle) Support(step, earlier []int, known map[Cell]int, cell Cell) (f Finding, ok bool) {
	return p.support(step, earlier, known, cell, newBudget())
}

func (p *Puzzle) support(step, earlier []int, known map[Cell]int, cell Cell, b *budget) (f Finding, ok bool) {
	outside := func(i int) bool { return i < 0 || i >= len(p.Clues) }
	if p.check() != nil || slices.ContainsFunc(step, outside) || slices.ContainsFunc(earlier, outside) {
		return f, false
	}
	if _, ok := known[cell]; ok {
		known = maps.Clone(known)
		delete(known, cell)
	}
	o, cells, ok := p.force(setOf(step).union(setOf(earlier)), known, cell, b)
	if !ok {
		return f, false
	}
	support := o.support(setOf(step), sources{setOf(step).union(setOf(earlier)), cells}, p.index(cell))
	return o.finding(support, p.index(cell)), !b.spent()
}

// force reports whether the clues and known cells force the cell. If so, it
// returns an oracle that has the values of these cells and of that one, and the
// known cells as a set.
func (p *Puzzle) force(clues set, known map[Cell]int, cell Cell, b *budget) (o *oracle, cells set, ok bool) {
	if !p.contains(cell) {
		return nil, cells, false
	}
	o = newOracle(p, b)
	for c, value := range known {
		if !p.contains(c) || value < 0 || value >= p.Houses {
			return nil, cells, false
		}
		o.give(c, value)
		cells.add(p.index(c))
	}
	given := sources{clues, cells}
	o.assume(given)
	o.solver.search(func(assignment []houseSet) bool {
		values := assignment[cell.Attribute*p.Houses:][:p.Houses]
		o.give(cell, slices.Index(values, 1<<cell.House))
		ok = true
		return false
	})
	return o, cells, ok && !o.open(given, p.index(cell))
}
