package logic

import (
	"math/rand/v2"
	"slices"
)

// Generate draws a solution and clues of all kinds that have it as their only
// solution, none of them superfluous, in random order. It takes all its
// randomness from rng. It fails for sizes out of range and, for sizes beyond some
// 12 houses and 12 attributes, it may fail where the search takes too long
// (ErrEffort) or it takes more than MaxClues clues.
func Generate(rng *rand.Rand, houses, attributes int) (Grid, []Clue, error) {
	return generate(rng, houses, attributes, newBudget())
}

func generate(rng *rand.Rand, houses, attributes int, b *budget) (Grid, []Clue, error) {
	p := &Puzzle{Houses: houses, Attributes: attributes}
	if err := p.check(); err != nil {
		return nil, nil, err
	}
	solution := p.randomGrid(rng)
	// As long as another grid satisfies the clues, add one that tells it apart.
	for {
		other, err := p.another(solution, b)
		if err != nil {
			return nil, nil, err
		}
		if other == nil {
			break
		}
		for {
			if clue := p.randomClue(rng, solution); !p.satisfies(other, clue) {
				p.Clues = append(p.Clues, clue)
				break
			}
		}
	}
	all := p.Clues
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i := 0; i < len(all); {
		p.Clues = slices.Delete(slices.Clone(all), i, i+1)
		other, err := p.another(solution, b)
		if err != nil {
			return nil, nil, err
		}
		if other == nil {
			all = p.Clues
		} else {
			i++
		}
	}
	return solution, all, nil
}

func (p *Puzzle) randomGrid(rng *rand.Rand) Grid {
	grid := p.emptyGrid()
	for a := range p.Attributes {
		for h, value := range rng.Perm(p.Houses) {
			grid[h][a] = value
		}
	}
	return grid
}

// another returns a solution other than this one, or nil.
func (p *Puzzle) another(solution Grid, b *budget) (Grid, error) {
	grids, err := p.solutions(2, b)
	if err != nil {
		return nil, err
	}
	for _, grid := range grids {
		if !grid.equal(solution) {
			return grid, nil
		}
	}
	return nil, nil
}

// drawsPerKind is how often facts are drawn for a kind of clue before another
// kind is tried: not every kind can be true in every puzzle.
const drawsPerKind = 200

// randomClue draws a kind of clue, then facts of which it is true.
func (p *Puzzle) randomClue(rng *rand.Rand, g Grid) Clue {
	fact := func() (f Fact, house int) {
		house, attribute := rng.IntN(p.Houses), rng.IntN(p.Attributes)
		return Fact{attribute, g[house][attribute]}, house
	}
	for {
		c := Clue{Kind: Kind(rng.IntN(int(kinds)))}
		for range drawsPerKind {
			var house int
			c.A, _ = fact()
			if c.B, house = fact(); c.unary() {
				c.B, c.House = Fact{}, house
			}
			if (c.unary() || c.A != c.B) && p.satisfies(g, c) {
				return c
			}
		}
	}
}

// satisfies reports whether the clue is true in the grid.
func (p *Puzzle) satisfies(g Grid, c Clue) bool {
	at := func(f Fact) houseSet {
		return 1 << slices.IndexFunc(g, func(row []int) bool { return row[f.Attribute] == f.Value })
	}
	constraint := p.compile(c)
	return constraint.holds(at(c.A), at(c.B))
}
