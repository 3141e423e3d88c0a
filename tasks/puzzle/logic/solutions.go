package logic

import (
	"math/bits"
	"slices"
)

// Solutions returns up to limit solutions, all of them where there are fewer,
// each once, in no particular order. It fails where the puzzle is malformed
// (numbers out of range) and, with ErrEffort, where the search takes too long.
func (p *Puzzle) Solutions(limit int) ([]Grid, error) { return p.solutions(limit, newBudget()) }

func (p *Puzzle) solutions(limit int, b *budget) ([]Grid, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if limit <= 0 {
		return nil, nil
	}
	s := newSolver(p, b)
	s.reset()
	for _, c := range p.Clues {
		s.assume(p.compile(c))
	}
	s.settle()
	var grids []Grid
	s.search(func(assignment []houseSet) bool {
		grids = append(grids, p.grid(assignment))
		return len(grids) < limit
	})
	if b.spent() {
		return nil, ErrEffort
	}
	return grids, nil
}

// solution returns the only solution.
func (p *Puzzle) solution(b *budget) (Grid, error) {
	grids, err := p.solutions(2, b)
	switch {
	case err != nil:
		return nil, err
	case len(grids) == 0:
		return nil, ErrNoSolution
	case len(grids) > 1:
		return nil, ErrManySolutions
	}
	return grids[0], nil
}

// grid is the table of an assignment.
func (p *Puzzle) grid(assignment []houseSet) Grid {
	grid := p.emptyGrid()
	for fact, at := range assignment {
		grid[bits.TrailingZeros16(uint16(at))][fact/p.Houses] = fact % p.Houses
	}
	return grid
}

func (p *Puzzle) emptyGrid() Grid {
	grid := make(Grid, p.Houses)
	for h := range grid {
		grid[h] = make([]int, p.Attributes)
	}
	return grid
}

func (g Grid) equal(other Grid) bool { return slices.EqualFunc(g, other, slices.Equal) }
