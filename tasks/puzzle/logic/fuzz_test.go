package logic

import "testing"

// FuzzTwin compares with the definition on tiny puzzles, some of them malformed.
func FuzzTwin(f *testing.F) {
	// The worked example of METHOD.md.
	f.Add([]byte{1, 1, uint8(Beside), 1, 1, 2, 2, 1, uint8(FoundAt), 2, 1, 1, 1, 3, uint8(NotAt), 1, 3, 1, 1, 2, uint8(SameHouse), 1, 3, 2, 2, 1}, uint64(1))
	f.Add([]byte{0, 0, uint8(LeftOf), 1, 1, 1, 2, 1}, uint64(2))
	f.Add([]byte{0, 0, uint8(LeftOf), 1, 0, 1, 9, 1}, uint64(3))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		if len(data) < 2 {
			return
		}
		p := &Puzzle{Houses: 2 + int(data[0]%2), Attributes: 1 + int(data[1]%3)}
		// One more than it counts for, so that numbers may be negative.
		for data = data[2:]; len(data) >= 6 && len(p.Clues) < 8; data = data[6:] {
			number := func(i int) int { return int(data[i]%8) - 1 }
			p.Clues = append(p.Clues, Clue{Kind(data[0]), Fact{number(1), number(2)}, Fact{number(3), number(4)}, number(5)})
		}
		if !wellFormed(p) {
			if _, err := p.Solutions(1); err == nil {
				t.Errorf("%+v: no error", p)
			}
			return
		}
		b := newBrute(p)
		rng := newRand(int(seed))
		compareSolutions(t, b)
		compareForced(t, b, rng)
		compareDerive(t, b)
		compareSupport(t, b, rng)
	})
}

func wellFormed(p *Puzzle) bool {
	in := func(i, n int) bool { return 0 <= i && i < n }
	for _, c := range p.Clues {
		ok := in(int(c.Kind), 8) && in(c.A.Attribute, p.Attributes) && in(c.A.Value, p.Houses)
		if c.Kind == FoundAt || c.Kind == NotAt {
			ok = ok && in(c.House, p.Houses)
		} else {
			ok = ok && in(c.B.Attribute, p.Attributes) && in(c.B.Value, p.Houses)
		}
		if !ok {
			return false
		}
	}
	return true
}
