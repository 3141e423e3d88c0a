package logic

import "slices"

// oracle answers whether clues and cells force a cell: whether there is no
// assignment that satisfies them and differs there. It remembers the assignments
// found: each also answers all questions about clues and cells that it
// satisfies, and those are most of what a derivation asks.
type oracle struct {
	puzzle    *Puzzle
	clues     []constraint
	cells     []constraint // FoundAt, by cell; of no meaning before give
	witnesses []witness
	solver    *solver
	assumed   sources // by the solver
	ready     bool    // the solver has assumed something at all
	budget    *budget
}

// sources are clues and cells.
type sources struct{ clues, cells set }

// witness is an assignment, by the clues that it violates and the cells where it
// differs.
type witness sources

// satisfies reports whether all that is given is true in the assignment.
func (w *witness) satisfies(given *sources) bool {
	return !w.clues.meets(&given.clues) && !w.cells.meets(&given.cells)
}

// newOracle returns an oracle that knows the clues; the cells get their values
// from give.
func newOracle(p *Puzzle, b *budget) *oracle {
	o := &oracle{puzzle: p, solver: newSolver(p, b), cells: make([]constraint, p.Houses*p.Attributes), budget: b}
	for _, c := range p.Clues {
		o.clues = append(o.clues, p.compile(c))
	}
	return o
}

// give sets the value of a cell. Do not call it once there are witnesses.
func (o *oracle) give(cell Cell, value int) {
	o.cells[o.puzzle.index(cell)] = o.puzzle.compile(Clue{Kind: FoundAt, A: Fact{cell.Attribute, value}, House: cell.House})
}

// value returns the value that the cell was given.
func (o *oracle) value(cell int) int { return int(o.cells[cell].a) % o.puzzle.Houses }

// open reports whether all that is given can be true while the cell does not
// have its value. Where the budget is spent, it says true.
func (o *oracle) open(given sources, cell int) bool {
	if !o.budget.spend(len(o.witnesses)) {
		return true
	}
	for i := range o.witnesses {
		if w := &o.witnesses[i]; w.cells.has(cell) && w.satisfies(&given) {
			return true
		}
	}
	w, found := o.find(given, cell)
	if found {
		o.witnesses = append(o.witnesses, w)
	}
	return found || o.budget.spent()
}

// find looks for an assignment that satisfies all that is given and differs from
// the value of the cell.
func (o *oracle) find(given sources, cell int) (w witness, found bool) {
	o.assume(given)
	c := &o.cells[cell]
	o.solver.without(int(c.a), c.at, func(assignment []houseSet) bool {
		w, found = o.compare(assignment), true
		return false
	})
	return w, found
}

// assume makes the solver assume what is given, and nothing else.
func (o *oracle) assume(given sources) {
	if o.ready && o.assumed == given {
		return
	}
	o.ready, o.assumed = true, given
	o.solver.reset()
	for i := range given.cells.all() {
		o.solver.assume(o.cells[i])
	}
	for i := range given.clues.all() {
		o.solver.assume(o.clues[i])
	}
	o.solver.settle()
}

// compare returns what an assignment violates.
func (o *oracle) compare(assignment []houseSet) (w witness) {
	for i := range o.clues {
		if c := &o.clues[i]; !c.holds(assignment[c.a], assignment[c.b]) {
			w.clues.add(i)
		}
	}
	for i := range o.cells {
		if c := &o.cells[i]; assignment[c.a] != c.at {
			w.cells.add(i)
		}
	}
	return w
}

// finding spells out the support of a cell.
func (o *oracle) finding(support sources, cell int) Finding {
	f := Finding{Cell: o.puzzle.cell(cell), Value: o.value(cell), Clues: slices.Collect(support.clues.all())}
	for i := range support.cells.all() {
		f.Cells = append(f.Cells, o.puzzle.cell(i))
	}
	return f
}
