package propagation

import (
	"cmp"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// A cell of op and layer with fewer judged steps than MinSteps, or with judged
// steps of fewer than MinExamples examples, is thin: it has no rate of its own to
// predict with, but takes that of its op.
const (
	MinSteps    = 30
	MinExamples = 10
)

// Rate is how often steps of one op, or of one op and layer, go wrong.
type Rate struct {
	Op    string // empty for all ops together
	Layer int    // 0 for all layers together
	// Error is the share of wrong values among the steps whose arguments were all
	// right, a chance in [0, 1]:
	//
	//	e = Σ local / Σ (correct + local)
	//
	// Inferred and missing steps are left out; see the package documentation for
	// what that does. The interval is a percentile bootstrap over examples, since
	// steps of one example are not independent evidence; where all examples have
	// the same rate (no errors, above all) it is Wilson's for as many trials as
	// there are examples. N counts the examples with a judged step.
	//
	// It misleads as a rate of the op itself where an op is put to other uses in
	// easy and in hard problems; by layer it is closer. A step can only be judged
	// where all before it went well: these are the steps of good responses.
	Error stats.Estimate
	// Judged is the denominator, Wrong the numerator. Missing counts the steps
	// left out because the response does not state them.
	Judged, Wrong, Missing int
	// Thin reports that the prediction does not use this rate but a coarser one:
	// that of the op where it has a judged step, else that of all ops.
	Thin bool
}

// cellName is an op, in one layer or (0) in all.
type cellName struct {
	op    string
	layer int
}

func (c cellName) compare(d cellName) int {
	return cmp.Or(cmp.Compare(c.op, d.op), cmp.Compare(c.layer, d.layer))
}

// cell is a kind of step that has an error rate.
type cell struct {
	cellName
	number                           int // of the op, counted from 0
	judged, wrong, missing, examples int
	thin                             bool
}

// listCells returns the cells of the examples in order of their names.
func listCells(examples []Example, byLayer bool) (cells []cell, index map[cellName]int32) {
	found := make(map[cellName]*cell)
	lastSeen := make(map[*cell]int)
	for i := range examples {
		for k := range examples[i].Steps {
			s := &examples[i].Steps[k]
			name := nameOf(s, byLayer)
			c := found[name]
			if c == nil {
				c = &cell{cellName: name}
				found[name] = c
			}
			c.judged += s.judged()
			c.wrong += s.Local
			c.missing += s.Missing
			if s.judged() > 0 && lastSeen[c] != i+1 {
				lastSeen[c] = i + 1
				c.examples++
			}
		}
	}
	for _, c := range found {
		c.thin = c.judged == 0 || byLayer && (c.judged < MinSteps || c.examples < MinExamples)
		cells = append(cells, *c)
	}
	slices.SortFunc(cells, func(a, b cell) int { return a.compare(b.cellName) })
	index = make(map[cellName]int32, len(cells))
	for i := range cells {
		if i > 0 {
			cells[i].number = cells[i-1].number
			if cells[i].op != cells[i-1].op {
				cells[i].number++
			}
		}
		index[cells[i].cellName] = int32(i)
	}
	return cells, index
}

func nameOf(s *Steps, byLayer bool) cellName {
	if byLayer {
		return cellName{s.Op, s.Layer}
	}
	return cellName{op: s.Op}
}

// predictive fills rates with what the prediction takes for each cell: its own
// rate, or where it is thin or was not drawn that of its op, or else that of all
// ops. sums holds the wrong and the judged steps of each cell. It returns false
// where no step at all was judged.
func (t *table) predictive(rates []float64, sums []ratio) bool {
	ops := make([]ratio, t.ops)
	var all ratio
	for c, s := range sums {
		op := &ops[t.cells[c].number]
		op.add(s)
		all.add(s)
	}
	common, ok := all.value()
	for c := range rates {
		own, drawn := sums[c].value()
		if t.cells[c].thin || !drawn {
			if own, drawn = ops[t.cells[c].number].value(); !drawn {
				own = common
			}
		}
		rates[c] = own
	}
	return ok
}
