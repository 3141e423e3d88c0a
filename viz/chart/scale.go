package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// scale maps the values of an axis to positions on the canvas.
type scale struct {
	axis      Axis
	low, high float64 // values at the ends
	from, to  float64 // positions of the ends
	zero      float64 // position of 0 on a logarithmic axis that has one
	hasZero   bool
}

// zeroBand is the room that 0 takes on a logarithmic axis, in points, and
// zeroAbove where in it 0 stands, so that its points do not hide the axis.
const zeroBand, zeroAbove = 18, 5

// newScale makes the scale of an axis that shows these values.
func newScale(axis Axis, values []float64) scale {
	s := scale{axis: axis}
	switch {
	case len(axis.Categories) > 0:
		s.low, s.high = -0.5, float64(len(axis.Categories))-0.5
	case axis.Log:
		s.logarithmic(values)
	default:
		s.linear(values)
	}
	return s
}

func (s *scale) linear(values []float64) {
	s.low, s.high = 0, 1
	if len(values) > 0 {
		s.low, s.high = slices.Min(values), slices.Max(values)
	}
	margin := (s.high - s.low) * 0.06
	if margin == 0 {
		margin = max(math.Abs(s.low)*0.06, 0.5)
		if s.axis.Percent {
			margin = 0.05
		}
	}
	low, high := s.low-margin, s.high+margin
	if s.low >= 0 && low < 0 {
		low = 0
	}
	if s.axis.Percent && s.high <= 1 {
		high = min(high, 1)
	}
	s.low, s.high = low, high
	s.fix()
}

// fix puts the ends where the axis must have them.
func (s *scale) fix() {
	if s.axis.Low != nil {
		s.low = *s.axis.Low
	}
	if s.axis.High != nil {
		s.high = *s.axis.High
	}
}

// logarithmic puts the ends a little outside of the values; 0, which has no
// place there, has one of its own.
func (s *scale) logarithmic(values []float64) {
	least, most := math.Inf(1), 0.0
	for _, v := range values {
		if v <= 0 {
			s.hasZero = true
			continue
		}
		least, most = min(least, v), max(most, v)
	}
	if most == 0 {
		least, most = 1, 10
	}
	s.low, s.high = least/1.15, most*1.15
	s.fix()
}

// place sets the positions of the ends.
func (s *scale) place(from, to float64) {
	s.from, s.to, s.zero = from, to, from
	if s.hasZero {
		s.from += math.Copysign(zeroBand, to-from)
		s.zero += math.Copysign(zeroAbove, to-from)
	}
}

// at is the position of a value.
func (s *scale) at(v float64) float64 {
	low, high := s.low, s.high
	if s.axis.Log {
		if v <= 0 {
			return s.zero
		}
		low, high, v = math.Log(low), math.Log(high), math.Log(v)
	}
	return s.from + (v-low)/(high-low)*(s.to-s.from)
}

// tick is a mark on an axis.
type tick struct {
	value float64
	text  string
}

// ticks are the marks of the axis. values are those shown: whole numbers of
// which there are few are marked themselves.
func (s *scale) ticks(values []float64) []tick {
	var marks []float64
	switch {
	case len(s.axis.Categories) > 0:
		ticks := make([]tick, len(s.axis.Categories))
		for i, name := range s.axis.Categories {
			ticks[i] = tick{float64(i), name}
		}
		return ticks
	case fewWhole(values):
		marks = slices.Compact(slices.Sorted(slices.Values(values)))
	case s.axis.Log && s.high >= 10*s.low:
		marks = s.decades()
	default:
		marks = s.steps()
	}
	var ticks []tick
	if s.hasZero {
		ticks = append(ticks, tick{0, "0"})
	}
	for _, v := range marks {
		ticks = append(ticks, tick{v, s.axis.label(v)})
	}
	return ticks
}

// fewWhole reports whether the values are whole numbers, twelve different at most.
func fewWhole(values []float64) bool {
	seen := make(map[float64]bool)
	for _, v := range values {
		seen[v] = true
		if v != math.Trunc(v) || len(seen) > 12 {
			return false
		}
	}
	return len(seen) > 0
}

// decades are powers of ten, between them 2 and 5 where there are few.
func (s *scale) decades() []float64 {
	factors := []float64{1}
	if math.Log10(s.high/s.low) < 2 {
		factors = []float64{1, 2, 5}
	}
	step := max(1, int(math.Log10(s.high/s.low)/7)+1)
	var marks []float64
	for e := int(math.Floor(math.Log10(s.low))); e <= int(math.Ceil(math.Log10(s.high))); e++ {
		for _, f := range factors {
			if v := f * math.Pow10(e); v >= s.low && v <= s.high && e%step == 0 {
				marks = append(marks, v)
			}
		}
	}
	return marks
}

// steps are four to eight multiples of 1, 2 or 5 times a power of ten.
func (s *scale) steps() []float64 {
	const atMost = 7
	width := (s.high - s.low) / atMost
	unit := math.Pow(10, math.Floor(math.Log10(width)))
	step := 10 * unit
	for _, f := range []float64{1, 2, 5} {
		if f*unit >= width*(1-1e-9) {
			step = f * unit
			break
		}
	}
	var marks []float64
	const tolerance = 1e-9 // of a step: rounding must not cost a mark at an end
	for i := math.Ceil(s.low/step - tolerance); i <= s.high/step+tolerance; i++ {
		marks = append(marks, i*step+0) // adding 0 makes -0 to 0
	}
	return marks
}

// written is how a value is written in words: a share in percent with one
// decimal, else a number with three digits.
func (a Axis) written(v float64) string {
	if !a.Percent {
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	const rounding, least = 1e-9, 0.0005 // a share that rounding made, and one that must not look like 0
	if v > rounding && v < least {
		return "<0.1"
	}
	return strings.TrimSuffix(strconv.FormatFloat(100*v, 'f', 1, 64), ".0")
}

// label is how a value is written beside the axis.
func (a Axis) label(v float64) string {
	if a.Percent {
		v *= 100
	}
	if text := strconv.FormatFloat(v, 'g', 6, 64); len(text) < 8 {
		return text
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}
