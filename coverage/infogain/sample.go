package infogain

import (
	"context"
	"fmt"
	"math/rand/v2"
)

// batch is how many instances share a random stream.
const batch = 1 << 12

// sample draws instances and keeps them, one column for each variable. Each set
// of inputs is then counted by itself, so that however many there are, a
// goroutine needs memory for one table.
func sample(ctx context.Context, l *layout, t *Table, opt Options) error {
	n := opt.Samples
	if n > maxValues/(len(l.inputs)+len(l.outputs)) {
		return fmt.Errorf("%d samples of %d variables are too many to hold: draw fewer", n, len(l.inputs)+len(l.outputs))
	}
	if largest := l.mostRows(t.together); largest > maxCells/l.width {
		return fmt.Errorf("%d combinations of %d inputs are too many to count: take fewer together", largest, t.together)
	}
	batches := (n + batch - 1) / batch
	total := batches + len(t.sets)
	s := newColumns(l, n)
	err := each(ctx, batches, opt.workers(), opt.reporter(0, total), func(int) func(int) error {
		inputs, outputs, cells := make([]int8, len(l.inputs)), make([]int8, len(l.outputs)), make([]uint16, len(l.outputs))
		return func(job int) error {
			rng := rand.New(rand.NewPCG(opt.Seed, uint64(job)))
			for k := job * batch; k < min((job+1)*batch, n); k++ {
				for i, radix := range l.radix {
					value := rng.IntN(radix)
					s.inputs[i][k] = uint8(value)
					inputs[i] = l.inputs[i].Min + int8(value)
				}
				t.space.Evaluate(outputs, inputs)
				if err := l.cells(cells, outputs); err != nil {
					return err
				}
				for o, cell := range cells {
					s.outputs[o][k] = uint8(int(cell) - l.start[o])
				}
			}
			return nil
		}
	})
	if err != nil {
		return err
	}

	none := make([]uint32, l.width)
	s.count(none, nil)
	t.begin(l, none)
	return each(ctx, len(t.sets), opt.workers(), opt.reporter(batches, total), func(int) func(int) error {
		var table []uint32
		return func(job int) error {
			set := t.sets[job]
			if cells := l.rows(set) * l.width; len(table) != cells {
				table = make([]uint32, cells)
			}
			clear(table)
			s.count(table, set)
			t.setGains(job, l, none, table)
			return nil
		}
	})
}

// mostRows is the largest number of rows that a set of that many inputs has.
func (l *layout) mostRows(together int) int {
	most := 1
	for range together {
		radix := 1
		for _, r := range l.radix {
			radix = max(radix, r)
		}
		most *= radix
	}
	return most
}

// columns are the values of a sample, counted from each variable's smallest.
type columns struct {
	*layout
	inputs, outputs [][]uint8
}

func newColumns(l *layout, n int) *columns {
	s := &columns{layout: l}
	for range l.inputs {
		s.inputs = append(s.inputs, make([]uint8, n))
	}
	for range l.outputs {
		s.outputs = append(s.outputs, make([]uint8, n))
	}
	return s
}

// count adds the sample to the table of a set. It goes through it in pieces,
// column by column, so that all of a piece stays in the processor's cache.
func (s *columns) count(table []uint32, set []int) {
	var rows [batch]uint32
	n := len(s.outputs[0])
	for begin := 0; begin < n; begin += batch {
		end := min(begin+batch, n)
		piece := rows[:end-begin]
		clear(piece)
		for _, i := range set {
			radix := uint32(s.radix[i])
			for k, value := range s.inputs[i][begin:end] {
				piece[k] = piece[k]*radix + uint32(value)
			}
		}
		for k := range piece {
			piece[k] *= uint32(s.width)
		}
		for o, column := range s.outputs {
			cells := table[s.start[o]:]
			for k, value := range column[begin:end] {
				cells[piece[k]+uint32(value)]++
			}
		}
	}
}
