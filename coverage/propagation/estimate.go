package propagation

import (
	"math"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// ratio is a share before the division.
type ratio struct {
	of, n float64
}

func (r *ratio) add(s ratio) {
	r.of += s.of
	r.n += s.n
}

func (r ratio) value() (value float64, ok bool) {
	if r.n == 0 {
		return 0, false
	}
	return r.of / r.n, true
}

// side is an estimate with the means to set it against another.
type side struct {
	stats.Estimate
	of   statistic
	flat bool // the bootstrap draws agree: they do not know how uncertain it is
}

// statistic is a number computed from a sample; ok is false where the sample
// does not have it.
type statistic func(*sample) (value float64, ok bool)

// interval is the percentile interval of a statistic over the bootstrap draws, as
// in package stats. It has no width where it is flat. reason says why the sample
// might not have the statistic.
func (a *analysis) interval(n int, of statistic, reason string) side {
	value, ok := of(a.observed)
	if !ok {
		return side{Estimate: notEstimable(n, reason)}
	}
	e := stats.PercentileInterval(value, n, a.values(of), len(a.draws))
	return side{e, of, e.OK && e.Low == e.High}
}

// values are those of a statistic in the draws that have it.
func (a *analysis) values(of statistic) []float64 {
	values := make([]float64, 0, len(a.draws))
	for _, d := range a.draws {
		if v, ok := of(d); ok {
			values = append(values, v)
		}
	}
	return values
}

// share is the interval of a share of n examples, see [stats.BootstrapShare].
func (a *analysis) share(n int, of statistic, reason string) side {
	e := a.interval(n, of, reason)
	if e.flat {
		e.Estimate = stats.BootstrapShare(e.Value, n, n, a.values(of), len(a.draws))
	}
	return e
}

// difference is the interval of first less second. Where one of the two is flat,
// the draws know nothing of how uncertain it is; the ends are then combined from
// the two intervals, as in [stats.AccuracyDifference].
func (a *analysis) difference(first, second side) stats.Estimate {
	if !first.OK || !second.OK {
		return notEstimable(first.N, slices.Concat(first.Warnings, second.Warnings)...)
	}
	e := a.interval(first.N, func(s *sample) (float64, bool) {
		x, ok1 := first.of(s)
		y, ok2 := second.of(s)
		return x - y, ok1 && ok2
	}, "").Estimate
	if first.flat || second.flat {
		e.Low = max(e.Value-math.Hypot(max(first.Value-first.Low, 0), max(second.High-second.Value, 0)), -1)
		e.High = min(e.Value+math.Hypot(max(first.High-first.Value, 0), max(second.Value-second.Low, 0)), 1)
		e.Warnings = append(e.Warnings, "a side does not vary enough to bootstrap: the interval combines those of the two sides")
	}
	return e
}

func notEstimable(n int, reasons ...string) stats.Estimate {
	return stats.Estimate{N: n, Warnings: reasons}
}
