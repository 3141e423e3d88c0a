package logic

// bestCombination returns, where no single clue forces an unknown cell, the first
// combination in lexicographic order of the smallest size that does.
//
// Clues force a cell if and only if, for each assignment that satisfies the clues
// taken and differs in that cell, they include one that it violates. So a
// combination that forces it hits the sets of clues that such assignments
// violate, each of them. It is enough to know some of these sets: take the first
// combination that hits those, and look for an assignment that satisfies it and
// differs. If there is one, there is one more set to hit; if not, the
// combination forces the cell.
func (d *derivation) bestCombination() (best set) {
	violated := make([][]set, len(d.cells)) // by cell
	for i := range d.witnesses {
		d.note(violated, &d.witnesses[i])
	}
	for n := 2; best.empty() && n <= d.left.len(); n++ {
		for cell := range d.unknown.all() {
			for {
				clues, ok := firstHitting(violated[cell], d.left, n, d.budget)
				if !ok || !best.empty() && !before(clues, best) {
					break
				}
				w, open := d.find(d.with(clues), cell)
				if !open {
					best = clues
					break
				}
				w = d.grow(w, cell)
				d.witnesses = append(d.witnesses, w)
				d.note(violated, &w)
			}
		}
	}
	return best
}

// note adds the clues that a witness violates to the sets of each cell where it
// differs, if it satisfies the clues taken.
func (d *derivation) note(violated [][]set, w *witness) {
	if w.clues.meets(&d.taken) {
		return
	}
	for cell := range w.cells.intersect(d.unknown).all() {
		violated[cell] = append(violated[cell], w.clues)
	}
}

// grow returns a witness for the cell that satisfies the clues that w satisfies
// and so many more that no further one can be added: the fewer it violates, the
// more combinations it rules out.
func (d *derivation) grow(w witness, cell int) witness {
	all := upTo(len(d.clues))
	for i := range w.clues.all() {
		if !w.clues.has(i) {
			continue // satisfied by now
		}
		more := sources{all.minus(w.clues).with(i), d.known}
		if better, found := d.find(more, cell); found {
			w = better
		}
	}
	return w
}
