package logic

import "math/bits"

// houseSet is a set of houses, bit h for house h: where a fact may still hold.
type houseSet uint16

// single reports whether the set has one house, or none.
func (s houseSet) single() bool { return s&(s-1) == 0 }

// leftmost is the set of the leftmost house of a set that is not empty.
func (s houseSet) leftmost() houseSet { return s & -s }

// rightmost is the set of the rightmost house of a set that is not empty.
func (s houseSet) rightmost() houseSet { return 1 << (bits.Len16(uint16(s)) - 1) }

// constraint is a clue ready for propagation.
type constraint struct {
	kind       Kind
	a, b       uint16   // facts, see Puzzle.fact; the same where the clue has only one
	at         houseSet // FoundAt, NotAt: the house
	attributes uint16   // the set of attributes of the two facts
}

// fact numbers the facts, by attribute, then by value.
func (p *Puzzle) fact(f Fact) uint16 { return uint16(f.Attribute*p.Houses + f.Value) }

func (p *Puzzle) compile(c Clue) constraint {
	if c.unary() {
		f := p.fact(c.A)
		return constraint{kind: c.Kind, a: f, b: f, at: 1 << c.House, attributes: 1 << c.A.Attribute}
	}
	return constraint{kind: c.Kind, a: p.fact(c.A), b: p.fact(c.B), attributes: 1<<c.A.Attribute | 1<<c.B.Attribute}
}

// revise returns what is left of the houses x of A and y of B, neither empty:
// those that agree with some house of the other.
func (c *constraint) revise(x, y houseSet) (houseSet, houseSet) {
	switch c.kind {
	case FoundAt:
		return x & c.at, y & c.at
	case NotAt:
		return x &^ c.at, y &^ c.at
	case SameHouse:
		return x & y, x & y
	case Consecutive:
		return x & (y >> 1), y & (x << 1)
	case LeftOf:
		return x & (y.rightmost() - 1), y &^ (x.leftmost()<<1 - 1)
	case Beside:
		return apart(x, y, 1)
	case OneBetween:
		return apart(x, y, 2)
	default: // TwoBetween
		return apart(x, y, 3)
	}
}

// apart leaves of each set the houses at that distance, on either side, of one of
// the other set.
func apart(x, y houseSet, distance int) (houseSet, houseSet) {
	return x & (y>>distance | y<<distance), y & (x>>distance | x<<distance)
}

// holds reports whether the clue is true where its facts are in these single
// houses.
func (c *constraint) holds(a, b houseSet) bool {
	x, _ := c.revise(a, b)
	return x != 0
}
