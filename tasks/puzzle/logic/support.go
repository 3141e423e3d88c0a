package logic

// support leaves out of what is given, in order, each clue but those of the step,
// then each cell, without which the cell asked for stays forced.
func (o *oracle) support(step set, given sources, cell int) sources {
	var rest []source
	for i := range given.clues.minus(step).all() {
		rest = append(rest, source{index: i})
	}
	clues := len(rest)
	for i := range given.cells.all() {
		rest = append(rest, source{index: i, isCell: true})
	}

	// Most can go, so try many at a time: where the cell stays forced without
	// all of them, it does so without each in turn.
	for n := clues; len(rest) > 0; {
		n = max(1, min(n, len(rest)))
		fewer := given
		for _, s := range rest[:n] {
			s.removeFrom(&fewer)
		}
		switch {
		case !o.open(fewer, cell):
			given, rest, n = fewer, rest[n:], 2*n
		case n > 1:
			n /= 2
		default:
			rest = rest[1:]
		}
	}
	return given
}

// source is a clue or a cell.
type source struct {
	index  int
	isCell bool
}

func (s source) removeFrom(all *sources) {
	if s.isCell {
		all.cells.remove(s.index)
	} else {
		all.clues.remove(s.index)
	}
}
