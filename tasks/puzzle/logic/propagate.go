package logic

import "math/bits"

// propagate narrows the domains until neither a constraint nor the rule that the
// values of an attribute are in different houses rules out more. It looks only at
// what depends on the attributes in changed. It returns false at a dead end: where
// a fact has no house left, or the budget is spent.
func (s *solver) propagate(domains []houseSet, changed uint16) bool {
	for changed != 0 {
		if !s.budget.spend(len(domains) + len(s.binary)) {
			return false
		}
		for left := changed; left != 0; left &= left - 1 {
			first := bits.TrailingZeros16(left) * s.houses
			if !s.spread(domains[first : first+s.houses]) {
				for i := range s.houses {
					s.trouble[first+i]++
				}
				return false
			}
		}
		before := changed
		changed = 0
		for i := range s.binary {
			c := &s.binary[i]
			if c.attributes&(before|changed) == 0 {
				continue
			}
			x, y := domains[c.a], domains[c.b]
			newX, newY := c.revise(x, y)
			if newX == x && newY == y {
				continue
			}
			// Not assigned: a clue may name the same fact twice.
			domains[c.a] &= newX
			domains[c.b] &= newY
			if domains[c.a] == 0 { // then so is the other
				s.trouble[c.a]++
				s.trouble[c.b]++
				return false
			}
			changed |= c.attributes
		}
	}
	return true
}

// spread narrows the domains of the values of one attribute: a house that a
// value must have is no other's, and a house that only one value can have is its.
func (s *solver) spread(domains []houseSet) bool {
	all := houseSet(1)<<s.houses - 1
	for {
		var certain, once, twice houseSet
		for _, d := range domains {
			if d.single() {
				if d&certain != 0 {
					return false
				}
				certain |= d
			}
			twice |= once & d
			once |= d
		}
		if once != all {
			return false
		}
		only := once &^ twice
		changed := false
		for i, d := range domains {
			if d.single() {
				continue
			}
			d &^= certain
			if d&only != 0 {
				d &= only
			}
			if d == 0 {
				return false
			}
			changed = changed || d != domains[i]
			domains[i] = d
		}
		if !changed {
			return true
		}
	}
}
