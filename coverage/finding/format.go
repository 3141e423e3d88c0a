package finding

import (
	"fmt"
	"strconv"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/coverage/stats"
)

// How estimates are written for people, on a terminal and on a page alike.

// NotEstimated stands where nothing could be estimated.
const NotEstimated = "-"

// Percent is a share with its 95 % interval: 62.6% [59.7, 65.4].
func Percent(f Finding) string {
	if !f.Estimate.OK {
		return NotEstimated
	}
	e := f.Estimate
	return fmt.Sprintf("%.1f%% [%.1f, %.1f]", 100*e.Value, 100*e.Low, 100*e.High)
}

// Points is a difference of shares with its interval: 97.0 points [95.0, 98.1].
func Points(f Finding) string {
	if !f.Estimate.OK {
		return NotEstimated
	}
	e := f.Estimate
	return fmt.Sprintf("%.1f points [%.1f, %.1f]", 100*e.Value, 100*e.Low, 100*e.High)
}

// Interval is an estimate with its interval to three digits: 0.683 [0.646, 0.716].
func Interval(e stats.Estimate) string {
	if !e.OK {
		return NotEstimated
	}
	return fmt.Sprintf("%.3g [%.3g, %.3g]", e.Value, e.Low, e.High)
}

// Count is an estimate that is a plain count: 12,160.
func Count(f Finding) string {
	if !f.Estimate.OK {
		return NotEstimated
	}
	return humanize.Comma(int64(f.Estimate.Value))
}

// Probability is a p or q value: to three places, and small ones to two digits.
func Probability(p *float64) string {
	switch {
	case p == nil:
		return NotEstimated
	case *p < 0.001:
		return strconv.FormatFloat(*p, 'g', 2, 64)
	}
	return strconv.FormatFloat(*p, 'f', 3, 64)
}
