package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Confidence is the level of every interval in this package: if the study were
// repeated many times, about 95 % of the intervals would hold the true value.
const Confidence = 0.95

// Estimate is a number computed from a sample, with what is needed to judge it.
//
// Where OK is false the sample cannot answer the question (no examples, no
// right answer to compare with a wrong one, ..). Value, Low and High are then 0
// and mean nothing; the last of Warnings says why.
type Estimate struct {
	// Value is the point estimate, in the unit of the statistic.
	Value float64
	// Low and High bound the 95 % interval, Low <= High. An interval says how
	// far chance moves the value; it knows nothing of a biased choice of
	// examples. A percentile bootstrap of a small, skewed sample may leave
	// Value just outside.
	Low, High float64
	// N is how many examples the estimate rests on, not how many responses:
	// several responses to one problem are not independent evidence.
	N int
	// OK reports whether the sample allows an estimate at all.
	OK bool
	// Warnings are what a careful reader should know, in lower case.
	Warnings []string
}

// newEstimate is the one gate through which estimates leave the package, so
// that a NaN or an infinity cannot.
func newEstimate(value, low, high float64, n int, warnings ...string) Estimate {
	if !finite(value) || !finite(low) || !finite(high) {
		return notEstimable(n, append(warnings, "the result is not a finite number")...)
	}
	return Estimate{Value: value, Low: low, High: high, N: n, OK: true, Warnings: warnings}
}

func notEstimable(n int, reasons ...string) Estimate {
	return Estimate{N: n, Warnings: reasons}
}

func finite(x float64) bool {
	return !math.IsNaN(x) && !math.IsInf(x, 0)
}

// normalQuantile is the point that a standard normal variable stays below with
// probability p: 1.96 for p = 0.975.
func normalQuantile(p float64) float64 {
	return distuv.UnitNormal.Quantile(p)
}
