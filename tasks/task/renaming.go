package task

import (
	"math/rand/v2"

	"github.com/graphcov/graphcov/graph"
)

// Renaming is implemented by instances that have others of the same form: the
// digits or words of their operands can be exchanged for others. What training
// covers of those is what it covers of the form, whichever the problem
// (METHOD.md section 6, step 6).
type Renaming interface {
	Instance

	// CompileRenamed appends to the empty graph g the graph of another instance
	// with the same algorithm, the operands' digits or words put through a
	// bijection drawn from rng. Equal random streams give equal bijections for
	// instances with the same digits or words. It reports false where that makes
	// no problem, such as one that divides by zero; g is then of no use.
	CompileRenamed(g *graph.Graph, rng *rand.Rand) bool
}

// Digits is a bijection of the digits of numbers. 0 stays: it makes leading
// digits and empty partial products, which are the form of a problem.
type Digits [10]byte

// NewDigits draws a bijection of the digits 1 to highest; greater ones stay.
func NewDigits(rng *rand.Rand, highest int) Digits {
	var d Digits
	for i := range d {
		d[i] = byte('0' + i)
	}
	rng.Shuffle(highest, func(i, j int) { d[1+i], d[1+j] = d[1+j], d[1+i] })
	return d
}

// Rename puts the digits of a number, or of any text, through the bijection.
func (d Digits) Rename(number string) string {
	renamed := []byte(number)
	for i, c := range renamed {
		if c-'0' <= 9 {
			renamed[i] = d[c-'0']
		}
	}
	return string(renamed)
}
