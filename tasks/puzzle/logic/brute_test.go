package logic

import (
	"slices"
)

// brute is the definition of section 3.3 of METHOD.md, word by word: it lists all
// grids and tries all combinations.
type brute struct {
	*Puzzle
	grids []Grid
}

func newBrute(p *Puzzle) *brute {
	b := &brute{Puzzle: p}
	b.extend(make([][]int, 0, p.Attributes), permutations(p.Houses))
	return b
}

// extend adds all grids whose first columns are these.
func (b *brute) extend(columns [][]int, perms [][]int) {
	if len(columns) == b.Attributes {
		grid := make(Grid, b.Houses)
		for h := range grid {
			for _, column := range columns {
				grid[h] = append(grid[h], column[h])
			}
		}
		b.grids = append(b.grids, grid)
		return
	}
	for _, perm := range perms {
		b.extend(append(columns, perm), perms)
	}
}

func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{{}}
	}
	var all [][]int
	for _, shorter := range permutations(n - 1) {
		for i := range n {
			all = append(all, slices.Insert(slices.Clone(shorter), i, n-1))
		}
	}
	return all
}

// holds is what the clue says, in terms of house numbers.
func holds(g Grid, c Clue) bool {
	house := func(f Fact) int {
		for h := range g {
			if g[h][f.Attribute] == f.Value {
				return h
			}
		}
		return -1
	}
	a := house(c.A)
	switch c.Kind {
	case FoundAt:
		return a == c.House
	case NotAt:
		return a != c.House
	}
	b := house(c.B)
	switch c.Kind {
	case SameHouse:
		return a == b
	case Consecutive:
		return a+1 == b
	case Beside:
		return a+1 == b || b+1 == a
	case LeftOf:
		return a < b
	case OneBetween:
		return a+2 == b || b+2 == a
	case TwoBetween:
		return a+3 == b || b+3 == a
	}
	panic("no such kind")
}

// solutions lists the grids that satisfy the clues and have these cells.
func (b *brute) solutions(clues []int, known map[Cell]int) []Grid {
	var all []Grid
	for _, g := range b.grids {
		ok := !slices.ContainsFunc(clues, func(i int) bool { return !holds(g, b.Clues[i]) })
		for c, v := range known {
			ok = ok && g[c.House][c.Attribute] == v
		}
		if ok {
			all = append(all, g)
		}
	}
	return all
}

// forced returns the cells that clues and known cells force.
func (b *brute) forced(clues []int, known map[Cell]int) map[Cell]int {
	cells := make(map[Cell]int)
	solutions := b.solutions(clues, known)
	if len(solutions) == 0 {
		return cells
	}
	for _, c := range b.cells() {
		value := solutions[0][c.House][c.Attribute]
		if !slices.ContainsFunc(solutions, func(g Grid) bool { return g[c.House][c.Attribute] != value }) {
			cells[c] = value
		}
	}
	return cells
}

// cells lists all cells in order.
func (b *brute) cells() []Cell {
	var cells []Cell
	for h := range b.Houses {
		for a := range b.Attributes {
			cells = append(cells, Cell{h, a})
		}
	}
	return cells
}

// derive is the derivation of a puzzle with one solution.
func (b *brute) derive() []Step {
	var steps []Step
	var taken []int
	known := make(map[Cell]int)
	for len(known) < b.Houses*b.Attributes {
		var clues []int
		var forced map[Cell]int // by clues, with those taken
		for n := 1; clues == nil; n++ {
			for _, combination := range b.combinations(n, taken) {
				f := b.forced(slices.Concat(taken, combination), nil)
				if len(f) > max(len(known), len(forced)) {
					clues, forced = combination, f
				}
				if n > 1 && clues != nil {
					break // the first that forces any
				}
			}
		}
		step := Step{Clues: clues}
		for _, c := range b.cells() {
			if value, ok := forced[c]; ok && !contains(known, c) {
				f := b.support(clues, taken, known, c)
				f.Value = value
				step.Cells = append(step.Cells, f)
			}
		}
		steps = append(steps, step)
		taken = append(taken, clues...)
		slices.Sort(taken)
		known = forced
	}
	return steps
}

func contains(cells map[Cell]int, c Cell) bool {
	_, ok := cells[c]
	return ok
}

// combinations lists the combinations of n clues not taken, in lexicographic order.
func (b *brute) combinations(n int, taken []int) [][]int {
	all := [][]int{{}}
	for range n {
		var longer [][]int
		for _, c := range all {
			for i := range b.Clues {
				if !slices.Contains(taken, i) && (len(c) == 0 || i > c[len(c)-1]) {
					longer = append(longer, append(slices.Clone(c), i))
				}
			}
		}
		all = longer
	}
	return all
}

// support leaves out one clue, one cell after the other.
func (b *brute) support(step, earlier []int, known map[Cell]int, cell Cell) Finding {
	stays := func(clues []int, cells map[Cell]int) bool {
		return contains(b.forced(clues, cells), cell)
	}
	clues := slices.Concat(step, earlier)
	slices.Sort(clues)
	for _, i := range earlier {
		fewer := slices.DeleteFunc(slices.Clone(clues), func(j int) bool { return j == i })
		if stays(fewer, known) {
			clues = fewer
		}
	}
	cells := make(map[Cell]int)
	for c, v := range known {
		cells[c] = v
	}
	f := Finding{Cell: cell, Clues: clues}
	for _, c := range b.cells() {
		if !contains(known, c) {
			continue
		}
		delete(cells, c)
		if !stays(clues, cells) {
			cells[c] = known[c]
			f.Cells = append(f.Cells, c)
		}
	}
	return f
}
