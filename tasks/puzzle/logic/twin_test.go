package logic

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var equalSteps = cmpopts.EquateEmpty()

// randomPuzzle draws a puzzle of that size. Usually its clues have one solution,
// sometimes several, or none; most are superfluous in many.
func randomPuzzle(rng *rand.Rand, houses, attributes, clues int) *Puzzle {
	p := &Puzzle{Houses: houses, Attributes: attributes}
	g := p.randomGrid(rng)
	if rng.IntN(3) == 0 {
		_, p.Clues, _ = Generate(rng, houses, attributes)
	}
	for len(p.Clues) < clues {
		if rng.IntN(50) == 0 {
			g = p.randomGrid(rng)
		}
		p.Clues = append(p.Clues, p.randomClue(rng, g))
	}
	return p
}

func newRand(seed int) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), 1)) }

// TestTwin compares with the definition, carried out literally.
func TestTwin(t *testing.T) {
	sizes := []struct{ houses, attributes, clues, puzzles int }{
		{2, 1, 1, 50}, {2, 2, 4, 200}, {2, 3, 6, 200}, {3, 1, 4, 100}, {3, 2, 6, 300}, {3, 3, 9, 300}, {4, 1, 6, 100}, {4, 2, 9, 200}, {4, 3, 9, 10},
	}
	combinations := 0
	for _, size := range sizes {
		if testing.Short() {
			size.puzzles = (size.puzzles + 1) / 2
		}
		t.Run(fmt.Sprintf("%dx%d", size.houses, size.attributes), func(t *testing.T) {
			for seed := range size.puzzles {
				rng := newRand(seed)
				p := randomPuzzle(rng, size.houses, size.attributes, 1+rng.IntN(size.clues))
				b := newBrute(p)
				compareSolutions(t, b)
				compareForced(t, b, rng)
				combinations += compareDerive(t, b)
				compareSupport(t, b, rng)
				if t.Failed() {
					t.Fatalf("seed %d: %+v", seed, p)
				}
			}
		})
	}
	if combinations < 50 {
		t.Errorf("only %d steps needed a combination of clues", combinations)
	}
}

func compareSolutions(t *testing.T, b *brute) {
	t.Helper()
	want := b.solutions(slices.Collect(upTo(len(b.Clues)).all()), nil)
	got, err := b.Solutions(1 << 30)
	sortGrids(want)
	sortGrids(got)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("solutions: %v, %s", err, diff)
	}
	if two, err := b.Solutions(2); len(two) != min(2, len(want)) || err != nil {
		t.Errorf("%d of up to two of %d solutions, %v", len(two), len(want), err)
	}
}

func sortGrids(grids []Grid) {
	slices.SortFunc(grids, func(a, b Grid) int { return slices.Compare(slices.Concat(a...), slices.Concat(b...)) })
}

// randomSources draws clues and cells, the latter mostly of one solution.
func randomSources(b *brute, rng *rand.Rand) (clues []int, known map[Cell]int) {
	for i := range b.Clues {
		if rng.IntN(3) > 0 {
			clues = append(clues, i)
		}
	}
	known = make(map[Cell]int)
	g := b.grids[rng.IntN(len(b.grids))]
	if solutions := b.solutions(clues, nil); len(solutions) > 0 && rng.IntN(10) > 0 {
		g = solutions[rng.IntN(len(solutions))]
	}
	for _, c := range b.cells() {
		if rng.IntN(3) == 0 {
			known[c] = g[c.House][c.Attribute]
			if rng.IntN(50) == 0 {
				known[c] = rng.IntN(b.Houses)
			}
		}
	}
	return clues, known
}

func compareForced(t *testing.T, b *brute, rng *rand.Rand) {
	t.Helper()
	indices, known := randomSources(b, rng)
	clues := make([]Clue, 0, len(indices))
	for _, i := range indices {
		clues = append(clues, b.Clues[i])
	}
	want := b.forced(indices, known)
	for _, c := range b.cells() {
		value, ok := Forced(b.Houses, b.Attributes, clues, known, c)
		if ok != contains(want, c) || value != want[c] {
			t.Errorf("clues %v and cells %v force %v in %v: got %d, %t", indices, known, want, c, value, ok)
		}
	}
}

func compareSupport(t *testing.T, b *brute, rng *rand.Rand) {
	t.Helper()
	clues, known := randomSources(b, rng)
	split := rng.IntN(len(clues) + 1)
	step, earlier := clues[split:], clues[:split]
	for _, c := range b.cells() {
		others := make(map[Cell]int)
		for other, v := range known {
			if other != c {
				others[other] = v
			}
		}
		got, ok := b.Support(step, earlier, known, c)
		value, forced := b.forced(clues, others)[c]
		if ok != forced {
			t.Errorf("support of %v by %v, %v, %v: %t, want %t", c, step, earlier, known, ok, forced)
		}
		if !forced {
			continue
		}
		want := b.support(step, earlier, others, c)
		want.Value = value
		if diff := cmp.Diff(want, got, equalSteps); diff != "" {
			t.Errorf("support of %v by %v, %v, %v: %s", c, step, earlier, known, diff)
		}
	}
}

// compareDerive returns the number of steps that take several clues.
func compareDerive(t *testing.T, b *brute) (combinations int) {
	t.Helper()
	got, err := b.Derive()
	switch n := len(b.solutions(slices.Collect(upTo(len(b.Clues)).all()), nil)); {
	case n == 0:
		if err != ErrNoSolution {
			t.Errorf("error %v, want %v", err, ErrNoSolution)
		}
		return 0
	case n > 1:
		if err != ErrManySolutions {
			t.Errorf("error %v, want %v", err, ErrManySolutions)
		}
		return 0
	}
	want := b.derive()
	if diff := cmp.Diff(want, got, equalSteps); diff != "" || err != nil {
		t.Errorf("derivation: %v, %s", err, diff)
	}
	for _, step := range want {
		if len(step.Clues) > 1 {
			combinations++
		}
	}
	return combinations
}
