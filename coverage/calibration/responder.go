package calibration

import (
	"fmt"
	"math"
)

// Problem is what a simulated model may know of a problem.
type Problem struct {
	Size       string
	Operations int

	// SizeRank is the place of the size in the design: 0 for the first, 1 for
	// the last. OperationsRank is that of the number of operations among the
	// problems of the size, 0 for the fewest, 1 for the most.
	SizeRank, OperationsRank float64

	// ArgumentsSeen says that training had the full sub-graph of every argument
	// of the answer.
	ArgumentsSeen bool

	// StepShare is the share of operation nodes whose step training had, and
	// TypicalStepShare the median of that over the problems of the stratum.
	StepShare, TypicalStepShare float64

	// LargeDigits is how many single-digit products have both factors above 4.
	LargeDigits int
}

// Responder is a simulated model: its name and its chance, in [0, 1], of a
// right answer. Chance must always say the same of the same problem, and is
// called from several goroutines.
type Responder struct {
	Name   string
	Chance func(Problem) float64
}

// Recall is right iff training had the full sub-graph of every argument of the
// answer; with the chance noise it does the opposite.
func Recall(noise float64) Responder {
	return Responder{"recall", func(p Problem) float64 { return noisy(p.ArgumentsSeen, noise) }}
}

// StepRecall is right iff training had more of the problem's steps than of the
// median problem of the same size and number of operations, with noise.
func StepRecall(noise float64) Responder {
	return Responder{"step recall", func(p Problem) float64 { return noisy(p.StepShare > p.TypicalStepShare, noise) }}
}

func noisy(right bool, noise float64) float64 {
	if right {
		return 1 - noise
	}
	return noise
}

// Composer makes an error at each operation, independently, with the chance e,
// whatever it met in training.
func Composer(e float64) Responder {
	return Responder{fmt.Sprintf("composer, e = %g", e), func(p Problem) float64 { return math.Pow(1-e, float64(p.Operations)) }}
}

// SizeOnly is right with a chance that falls from 0.9 at the first size to 0.1 at
// the last.
func SizeOnly() Responder {
	return Responder{"size only", func(p Problem) float64 { return 0.9 - 0.8*p.SizeRank }}
}

// OperationsOnly is a composer for whom operations matter more than
// independent errors would make them: within each size the chance falls from 0.9
// at the fewest operations to 0.1 at the most.
func OperationsOnly() Responder {
	return Responder{"operations only", func(p Problem) float64 { return 0.9 - 0.8*p.OperationsRank }}
}

// HardDigits is a composer that makes errors only in products of two digits above 4,
// each with the chance e. That is a difficulty which no stratum holds.
func HardDigits(e float64) Responder {
	return Responder{fmt.Sprintf("hard digits, e = %g", e), func(p Problem) float64 { return math.Pow(1-e, float64(p.LargeDigits)) }}
}

// Mixture answers like a with the chance weight, else like b.
func Mixture(weight float64, a, b Responder) Responder {
	return Responder{
		fmt.Sprintf("%g %s + %g %s", weight, a.Name, 1-weight, b.Name),
		func(p Problem) float64 { return weight*a.Chance(p) + (1-weight)*b.Chance(p) },
	}
}
