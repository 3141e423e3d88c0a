package propagation

import (
	"fmt"
	"math"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Bound is one of the paper's bounds at one width or depth, beside what was
// observed there.
type Bound struct {
	N        int // the width or the depth
	Examples int
	// Undone is the chance that an error is undone: c_n for widths, c for depths.
	Undone stats.Estimate
	// AtLeast is the bound: the least share of wrong answers that the theory
	// allows, in [0, 1].
	AtLeast stats.Estimate
	// Wrong is the observed share of wrong answers. Wrong below AtLeast means
	// that an assumption fails, independence of errors first of all.
	Wrong stats.Estimate
}

// WidthBound is the paper's lower bound on the chance of a wrong answer where n
// independent steps, each wrong with chance e, are put together by a function
// that is free of error and undoes wrong steps with chance at most c:
//
//	P(error) >= 1 - c - (1-e)^n (1-c)  =  (1 - (1-e)^n) (1 - c)
//
// It is 0 at n = 0 and rises to 1 - c. The result is in [0, 1].
//
// [Analyze] takes n as the width of the graph, e as the error rate of all steps
// together, and c_n, for each width, as the share of the responses with a wrong
// step whose answer is right all the same.
//
// It misleads where steps differ much in difficulty (one e stands for all), where
// errors cluster, and where the width counts source nodes, which are not steps.
//
// Source: METHOD.md section 10; Dziri et al. (2023), "Faith and Fate",
// proposition 4.1.
func WidthBound(e, c float64, n int) (atLeast float64, err error) {
	if err := checkBound(e, c, n); err != nil {
		return 0, err
	}
	if n == 0 { // else 0 * Log1p(-1) is no number
		return 0, nil
	}
	return -math.Expm1(float64(n)*math.Log1p(-e)) * (1 - c), nil
}

// DepthBound is the paper's lower bound on the chance of a wrong result after n
// steps in a row, each of which goes wrong with chance e on a right argument and,
// with chance at most c, gives the right value on a wrong one:
//
//	P(error) >= 1 - c/(c+e) - (1-e-c)^(n-1) (1 - e - c/(c+e))
//
// It is e at n = 1 and tends to [DepthLimit]. The result is in [0, 1]. With e and
// c both 0 it is 0. It needs e + c <= 1: else a wrong value would be more likely
// to come right than a right one to stay right, and a bound on one step says
// nothing of the next.
//
// [Analyze] takes n as the depth of the graph, e as for [WidthBound], and c as
// the share of right values among the steps with a wrong argument: every
// restoration, masked or unexplained.
//
// It misleads where the longest chain is not where the errors are: it knows only
// one chain, and so is far below what a wide graph of that depth does.
//
// Source: METHOD.md section 10; Dziri et al. (2023), "Faith and Fate",
// proposition 4.2.
func DepthBound(e, c float64, n int) (atLeast float64, err error) {
	limit, err := DepthLimit(e, c)
	if err != nil {
		return 0, err
	}
	if err := checkBound(e, c, n); err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, nil
	}
	// The formula with its terms collected; the sum above loses all digits
	// where e is tiny.
	return limit * -math.Expm1(float64(n)*math.Log1p(-min(e+c, 1))), nil
}

// DepthLimit is what [DepthBound] tends to as the chain grows, 1 - c/(c+e): with
// c = 0 every answer is wrong in the end. It is 0 where e and c are both 0.
func DepthLimit(e, c float64) (atLeast float64, err error) {
	if err := checkBound(e, c, 0); err != nil {
		return 0, err
	}
	if e+c > 1+1e-12 { // rates that add up to 1 may miss it by a rounding
		return 0, fmt.Errorf("e + c is %.3g: the depth bound needs e + c <= 1", e+c)
	}
	if e == 0 {
		return 0, nil
	}
	return e / (e + c), nil
}

func checkBound(e, c float64, n int) error {
	if !(e >= 0 && e <= 1 && c >= 0 && c <= 1) { // true for NaN
		return fmt.Errorf("e and c must be chances between 0 and 1")
	}
	if n < 0 {
		return fmt.Errorf("%d steps are impossible", n)
	}
	return nil
}
