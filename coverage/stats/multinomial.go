package stats

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Multinomial draws examples with replacement, as many as there are, where
// examples of one group are all alike: how often is each group met?
//
// That is all that a bootstrap of a sum needs. With 10 responses to an example
// there are 11 groups (0 to 10 of them right), whatever the number of examples,
// and a draw takes 11 binomial numbers in place of an index for each example:
// the same distribution in a fraction of the time.
//
// A group of few examples is cheaper drawn by index. So a draw first splits off
// the large groups, one binomial number each, and then picks an example for each
// trial that is left.
//
// It is read only once made, and so can be shared between goroutines.
type Multinomial struct {
	large []largeGroup
	small []int32 // group of each example in no large group; nil where each example is a group
	n     int
}

// largeGroup has size of the examples that are left once the groups before it are
// taken away.
type largeGroup struct {
	group int
	share float64
}

// largeEnough is the size at which a binomial number costs less than the indices.
const largeEnough = 32

// NewMultinomial takes the number of examples in each group; negative sizes count
// as 0.
func NewMultinomial(sizes []int) *Multinomial {
	m := &Multinomial{}
	for _, size := range sizes {
		m.n += max(size, 0)
	}
	var large []int
	for group, size := range sizes {
		if size >= largeEnough {
			large = append(large, group)
		}
	}
	slices.SortStableFunc(large, func(a, b int) int { return cmp.Compare(sizes[b], sizes[a]) })
	left := m.n
	for _, group := range large {
		m.large = append(m.large, largeGroup{group, float64(sizes[group]) / float64(left)})
		left -= sizes[group]
	}
	if left == len(sizes) && !slices.ContainsFunc(sizes, func(size int) bool { return size != 1 }) {
		return m
	}
	m.small = make([]int32, 0, left)
	for group, size := range sizes {
		if size < largeEnough {
			for range size {
				m.small = append(m.small, int32(group))
			}
		}
	}
	return m
}

// N is the number of examples, which is also how many are drawn.
func (m *Multinomial) N() int { return m.n }

// Draw sets times, one for each group, to how often the group was drawn. They add
// up to N.
func (m *Multinomial) Draw(times []uint32, rng *rand.Rand) {
	clear(times)
	left := m.n
	for _, l := range m.large {
		drawn := binomial(left, l.share, rng)
		times[l.group] = uint32(drawn)
		left -= drawn
	}
	if left > 0 {
		drawIndices(times, m.small, left, rng)
	}
}

// drawIndices adds trials to randomly picked elements of times: those that of names, each
// as often as it is there, or where of is nil all alike.
//
// A random word has room for several indices. Multiplied by the number of elements, a
// piece of 16 or 32 bits gives an index in the upper half; pieces that some
// indices would get once too often show in the lower (Lemire 2019, ACM Transactions
// on Modeling and Computer Simulation 29:3) and are left out.
func drawIndices(times []uint32, of []int32, trials int, rng *rand.Rand) {
	n := uint64(len(of))
	if of == nil {
		n = uint64(len(times))
	}
	bits, pieces := piecesFor(n)
	mask := uint64(1)<<bits - 1
	faulty := (mask + 1) % n
	for trials > 0 {
		word := rng.Uint64()
		for range min(pieces, trials) {
			product := (word & mask) * n
			word >>= bits
			if product&mask < faulty {
				continue
			}
			trials--
			index := product >> bits
			if of != nil {
				index = uint64(of[index])
			}
			times[index]++
		}
	}
}

// piecesFor says into how many pieces, of how many bits, a random word can be cut to
// pick one of n.
func piecesFor(n uint64) (bits, pieces int) {
	if n <= 1<<16 {
		return 16, 4
	}
	return 32, 2
}
