package propagation

import (
	"github.com/graphcov/graphcov/coverage/stats"
)

// undone is c of all steps together.
func (a *analysis) undone() side {
	examples := 0
	for _, e := range a.table.examples {
		if e.wrongArguments > 0 {
			examples++
		}
	}
	c := func(s *sample) (float64, bool) { return s.undone.value() }
	return a.share(examples, c, "no step has a wrong argument")
}

// bounds sets the bounds beside the observed groups.
func (a *analysis) bounds(e, undone side, byWidth, byDepth []Group) (widths, depths []Bound) {
	flawed := make([]int, a.groups.count) // examples with a flawed response
	for _, example := range a.table.examples {
		if example.flawed > 0 {
			for _, g := range a.groups.of[example.shape] {
				flawed[g]++
			}
		}
	}
	first := 1 + len(byDepth) // number of the first group by width
	for i, g := range byWidth {
		number := first + i
		c := func(s *sample) (float64, bool) {
			return ratio{s.groups[number].restored, s.groups[number].flawed}.value()
		}
		undoneHere := a.share(flawed[number], c, "no response of this width has a wrong step")
		widths = append(widths, a.newBound(g, e, undoneHere, WidthBound))
	}
	for _, g := range byDepth {
		depths = append(depths, a.newBound(g, e, undone, DepthBound))
	}
	return widths, depths
}

func (a *analysis) newBound(g Group, e, c side, bound func(e, c float64, n int) (float64, error)) Bound {
	wrong := g.Observed
	wrong.Value, wrong.Low, wrong.High = 1-wrong.Value, 1-wrong.High, 1-wrong.Low
	return Bound{N: g.Key, Examples: g.Examples, Undone: c.Estimate, Wrong: wrong,
		AtLeast: a.bound(e, c, func(e, c float64) (float64, error) { return bound(e, c, g.Key) })}
}

// bound estimates a bound that rises with e and falls with c. Where one of the
// two is flat, the interval has both at the ends of theirs.
func (a *analysis) bound(e, c side, of func(e, c float64) (float64, error)) stats.Estimate {
	if !e.OK || !c.OK {
		return notEstimable(c.N, append(e.Warnings, c.Warnings...)...)
	}
	if _, err := of(e.Value, c.Value); err != nil {
		return notEstimable(c.N, err.Error())
	}
	estimate := a.interval(c.N, func(s *sample) (float64, bool) {
		x, ok1 := e.of(s)
		y, ok2 := c.of(s)
		value, err := of(x, y)
		return value, ok1 && ok2 && err == nil
	}, "").Estimate
	if e.flat || c.flat {
		var err error
		if estimate.Low, err = of(e.Low, c.High); err != nil {
			estimate.Low = 0
		}
		if estimate.High, err = of(e.High, c.Low); err != nil {
			estimate.High = 1
		}
		estimate.Warnings = append(estimate.Warnings, "a rate does not vary enough to bootstrap: the interval has both rates at the ends of theirs")
	}
	return estimate
}
