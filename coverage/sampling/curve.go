package sampling

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Curve is a measure at several numbers of responses, in ascending order of K,
// each once. Numbers below 1 that were asked for are left out.
type Curve []Point

// Point is a measure at K responses per example.
//
// Its estimate's N counts the examples that have K responses or more. Where
// examples have unequal numbers of responses, the points of a curve rest on
// different examples, and the curve may fall where it ought to rise.
type Point struct {
	K int
	stats.Estimate
	// MonteCarlo is the standard error of Value that is due to having looked at
	// some K-subsets of the responses only; 0 where the value is exact. The
	// interval is about the choice of examples, and nearly free of it.
	MonteCarlo float64
}

// Ks are the usual places to look at a curve: 1, 2, 4, .. and n itself. It is
// empty where n < 1.
func Ks(n int) []int {
	var ks []int
	for k := 1; k < n; k *= 2 {
		ks = append(ks, k)
	}
	if n >= 1 {
		ks = append(ks, n)
	}
	return ks
}

// ascending sorts numbers of responses, without repeated ones and those below 1.
func ascending(ks []int) []int {
	ks = slices.DeleteFunc(slices.Clone(ks), func(k int) bool { return k < 1 })
	slices.Sort(ks)
	return slices.Compact(ks)
}

// table holds what a measure is worth on each example at each k: the expectation
// over the k-subsets of the example's responses.
type table struct {
	ks    []int // ascending
	units units
	// usable is how many responses an example has; 0 where it is left out.
	usable []int
	// values has a row of len(ks) per example, filled where ks <= usable.
	values []float64
	// variance is that of the values which were subsampled; nil if none was.
	variance []float64
}

func newTable(examples []Example, ks []int) *table {
	t := &table{ks: ascending(ks), units: exampleUnits(examples), usable: make([]int, len(examples))}
	for i := range examples {
		t.usable[i] = len(examples[i].Responses)
	}
	t.values = make([]float64, len(examples)*len(t.ks))
	return t
}

// row returns the values of example i at those ks that it has responses for.
func (t *table) row(i int) []float64 {
	start := i * len(t.ks)
	return t.values[start : start+t.reach(i)]
}

// reach is how many of the ks example i has responses for.
func (t *table) reach(i int) int {
	n := 0
	for n < len(t.ks) && t.ks[n] <= t.usable[i] {
		n++
	}
	return n
}

// requireScores leaves out the examples in which a response lacks the score,
// since there is no saying where it would have ranked. It returns how many.
func (t *table) requireScores(examples []Example, score Scorer) (left int) {
	for i := range examples {
		responses := examples[i].Responses
		for r := range responses {
			if !score(&responses[r]).usable() {
				t.usable[i] = 0
				left++
				break
			}
		}
	}
	return left
}

// kind is a row that many examples may share: with 10 responses pass@k has 11
// different rows, whatever the number of examples. A bootstrap draw counts kinds,
// then adds up as many rows as there are kinds.
type kind []float64

// kinds lists the different rows, and which of them each example has.
func (t *table) kinds() (kinds []kind, of []int32) {
	of = make([]int32, len(t.usable))
	seen := map[string]int32{}
	var key []byte
	for i := range t.usable {
		row := t.row(i)
		key = key[:0]
		for _, v := range row {
			key = binary.NativeEndian.AppendUint64(key, math.Float64bits(v))
		}
		number, ok := seen[string(key)]
		if !ok {
			number = int32(len(kinds))
			seen[string(key)] = number
			kinds = append(kinds, row)
		}
		of[i] = number
	}
	return kinds, of
}

// means averages the kinds' rows at each k, kind i taken times[i] times. count is
// how many examples have k responses; the mean of none is NaN.
func means(kinds []kind, times, mean, count []float64) {
	clear(mean)
	clear(count)
	for i, n := range times {
		for j, v := range kinds[i] {
			// The conversion forbids fused multiply-add, which would give
			// other bits on other processors.
			mean[j] += float64(n * v)
			count[j] += n
		}
	}
	for j := range mean {
		mean[j] /= count[j]
	}
}

// curve averages over the examples, with a bootstrap over them.
func (t *table) curve(opt stats.Resampling, warnings ...string) Curve {
	opt = opt.WithDefault(stats.DefaultDraws)
	width := len(t.ks)
	kinds, of := t.kinds()
	value, count := make([]float64, width), make([]float64, width)
	means(kinds, occurrences(len(kinds), of), value, count)
	drawn := make([]float64, opt.Draws*width) // NaN where no example has k responses
	t.units.bootstrap(of, opt, func() func(int, []float64) {
		count := make([]float64, width)
		return func(draw int, times []float64) { means(kinds, times, drawn[draw*width:][:width], count) }
	})
	curve := make(Curve, width)
	for j, k := range t.ks {
		n := int(count[j])
		curve[j] = Point{K: k, Estimate: t.estimate(j, value[j], n, drawn, opt, warnings)}
		if curve[j].OK {
			curve[j].noise(t, j)
		}
	}
	return curve
}

func (t *table) estimate(j int, value float64, n int, drawn []float64, opt stats.Resampling, warnings []string) stats.Estimate {
	warnings = slices.Clone(warnings)
	k := t.ks[j]
	if n == 0 {
		return notEstimable(0, append(warnings, fmt.Sprintf("no example has %d responses to choose from", k))...)
	}
	few, independent := 0, map[int32]bool{}
	for i, m := range t.usable {
		if m >= k {
			independent[t.units.of[i]] = true
		} else if m > 0 {
			few++
		}
	}
	if few > 0 {
		warnings = append(warnings, fmt.Sprintf("left out %d examples with fewer than %d responses", few, k))
	}
	draws := make([]float64, 0, opt.Draws)
	for d := range opt.Draws {
		if v := drawn[d*len(t.ks)+j]; !math.IsNaN(v) {
			draws = append(draws, v)
		}
	}
	return stats.BootstrapShare(value, n, len(independent), draws, opt.Draws, warnings...)
}

// noise states the error of subsampling: that of a mean of N values, each with
// an error of its own.
func (p *Point) noise(t *table, j int) {
	if t.variance == nil {
		return
	}
	sum := 0.0
	for i := range t.usable {
		sum += t.variance[i*len(t.ks)+j]
	}
	p.MonteCarlo = math.Sqrt(sum) / float64(p.N)
	if p.MonteCarlo > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("subsets of responses were subsampled: standard error %.2g", p.MonteCarlo))
	}
}
