package infogain

import (
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/tasks/task"
)

// counter is one goroutine's counts.
type counter struct {
	*plan
	space  task.Space
	tables []uint32   // of all sets of the largest size
	parts  [][]uint32 // the table of each part, cleared for each block

	inputs, outputs []int8   // one instance
	cells           []uint16 // of each output of each instance of the block
}

func newCounter(p *plan, space task.Space) *counter {
	c := &counter{
		plan: p, space: space, tables: make([]uint32, p.cells), parts: make([][]uint32, len(p.parts)),
		inputs: make([]int8, len(p.inputs)), outputs: make([]int8, len(p.outputs)), cells: make([]uint16, p.size*len(p.outputs)),
	}
	for i, part := range p.parts {
		if part.table >= 0 {
			c.parts[i] = p.table(c.tables, part.table)
		} else {
			c.parts[i] = make([]uint32, p.rows(part.set)*p.width)
		}
	}
	return c
}

// block counts the instances with one combination of values of the outer
// inputs, number job.
func (c *counter) block(job int) error {
	for k := len(c.outer) - 1; k >= 0; k-- {
		i := c.outer[k]
		c.inputs[i] = c.plan.inputs[i].Min + int8(job%c.radix[i])
		job /= c.radix[i]
	}
	if err := c.evaluate(); err != nil {
		return err
	}
	for i := range c.plan.parts {
		part := &c.plan.parts[i]
		if part.from >= 0 {
			c.fold(c.parts[i], c.parts[part.from], part.rows)
			continue
		}
		if part.table < 0 {
			clear(c.parts[i])
		}
		c.count(c.parts[i], part.rows)
	}
	for _, a := range c.adds {
		row := 0
		for _, i := range a.outer {
			row = row*c.radix[i] + int(c.inputs[i]) - int(c.plan.inputs[i].Min)
		}
		from := c.parts[a.part]
		to := c.table(c.tables, a.set)[row*len(from):][:len(from)]
		for cell, n := range from {
			to[cell] += n
		}
	}
	return nil
}

// evaluate works all instances of a block.
func (c *counter) evaluate() error {
	inner := c.inputs[len(c.outer):]
	cells := c.cells
	for values := c.values; ; values = values[len(inner):] {
		copy(inner, values)
		c.space.Evaluate(c.outputs, c.inputs)
		if err := c.layout.cells(cells[:len(c.outputs)], c.outputs); err != nil {
			return err
		}
		cells = cells[len(c.outputs):]
		if len(cells) == 0 {
			return nil
		}
	}
}

// cells are those that outputs have in a row.
func (l *layout) cells(cells []uint16, outputs []int8) error {
	for o, value := range outputs {
		v := &l.outputs[o]
		if value < v.Min || value > v.Max {
			return fmt.Errorf("output %s is %d, not %d to %d: the task is at fault", v.Name, value, v.Min, v.Max)
		}
		cells[o] = uint16(l.start[o] + int(value) - int(v.Min))
	}
	return nil
}

// count is where the time goes: one count for each output of each instance.
func (c *counter) count(table, rows []uint32) {
	width, cells := c.width, c.cells
	for _, r := range rows {
		row := table[int(r)*width:][:width]
		for _, cell := range cells[:len(c.outputs)] {
			row[cell]++
		}
		cells = cells[len(c.outputs):]
	}
}

// contains reports whether a set holds all of another; both are in order.
func contains(set, other []int) bool {
	for _, i := range other {
		if _, found := slices.BinarySearch(set, i); !found {
			return false
		}
	}
	return true
}
