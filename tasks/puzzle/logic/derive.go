package logic

import "slices"

// Derive solves the puzzle step by step, as section 3.3 of METHOD.md defines.
// It fails where the puzzle has no solution (ErrNoSolution) or several
// (ErrManySolutions), is malformed, or is too hard (ErrEffort).
func (p *Puzzle) Derive() ([]Step, error) { return p.derive(newBudget()) }

func (p *Puzzle) derive(b *budget) ([]Step, error) {
	solution, err := p.solution(b)
	if err != nil {
		return nil, err
	}
	d := derivation{oracle: newOracle(p, b), left: upTo(len(p.Clues)), unknown: upTo(p.Houses * p.Attributes)}
	for h, row := range solution {
		for a, value := range row {
			d.give(Cell{h, a}, value)
		}
	}
	var steps []Step
	for !d.unknown.empty() {
		clues, ok := d.bestClue()
		if !ok {
			clues = d.bestCombination()
		}
		step := d.take(clues)
		if b.spent() {
			return nil, ErrEffort
		}
		steps = append(steps, step)
	}
	return steps, nil
}

// derivation is the state of a derivation between two steps.
type derivation struct {
	*oracle
	taken, left    set // clues
	known, unknown set // cells
}

// with is what is taken and known, with these clues.
func (d *derivation) with(clues set) sources {
	return sources{d.taken.union(clues), d.known}
}

// bestClue returns the clue that forces most unknown cells, the first of several
// such, and whether there is one that forces any.
func (d *derivation) bestClue() (best set, ok bool) {
	most := 0
	for i := range d.left.all() {
		clue := set{}.with(i)
		if n := d.forced(clue, most).len(); n > most {
			best, most = clue, n
		}
	}
	return best, most > 0
}

// forced returns the unknown cells that these clues, with those taken, force; or
// none, which is less work, if they are at most so many.
func (d *derivation) forced(clues set, atMost int) set {
	given := d.with(clues)
	cells := d.unknown
	d.budget.spend(len(d.witnesses))
	for i := range d.witnesses {
		if w := &d.witnesses[i]; w.satisfies(&given) {
			cells = cells.minus(w.cells)
		}
	}
	for cell := range d.unknown.all() {
		if cells.len() <= atMost {
			return set{}
		}
		if !cells.has(cell) {
			continue
		}
		if w, open := d.find(given, cell); open {
			d.witnesses = append(d.witnesses, w)
			cells = cells.minus(w.cells)
		}
	}
	return cells
}

// take makes the step that these clues are.
func (d *derivation) take(clues set) Step {
	step := Step{Clues: slices.Collect(clues.all())}
	cells := d.forced(clues, 0)
	for i := range cells.all() {
		step.Cells = append(step.Cells, d.finding(d.support(clues, d.with(clues), i), i))
	}
	d.taken, d.left = d.taken.union(clues), d.left.minus(clues)
	d.known, d.unknown = d.known.union(cells), d.unknown.minus(cells)
	return step
}
