package stats

import (
	"cmp"
	"slices"
)

// BenjaminiHochberg turns the p values of one family of tests into q values, in
// the order given. Calling every test with q < 0.05 a discovery keeps the
// expected share of false discoveries under 5 %, however many tests were made:
// the price of having looked at many scopes and exposures.
//
// With p sorted upwards, q_i = min over j >= i of m·p_j/j, with m the size of
// the family. It holds for independent tests and for those that go up and down
// together, as the scopes do (Benjamini and Yekutieli 2001).
//
// It misleads where the family was chosen after seeing the p values. Leave out
// tests that could not be made; a p that is no number in [0, 1] counts as 1.
//
// Source: Benjamini and Hochberg (1995), JRSS B 57:289.
func BenjaminiHochberg(p []float64) []float64 {
	q := make([]float64, len(p))
	order := make([]int, len(p))
	for i, x := range p {
		order[i] = i
		q[i] = 1
		if x >= 0 && x <= 1 { // false for NaN
			q[i] = x
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(q[a], q[b]) })
	smallest := 1.0
	for rank := len(order); rank >= 1; rank-- {
		i := order[rank-1]
		smallest = min(smallest, q[i]*float64(len(p))/float64(rank))
		q[i] = smallest
	}
	return q
}
