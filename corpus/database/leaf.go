package database

import (
	"github.com/graphcov/graphcov/graph"
)

// fewestCells is how many rows a leaf must have for guessing to gain anything.
const fewestCells = 16

// leaf looks for keys on a leaf all of whose rows match, as nearly all do, and
// reports false for others, on which page has to look again. Fingerprints are
// spread evenly, so that where a row must be can nearly be told from its key:
// most rows between two keys need not be read.
func (s *search) leaf(p *page, keys []Sought) bool {
	end := p.cells() - 1
	if end+1 < fewestCells {
		return false
	}
	first, ok := s.fingerprintAt(p, 0)
	last, also := s.fingerprintAt(p, end)
	if !ok || !also || last.Hi <= first.Hi {
		return false
	}
	cellsPerHi := float64(end) / float64(last.Hi-first.Hi)
	at, cell := 0, first // the first cell that is not before the last key
	for _, k := range keys {
		if k.compare(last) > 0 {
			return true
		}
		if k.compare(cell) > 0 {
			guess := at + 1
			if k.Fingerprint.Hi > first.Hi {
				guess = min(max(guess, int(float64(k.Fingerprint.Hi-first.Hi)*cellsPerHi)), end)
			}
			if at, cell, ok = s.from(p, guess, at, k); !ok {
				return false
			}
		}
		if k.Fingerprint == cell && !s.take(p, at, k) {
			return false
		}
	}
	return true
}

// from goes from a cell to the first that is not before the key. That is after
// the cell before, and there is one.
func (s *search) from(p *page, at, before int, k Sought) (int, graph.Fingerprint, bool) {
	cell, ok := s.fingerprintAt(p, at)
	for ok && k.compare(cell) > 0 {
		if at++; at == p.cells() {
			return at, cell, false
		}
		cell, ok = s.fingerprintAt(p, at)
	}
	for ok && at-1 > before {
		earlier, isRow := s.fingerprintAt(p, at-1)
		if ok = isRow; !ok || k.compare(earlier) > 0 {
			break
		}
		at, cell = at-1, earlier
	}
	return at, cell, ok
}

func (s *search) fingerprintAt(p *page, i int) (graph.Fingerprint, bool) {
	cell, err := p.cell(i)
	if err != nil {
		return graph.Fingerprint{}, false
	}
	return s.key.quick(cell, p.longest)
}

// take hands the row in a cell out.
func (s *search) take(p *page, i int, k Sought) bool {
	row, err := p.row(i)
	if err != nil || integers(row, s.columns, s.values) != nil {
		return false
	}
	s.found(k.Number, s.values)
	return true
}
