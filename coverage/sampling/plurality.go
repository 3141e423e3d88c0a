package sampling

import "math"

// plurality works out the exact expectation of Consensus. Its fields are
// scratch memory.
//
// A random k-subset of n responses is what n independent coin flips choose, given
// that k came up heads. Flips of different answers are independent, so that the
// votes of each answer are binomial and sums of answers are convolutions. Say
// that answer a has v votes and wins with t others. Then each other answer has
// fewer than v votes, or v in t cases. The number of votes and t are the two
// degrees of a polynomial, to which each other answer contributes a factor. Only
// answers that v votes are possible for need a factor of their own, the rest
// are one pool with the unread. Summed over v the work is O(n·k²) at most, for
// every answer that has credit; as a rule that is one.
type plurality struct {
	poly, next []float64         // [ties][votes]
	degree     int               // largest k
	heads      float64           // chance of a coin
	flips      map[int][]float64 // by number of coins: the chance of each number of heads
}

// expect fills in the expectation at each of the ascending ks, for which there
// are enough responses.
func (p *plurality) expect(b *ballot, ks []int, expectation []float64) {
	if len(ks) == 0 {
		return
	}
	n := len(b.votes)
	p.toss(ks[len(ks)-1], n)
	for j, k := range ks {
		expectation[j] = 0
		if b.unread.right > 0 {
			expectation[j] = b.unread.credit() * allIn(b.unread.votes, n, k)
		}
	}
	given := p.binomial(n)
	for a, c := range b.answers {
		if c.right == 0 {
			continue
		}
		own := p.binomial(c.votes)
		for v := 1; v < len(own); v++ {
			width, ties := p.rivals(b, a, v)
			for j, k := range ks {
				if k < v {
					continue
				}
				wins := 0.0
				for t := 0; t <= ties; t++ {
					wins += p.poly[t*width+k-v] / float64(t+1)
				}
				expectation[j] += float64(c.credit() * own[v] * wins / given[k])
			}
		}
	}
	for j := range ks {
		expectation[j] = min(expectation[j], 1) // rounding may exceed it
	}
}

// toss fixes the coin.
func (p *plurality) toss(degree, n int) {
	// Any chance in (0, 1) would do; this one keeps all numbers far from
	// underflow.
	heads := min(float64(degree)/float64(n), 0.5)
	if p.flips == nil || degree != p.degree || heads != p.heads {
		p.degree, p.heads, p.flips = degree, heads, map[int][]float64{}
	}
}

// rivals leaves in poly[t*width+s], for up to ties values of t, the chance that the
// responses without answer a have s votes in sum, t of their answers v votes, and
// none more.
func (p *plurality) rivals(b *ballot, a, v int) (width, ties int) {
	room := p.degree - v // votes that are left for the others
	width = room + 1
	pool, most := b.unread.votes, 0
	for o, c := range b.answers {
		if o == a {
			continue
		}
		if c.votes < v {
			pool += c.votes
		} else {
			most++
		}
	}
	most = min(most, room/v)
	p.poly, p.next = zeros(p.poly, (most+1)*width), zeros(p.next, (most+1)*width)
	copy(p.poly[:width], p.binomial(pool))
	for o, c := range b.answers {
		if o == a || c.votes < v {
			continue
		}
		flips := p.binomial(c.votes)
		clear(p.next)
		for t := 0; t <= ties; t++ {
			from, same := p.poly[t*width:][:width], p.next[t*width:][:width]
			for s, chance := range from {
				if chance == 0 {
					continue
				}
				for votes := 0; votes < v && s+votes <= room; votes++ {
					same[s+votes] += float64(chance * flips[votes])
				}
				if t < most && s+v <= room {
					p.next[(t+1)*width+s+v] += float64(chance * flips[v])
				}
			}
		}
		ties = min(ties+1, most)
		p.poly, p.next = p.next, p.poly
	}
	return width, ties
}

// binomial gives the chances of 0, 1, .. heads in m flips, up to the degree.
func (p *plurality) binomial(m int) []float64 {
	if chances, ok := p.flips[m]; ok {
		return chances
	}
	chances := make([]float64, min(m, p.degree)+1)
	chances[0] = math.Pow(1-p.heads, float64(m))
	for j := 1; j < len(chances); j++ {
		chances[j] = chances[j-1] * float64(m-j+1) / float64(j) * p.heads / (1 - p.heads)
	}
	p.flips[m] = chances
	return chances
}

func zeros(scratch []float64, n int) []float64 {
	if cap(scratch) < n {
		return make([]float64, n)
	}
	clear(scratch[:n])
	return scratch[:n]
}
