package logic

import (
	"errors"
	"fmt"
)

// The largest puzzle that is accepted.
const (
	MaxHouses     = 16
	MaxAttributes = 16
	MaxClues      = 256
)

var (
	// ErrNoSolution says that the clues contradict each other.
	ErrNoSolution = errors.New("no solution: the clues contradict each other")
	// ErrManySolutions says that the clues leave something open.
	ErrManySolutions = errors.New("several solutions: the clues leave something open")
	// ErrEffort says that the search was given up. No puzzle made for people
	// comes near that bound.
	ErrEffort = errors.New("too hard: the search for solutions was given up")
)

// Fact is a value of an attribute. It holds in exactly one house.
type Fact struct {
	Attribute int // 0..Attributes-1
	Value     int // 0..Houses-1
}

// Kind is what a clue says about its facts.
type Kind uint8

// The kinds of clues. There is none for "right of": swap the facts.
const (
	FoundAt     Kind = iota // A is in House
	NotAt                   // A is not in House
	SameHouse               // A and B are in the same house
	Consecutive             // A is in the house directly left of B's
	Beside                  // A and B are in houses next to each other
	LeftOf                  // A is in a house somewhere left of B's
	OneBetween              // there is one house between those of A and B
	TwoBetween              // there are two houses between those of A and B
	kinds                   // the number of kinds
)

// Clue is a statement about one fact and a house, or about two facts.
type Clue struct {
	Kind  Kind
	A     Fact
	B     Fact // not for FoundAt and NotAt
	House int  // from 0 on, for FoundAt and NotAt only
}

// Cell is a place of the table: an attribute of a house.
type Cell struct {
	House     int // 0..Houses-1, from the left
	Attribute int // 0..Attributes-1
}

// Grid is a full table: the value of attribute a in house h is grid[h][a].
type Grid [][]int

// Puzzle is a number of houses in a row, of attributes with as many values as
// there are houses, and clues. Where section 3.3 of METHOD.md says "in order",
// it is the order of Clues, and of cells by house, then by attribute: the caller
// numbers clues and attributes accordingly.
type Puzzle struct {
	Houses     int    // 2..MaxHouses
	Attributes int    // 1..MaxAttributes
	Clues      []Clue // at most MaxClues
}

// Step is one step of the derivation.
type Step struct {
	Clues []int     // the indices of the clues newly taken, in order: one, or a combination
	Cells []Finding // the cells newly forced, in order; at least one
}

// Finding is a cell that is forced, with its value and the support for it.
type Finding struct {
	Cell
	Value int
	Clues []int  // indices of the supporting clues, in order, those of the step included
	Cells []Cell // the supporting cells, all of earlier steps, in order
}

// check reports the first thing that makes the puzzle malformed.
func (p *Puzzle) check() error {
	if p.Houses < 2 || p.Houses > MaxHouses {
		return fmt.Errorf("%d houses: must be 2 to %d", p.Houses, MaxHouses)
	}
	if p.Attributes < 1 || p.Attributes > MaxAttributes {
		return fmt.Errorf("%d attributes: must be 1 to %d", p.Attributes, MaxAttributes)
	}
	if len(p.Clues) > MaxClues {
		return fmt.Errorf("%d clues: must be at most %d", len(p.Clues), MaxClues)
	}
	for i, c := range p.Clues {
		if !p.valid(c) {
			return fmt.Errorf("clue %d %+v: out of range", i, c)
		}
	}
	return nil
}

// unary reports whether the clue is about one fact and a house.
func (c Clue) unary() bool { return c.Kind == FoundAt || c.Kind == NotAt }

func (p *Puzzle) valid(c Clue) bool {
	within := func(f Fact) bool {
		return f.Attribute >= 0 && f.Attribute < p.Attributes && f.Value >= 0 && f.Value < p.Houses
	}
	switch {
	case c.Kind >= kinds || !within(c.A):
		return false
	case c.unary():
		return c.House >= 0 && c.House < p.Houses
	}
	return within(c.B)
}

// contains reports whether the cell is a place of the puzzle's table.
func (p *Puzzle) contains(c Cell) bool {
	return c.House >= 0 && c.House < p.Houses && c.Attribute >= 0 && c.Attribute < p.Attributes
}

// index numbers the cells in order.
func (p *Puzzle) index(c Cell) int { return c.House*p.Attributes + c.Attribute }

// cell is the cell of that index.
func (p *Puzzle) cell(index int) Cell {
	return Cell{House: index / p.Attributes, Attribute: index % p.Attributes}
}
