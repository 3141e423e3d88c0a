package stats

import "math"

const rightMask = 1<<32 - 1

// wholeWeight is right + wrong<<32 in units: one number, so that one sum adds up both.
func wholeWeight(o *Observation, unit float64) uint64 {
	return uint64(math.Round(o.Right/unit)) + uint64(math.Round(o.Wrong/unit))<<32
}

// wholeUnit is the largest unit of which all weights are multiples, 1 by a whole number.
// Where there is none within bounds it is the smallest unit, and weights are
// rounded to it: a few parts in 10,000, should examples have all numbers of responses
// up to 20, say.
//
// The bounds keep sums over a stratum under 2^28, with room for examples that are
// drawn several times, and their products within 64 bits.
func wholeUnit(obs []Observation, largestStratum int) float64 {
	const most = 1 << 28
	limit := min(most/float64(max(largestStratum, 1)), 1<<16)
	unit := 1.0 // its reciprocal
	for _, o := range obs {
		for _, weight := range [...]float64{o.Right, o.Wrong} {
			for k := 1.0; !whole(weight * unit); k++ {
				if unit*k > limit {
					return 1 / math.Floor(limit)
				}
				if whole(weight * unit * k) {
					unit *= k
				}
			}
		}
	}
	return 1 / unit
}

func whole(x float64) bool { return math.Abs(x-math.Round(x)) < rounding }
