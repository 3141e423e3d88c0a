package logic

import (
	"fmt"
	"slices"
	"testing"
)

// TestGenerate checks puzzles of many sizes: one solution, no clue superfluous,
// and a derivation whose findings are right and supported by no more than it
// takes.
func TestGenerate(t *testing.T) {
	sizes := []struct{ houses, attributes, count int }{
		{2, 1, 50}, {2, 2, 100}, {3, 2, 100}, {3, 3, 200}, {2, 6, 100}, {6, 2, 100}, {4, 4, 200}, {5, 5, 100}, {6, 6, 50}, {7, 7, 10},
	}
	var used [kinds]bool
	for _, size := range sizes {
		if testing.Short() {
			size.count = (size.count + 9) / 10
		}
		t.Run(fmt.Sprintf("%dx%d", size.houses, size.attributes), func(t *testing.T) {
			for seed := range size.count {
				grid, clues, err := Generate(newRand(seed), size.houses, size.attributes)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range clues {
					used[c.Kind] = true
				}
				p := &Puzzle{size.houses, size.attributes, clues}
				checkGenerated(t, p, grid)
				checkDerivation(t, p, grid)
				if t.Failed() {
					t.Fatalf("seed %d: %+v", seed, p)
				}
			}
		})
	}
	if i := slices.Index(used[:], false); i >= 0 {
		t.Errorf("no clue of kind %d generated", i)
	}
}

// checkGenerated relies on Solutions only where it says that there is no more
// than one: what it returns is checked against the meaning of the clues.
func checkGenerated(t *testing.T, p *Puzzle, grid Grid) {
	t.Helper()
	if solutions, err := p.Solutions(2); err != nil || len(solutions) != 1 || !solutions[0].equal(grid) {
		t.Fatalf("solutions %v, %v, want %v", solutions, err, grid)
	}
	for i, superfluous := range p.Clues {
		if !holds(grid, superfluous) {
			t.Errorf("clue %d is false", i)
		}
		fewer := &Puzzle{p.Houses, p.Attributes, slices.Delete(slices.Clone(p.Clues), i, i+1)}
		solutions, err := fewer.Solutions(2)
		if err != nil || len(solutions) != 2 {
			t.Fatalf("without clue %d: %d solutions, %v", i, len(solutions), err)
		}
		for _, g := range solutions {
			violated := slices.ContainsFunc(fewer.Clues, func(c Clue) bool { return !holds(g, c) })
			if violated || holds(g, superfluous) != g.equal(grid) {
				t.Errorf("without clue %d: %v is no other solution", i, g)
			}
		}
	}
}

func checkDerivation(t *testing.T, p *Puzzle, grid Grid) {
	t.Helper()
	steps, err := p.Derive()
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[Cell]int)
	for _, step := range steps {
		before := len(known)
		for _, f := range step.Cells {
			if f.Value != grid[f.House][f.Attribute] || contains(known, f.Cell) {
				t.Errorf("%+v is wrong or was known", f)
			}
			checkSupport(t, p, grid, f)
		}
		for _, f := range step.Cells {
			known[f.Cell] = f.Value
		}
		if len(known) == before {
			t.Errorf("%+v gives no cell", step)
		}
	}
	if len(known) != p.Houses*p.Attributes {
		t.Errorf("%d cells derived", len(known))
	}
}

// checkSupport checks that a finding is forced, and is not if one of its cells is left out.
func checkSupport(t *testing.T, p *Puzzle, grid Grid, f Finding) {
	t.Helper()
	var clues []Clue
	for _, i := range f.Clues {
		clues = append(clues, p.Clues[i])
	}
	cells := make(map[Cell]int)
	for _, c := range f.Cells {
		cells[c] = grid[c.House][c.Attribute]
	}
	if v, ok := Forced(p.Houses, p.Attributes, clues, cells, f.Cell); v != f.Value || !ok {
		t.Errorf("%+v is not forced", f)
	}
	for _, c := range f.Cells {
		delete(cells, c)
		if _, ok := Forced(p.Houses, p.Attributes, clues, cells, f.Cell); ok {
			t.Errorf("%+v: cell %v is superfluous", f, c)
		}
		cells[c] = grid[c.House][c.Attribute]
	}
}

// TestGenerateRepeats checks that the randomness is all from rng.
func TestGenerateRepeats(t *testing.T) {
	_, a, _ := Generate(newRand(1), 5, 5)
	_, b, _ := Generate(newRand(1), 5, 5)
	_, c, _ := Generate(newRand(2), 5, 5)
	if !slices.Equal(a, b) || slices.Equal(a, c) {
		t.Errorf("seed 1: %v and %v, seed 2: %v", a, b, c)
	}
}
