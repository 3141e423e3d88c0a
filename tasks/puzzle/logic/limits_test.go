package logic

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMalformed(t *testing.T) {
	tests := map[string]Puzzle{
		"no houses":           {0, 2, nil},
		"one house":           {1, 2, nil},
		"too many houses":     {MaxHouses + 1, 2, nil},
		"negative":            {-3, -3, nil},
		"no attributes":       {3, 0, nil},
		"too many attributes": {3, MaxAttributes + 1, nil},
		"too many clues":      {3, 3, make([]Clue, MaxClues+1)},
		"kind":                {3, 3, []Clue{{Kind: kinds}}},
		"attribute":           {3, 3, []Clue{{Kind: FoundAt, A: Fact{3, 0}}}},
		"value":               {3, 3, []Clue{{Kind: FoundAt, A: Fact{0, 3}}}},
		"negative value":      {3, 3, []Clue{{Kind: FoundAt, A: Fact{0, -1}}}},
		"second fact":         {3, 3, []Clue{{Kind: LeftOf, A: Fact{0, 0}, B: Fact{0, 3}}}},
		"house":               {3, 3, []Clue{{Kind: NotAt, A: Fact{0, 0}, House: 3}}},
		"negative house":      {3, 3, []Clue{{Kind: NotAt, A: Fact{0, 0}, House: -1}}},
	}
	for name, p := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := p.Solutions(1); err == nil {
				t.Error("Solutions: no error")
			}
			if _, err := p.Derive(); err == nil {
				t.Error("Derive: no error")
			}
			if _, ok := Forced(p.Houses, p.Attributes, p.Clues, map[Cell]int{{0, 0}: 0}, Cell{0, 0}); ok {
				t.Error("Forced: ok")
			}
			if _, ok := p.Support(nil, nil, map[Cell]int{{0, 0}: 0, {1, 0}: 1}, Cell{2, 0}); ok {
				t.Error("Support: ok")
			}
			if _, _, err := Generate(newRand(1), p.Houses, p.Attributes); err == nil && len(p.Clues) == 0 {
				t.Error("Generate: no error")
			}
		})
	}
}

// TestOutside asks about cells, values and clues that there are none of.
func TestOutside(t *testing.T) {
	known := map[Cell]int{{0, 0}: 0}
	p := Puzzle{2, 1, []Clue{{Kind: FoundAt, A: Fact{0, 0}}}}
	tests := []struct {
		name  string
		step  []int
		known map[Cell]int
		cell  Cell
		want  bool
	}{
		{"all right", []int{0}, known, Cell{1, 0}, true},
		{"house", []int{0}, known, Cell{2, 0}, false},
		{"attribute", []int{0}, known, Cell{0, 1}, false},
		{"negative", []int{0}, known, Cell{-1, 0}, false},
		{"known house", []int{0}, map[Cell]int{{2, 0}: 0}, Cell{1, 0}, false},
		{"known value", []int{0}, map[Cell]int{{0, 0}: 2}, Cell{1, 0}, false},
		{"clue", []int{1}, known, Cell{1, 0}, false},
		{"negative clue", []int{-1}, known, Cell{1, 0}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, ok := p.Support(tt.step, nil, tt.known, tt.cell); ok != tt.want {
				t.Errorf("Support: %t", ok)
			}
			if _, ok := p.Support(nil, tt.step, tt.known, tt.cell); ok != tt.want {
				t.Errorf("Support: %t", ok)
			}
		})
	}
}

// TestManySolutions asks for two of astronomically many.
func TestManySolutions(t *testing.T) {
	p := Puzzle{Houses: MaxHouses, Attributes: MaxAttributes, Clues: []Clue{{Kind: LeftOf, A: Fact{0, 0}, B: Fact{15, 15}}}}
	if solutions, err := p.Solutions(2); len(solutions) != 2 || err != nil {
		t.Errorf("%d solutions, %v", len(solutions), err)
	}
	if solutions, err := p.Solutions(0); len(solutions) != 0 || err != nil {
		t.Errorf("%d of no solutions, %v", len(solutions), err)
	}
	if _, err := p.Derive(); !errors.Is(err, ErrManySolutions) {
		t.Errorf("error %v", err)
	}
}

// TestPigeons has, in each attribute, nine values left of house 9, which is one
// too many.
func TestPigeons(t *testing.T) {
	p := Puzzle{Houses: MaxHouses, Attributes: 2}
	for a := range p.Attributes {
		for v := range 9 {
			p.Clues = append(p.Clues, Clue{Kind: LeftOf, A: Fact{a, v}, B: Fact{1 - a, 15}})
		}
		p.Clues = append(p.Clues, Clue{Kind: FoundAt, A: Fact{a, 15}, House: 8})
	}
	if solutions, err := p.Solutions(1); len(solutions) != 0 || err != nil {
		t.Errorf("%d solutions, %v", len(solutions), err)
	}
}

// TestBudget checks that, whatever the budget, the result is right or ErrEffort.
func TestBudget(t *testing.T) {
	grid, clues, err := Generate(newRand(1), 4, 4)
	if err != nil {
		t.Fatal(err)
	}
	p := &Puzzle{4, 4, clues}
	want, err := p.Derive()
	if err != nil {
		t.Fatal(err)
	}
	last := want[len(want)-1]
	cell := last.Cells[len(last.Cells)-1]
	known := make(map[Cell]int)
	var earlier []int
	for _, step := range want[:len(want)-1] {
		earlier = append(earlier, step.Clues...)
		for _, f := range step.Cells {
			known[f.Cell] = f.Value
		}
	}
	refused := make(map[string]int)
	tried := 0
	for n := 1; n < 10_000_000; n += 1 + n/20 {
		tried++
		steps, err := p.derive(&budget{n})
		if errors.Is(err, ErrEffort) {
			refused["derive"]++
		} else if diff := cmp.Diff(want, steps, equalSteps); diff != "" || err != nil {
			t.Fatalf("budget %d: %v, %s", n, err, diff)
		}
		solutions, err := p.solutions(2, &budget{n})
		if errors.Is(err, ErrEffort) {
			refused["solutions"]++
		} else if len(solutions) != 1 || !solutions[0].equal(grid) || err != nil {
			t.Fatalf("budget %d: %v, %v", n, solutions, err)
		}
		if f, ok := p.support(last.Clues, earlier, known, cell.Cell, &budget{n}); !ok {
			refused["support"]++
		} else if diff := cmp.Diff(cell, f, equalSteps); diff != "" {
			t.Fatalf("budget %d: %s", n, diff)
		}
		if _, _, ok := p.force(set{}, nil, cell.Cell, &budget{n}); ok {
			t.Fatalf("budget %d: a cell forced by nothing", n)
		}
		if _, c, err := generate(newRand(1), 4, 4, &budget{n}); errors.Is(err, ErrEffort) {
			refused["generate"]++
		} else if diff := cmp.Diff(clues, c); diff != "" || err != nil {
			t.Fatalf("budget %d: %v, %s", n, err, diff)
		}
	}
	for _, what := range []string{"derive", "support", "solutions", "generate"} {
		if refused[what] == 0 || refused[what] == tried {
			t.Errorf("%s: %d of %d refused", what, refused[what], tried)
		}
	}
}
