package sampling

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/graphcov/graphcov/coverage/stats"
)

// newEstimate makes a percentile interval of the values that a statistic took
// over the bootstrap draws, which it sorts in place: of 2,000 draws the 50th and
// the 1,950th smallest, as in package stats. wanted is how many draws were asked
// for; the statistic was undefined in those that are missing.
func newEstimate(value float64, n int, draws []float64, wanted int, warnings ...string) stats.Estimate {
	if dropped := wanted - len(draws); dropped > 0 {
		warnings = append(warnings, fmt.Sprintf("undefined in %d of %d bootstrap draws, which are left out", dropped, wanted))
	}
	if len(draws) == 0 {
		return notEstimable(n, append(warnings, "no bootstrap draw has a value")...)
	}
	slices.Sort(draws)
	low := stat.Quantile((1-stats.Confidence)/2, stat.Empirical, draws, nil)
	high := stat.Quantile((1+stats.Confidence)/2, stat.Empirical, draws, nil)
	if !finite(value) || !finite(low) || !finite(high) {
		return notEstimable(n, append(warnings, "the result is not a finite number")...)
	}
	if low == high {
		warnings = append(warnings, "examples do not differ enough to bootstrap: the interval has no width and understates the uncertainty")
	}
	return stats.Estimate{Value: value, Low: low, High: high, N: n, OK: true, Warnings: warnings}
}

// rounding is more than sums of probabilities can be off.
const rounding = 1e-9

// newShare is newEstimate for the mean of n values between 0 and 1, of which
// independent may be resampled. Where they are all alike, resampling cannot move
// the mean, and the interval is Wilson's for as many yes-or-no trials. No values
// in [0, 1] vary more than those, so it is wide enough.
func newShare(value float64, n, independent int, draws []float64, wanted int, warnings ...string) stats.Estimate {
	if len(draws) > 0 && slices.Max(draws)-slices.Min(draws) < rounding {
		yes := value * float64(independent)
		low := stats.Wilson(int(math.Floor(yes+rounding)), independent).Low
		high := stats.Wilson(int(math.Ceil(yes-rounding)), independent).High
		return stats.Estimate{Value: value, Low: min(low, value), High: max(high, value), N: n, OK: true, Warnings: append(warnings,
			"examples do not differ enough to bootstrap: the interval is wilson's with one response per example")}
	}
	return newEstimate(value, n, draws, wanted, warnings...)
}

func notEstimable(n int, reasons ...string) stats.Estimate {
	return stats.Estimate{N: n, Warnings: reasons}
}
