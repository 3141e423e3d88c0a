package logic

import (
	"math/bits"
	"slices"
)

// solver searches for assignments: the house of every fact, as a set of one.
// It keeps for every fact its domain, the houses where it may still be. Level 0
// of the search has the domains that follow from the constraints assumed, each
// further level those that follow from one more decision.
type solver struct {
	houses, attributes int

	levels  [][]houseSet // by level, by fact
	binary  []constraint // those assumed that are about two facts
	changed uint16       // attributes whose domains or constraints changed since level 0 was propagated
	dead    bool         // what was assumed has no solution
	trouble []int        // by fact: 1 and the number of dead ends that it was part of
	budget  *budget
}

func newSolver(p *Puzzle, b *budget) *solver {
	facts := p.Attributes * p.Houses
	return &solver{houses: p.Houses, attributes: p.Attributes, trouble: slices.Repeat([]int{1}, facts), budget: b}
}

func (s *solver) level(n int) []houseSet {
	for len(s.levels) <= n {
		s.levels = append(s.levels, make([]houseSet, s.attributes*s.houses))
	}
	return s.levels[n]
}

// reset forgets all constraints: every fact may be anywhere.
func (s *solver) reset() {
	domains := s.level(0)
	for i := range domains {
		domains[i] = 1<<s.houses - 1
	}
	s.binary, s.changed, s.dead = s.binary[:0], 0, false
}

// assume adds a constraint. Call settle after the last.
func (s *solver) assume(c constraint) {
	switch d := &s.level(0)[c.a]; {
	case c.kind == FoundAt:
		*d &= c.at
		s.dead = s.dead || *d == 0
	case c.kind == NotAt:
		*d &^= c.at
		s.dead = s.dead || *d == 0
	default:
		s.binary = append(s.binary, c)
	}
	s.changed |= c.attributes
}

// settle propagates what was assumed, once for all searches that follow.
func (s *solver) settle() {
	s.dead = s.dead || !s.propagate(s.level(0), s.changed)
	s.changed = 0
}

// search yields the assignments that satisfy what was assumed, until yield
// returns false.
func (s *solver) search(yield func(assignment []houseSet) bool) {
	if !s.dead {
		copy(s.level(1), s.level(0))
		s.branch(1, 0, yield)
	}
}

// without is search for assignments that do not have this fact in that house.
func (s *solver) without(fact int, house houseSet, yield func(assignment []houseSet) bool) {
	if s.dead || s.level(0)[fact] == house {
		return
	}
	domains := s.level(1)
	copy(domains, s.level(0))
	domains[fact] &^= house
	s.branch(1, s.attribute(fact), yield)
}

// attribute is the set of the attribute of a fact.
func (s *solver) attribute(fact int) uint16 { return 1 << (fact / s.houses) }

// branch yields the assignments within the domains of a level, of which those of
// the attributes in changed are still to be propagated. It reports whether to go on.
func (s *solver) branch(depth int, changed uint16, yield func(assignment []houseSet) bool) bool {
	domains := s.level(depth)
	if !s.propagate(domains, changed) {
		return true
	}
	fact := s.choose(domains)
	if fact < 0 {
		return yield(domains)
	}
	next := s.level(depth + 1)
	for left := domains[fact]; left != 0; left &= left - 1 {
		copy(next, domains)
		next[fact] = left.leftmost()
		if !s.branch(depth+1, s.attribute(fact), yield) {
			return false
		}
	}
	return true
}

// choose returns the fact to decide next: one with few houses left that was
// often in a dead end. Without the latter, the search may try all
// combinations of things that have nothing to do with what is impossible. It
// returns -1 if all facts have one house.
func (s *solver) choose(domains []houseSet) int {
	best, size, trouble := -1, 0, 0
	for i, d := range domains {
		if d.single() {
			continue
		}
		n := bits.OnesCount16(uint16(d))
		if best < 0 || n*trouble < size*s.trouble[i] {
			best, size, trouble = i, n, s.trouble[i]
		}
	}
	return best
}
