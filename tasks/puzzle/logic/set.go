package logic

import (
	"iter"
	"math/bits"
)

// set is a set of numbers below 256: of clues, or of cells (see Puzzle.index).
type set [4]uint64

func (s *set) add(i int)     { s[i>>6] |= 1 << (i & 63) }
func (s *set) remove(i int)  { s[i>>6] &^= 1 << (i & 63) }
func (s set) has(i int) bool { return s[i>>6]>>(i&63)&1 != 0 }
func (s set) empty() bool    { return s == set{} }

func (s set) len() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) + bits.OnesCount64(s[3])
}

// meets reports whether the sets have an element in common.
func (s *set) meets(t *set) bool {
	return s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3] != 0
}

func (s set) with(i int) set {
	s.add(i)
	return s
}

func (s set) union(t set) set {
	return set{s[0] | t[0], s[1] | t[1], s[2] | t[2], s[3] | t[3]}
}

func (s set) intersect(t set) set {
	return set{s[0] & t[0], s[1] & t[1], s[2] & t[2], s[3] & t[3]}
}

func (s set) minus(t set) set {
	return set{s[0] &^ t[0], s[1] &^ t[1], s[2] &^ t[2], s[3] &^ t[3]}
}

// all yields the elements in ascending order.
func (s set) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for w, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(w<<6 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// upTo is the set of 0..n-1.
func upTo(n int) (s set) {
	for i := range n {
		s.add(i)
	}
	return s
}

// setOf is the set of these numbers.
func setOf(numbers []int) (s set) {
	for _, i := range numbers {
		s.add(i)
	}
	return s
}
