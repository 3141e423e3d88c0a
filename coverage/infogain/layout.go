package infogain

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/graphcov/graphcov/tasks/task"
)

// layout is how combinations of values are numbered. A joint table of a set of
// inputs with all outputs has one row for each combination of values of the
// inputs, the last input varying fastest, and in each row one cell for each
// value of each output.
type layout struct {
	inputs, outputs []task.Variable
	radix           []int // how many values each input has
	start           []int // of each output's cells in a row
	width           int   // of a row
}

func newLayout(space task.Space) (*layout, error) {
	l := &layout{inputs: space.Inputs(), outputs: space.Outputs()}
	if len(l.inputs) == 0 || len(l.outputs) == 0 {
		return nil, fmt.Errorf("%d inputs and %d outputs: want at least one of each", len(l.inputs), len(l.outputs))
	}
	for _, v := range l.inputs {
		l.radix = append(l.radix, values(v))
	}
	for _, v := range l.outputs {
		l.start = append(l.start, l.width)
		l.width += values(v)
	}
	for _, v := range append(l.inputs[:len(l.inputs):len(l.inputs)], l.outputs...) {
		if v.Min > v.Max || v.Min == task.NoValue {
			return nil, fmt.Errorf("variable %s: no values from %d to %d", v.Name, v.Min, v.Max)
		}
	}
	if l.width > math.MaxUint16 {
		return nil, fmt.Errorf("%d outputs are too many", len(l.outputs))
	}
	return l, nil
}

func values(v task.Variable) int { return int(v.Max) - int(v.Min) + 1 }

// instances is how many there are, false where more than 64 bits hold.
func (l *layout) instances() (uint64, bool) {
	n := uint64(1)
	for _, radix := range l.radix {
		high, low := bits.Mul64(n, uint64(radix))
		if high != 0 {
			return 0, false
		}
		n = low
	}
	return n, true
}

// rows is the number of combinations of values of a set of few inputs.
func (l *layout) rows(set []int) int {
	n := 1
	for _, i := range set {
		n *= l.radix[i]
	}
	return n
}

// project finds, for each row of a table of the inputs from, the row of a table
// of the inputs to, some of them.
func (l *layout) project(from, to []int) []uint32 {
	rows := []uint32{0}
	step := l.rows(to)
	for _, i := range from { // the first varies slowest: each splits all rows so far
		n, weight := l.radix[i], 0
		if len(to) > 0 && to[0] == i {
			step /= n
			weight, to = step, to[1:]
		}
		split := make([]uint32, 0, len(rows)*n)
		for _, row := range rows {
			for v := range n {
				split = append(split, row+uint32(v*weight))
			}
		}
		rows = split
	}
	return rows
}

// fold adds up a table into that of fewer inputs; rows is the projection.
func (l *layout) fold(smaller, table []uint32, rows []uint32) {
	clear(smaller)
	for r, row := range rows {
		to := smaller[int(row)*l.width:][:l.width]
		for cell, n := range table[r*l.width:][:l.width] {
			to[cell] += n
		}
	}
}

// sets lists the sets of 0 to most of n inputs, small ones first, then in order.
func sets(n, most int) [][]int {
	all := [][]int{{}}
	for begin, size := 0, 1; size <= most; size++ {
		end := len(all)
		for _, set := range all[begin:end] {
			first := 0
			if len(set) > 0 {
				first = set[len(set)-1] + 1
			}
			for i := first; i < n; i++ {
				all = append(all, append(set[:len(set):len(set)], i))
			}
		}
		begin = end
	}
	return all
}
