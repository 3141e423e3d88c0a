package infogain

import (
	"context"
	"fmt"
	"slices"
)

// maxBlock is how many instances a block may have: enough to outweigh what is
// done once for each block, few enough to stay in the processor's cache.
const maxBlock = 1 << 14

// enumerate counts all instances. It goes through them in blocks. Within a
// block the first inputs, the outer ones, keep their values, while the others,
// the inner ones, take all of theirs. So only the sets of inner inputs must be
// counted instance by instance: what is then known of a set of inner inputs is
// added, row by row, to all sets that have some outer inputs besides. Counting
// is limited to sets of the largest size; smaller ones follow by adding up.
//
// For the triples of 4x4 digits this makes 10 counts for each instance and
// output in place of 56.
func enumerate(ctx context.Context, l *layout, t *Table, opt Options) error {
	p := newPlan(l, t.largest(), opt.block)
	if p.cells > maxCells {
		return fmt.Errorf("%d counts are too many to hold: take fewer inputs together, or sample (Exact: 1)", p.cells)
	}
	workers := min(opt.workers(), p.blocks, max(1, 2*maxCells/p.cells))
	total := p.blocks + len(t.sets)
	tables := make([][]uint32, workers)
	err := each(ctx, p.blocks, workers, opt.reporter(0, total), func(worker int) func(int) error {
		c := newCounter(p, t.space)
		tables[worker] = c.tables
		return c.block
	})
	if err != nil {
		return err
	}
	counts := tables[0]
	for _, more := range tables[1:] {
		for i, n := range more {
			counts[i] += n
		}
	}

	none := make([]uint32, l.width)
	l.fold(none, p.table(counts, 0), l.project(p.sets[0], nil))
	t.begin(l, none)
	return each(ctx, len(t.sets), opt.workers(), opt.reporter(p.blocks, total), func(int) func(int) error {
		return func(job int) error {
			set := t.sets[job]
			of := p.superset(set)
			table := p.table(counts, of)
			if len(set) < len(p.sets[of]) {
				table = make([]uint32, l.rows(set)*l.width)
				l.fold(table, p.table(counts, of), l.project(p.sets[of], set))
			}
			t.setGains(job, l, none, table)
			return nil
		}
	})
}

// plan is what to count, and how.
type plan struct {
	*layout
	sets   [][]int // of the largest size
	starts []int   // of their tables in one slice, with its length at the end
	cells  int     // that length

	outer, inner []int
	blocks, size int    // number of blocks, instances in each
	values       []int8 // of the inner inputs, instance by instance
	parts        []part
	adds         []add
}

// part is a set of inner inputs.
type part struct {
	set   []int
	table int      // the set whose table it fills directly, -1 for one to add to tables after the block
	from  int      // the part that it is added up from, -1 where it is counted
	rows  []uint32 // the projection from there, or from the inner inputs
}

// add says that a set is some outer inputs and a part.
type add struct {
	outer     []int
	set, part int
}

func newPlan(l *layout, largest [][]int, block int) *plan {
	p := &plan{layout: l, sets: largest, size: 1}
	split := len(l.radix)
	for split > 0 && (p.size == 1 || p.size*l.radix[split-1] <= block) {
		split--
		p.size *= l.radix[split]
	}
	for i := range l.radix {
		if i < split {
			p.outer = append(p.outer, i)
		} else {
			p.inner = append(p.inner, i)
		}
	}
	p.blocks = l.rows(p.outer)
	p.values = make([]int8, p.size*len(p.inner))
	for _, i := range p.inner {
		for k, row := range l.project(p.inner, []int{i}) {
			p.values[k*len(p.inner)+i-split] = l.inputs[i].Min + int8(row)
		}
	}
	for s, set := range largest {
		p.starts = append(p.starts, p.cells)
		p.cells += l.rows(set) * l.width
		outer := 0
		for outer < len(set) && set[outer] < split {
			outer++
		}
		if outer == 0 && p.isLarge(set) {
			p.parts = append(p.parts, part{set: set, table: s, from: -1, rows: l.project(p.inner, set)})
			continue
		}
		p.adds = append(p.adds, add{outer: set[:outer], set: s, part: p.part(set[outer:])})
	}
	p.starts = append(p.starts, p.cells)
	return p
}

// part finds the part of these inner inputs or makes it: added up from one with
// an input more where that is less work than to count every instance.
func (p *plan) part(set []int) int {
	for i, q := range p.parts {
		if q.table < 0 && slices.Equal(q.set, set) {
			return i
		}
	}
	made := part{set: set, table: -1, from: -1, rows: p.project(p.inner, set)}
	if len(set) < min(len(p.sets[0]), len(p.inner)) {
		if larger := p.larger(set); !p.isLarge(larger) {
			made.from = p.part(larger) // placed before, as it must be worked out before
			made.rows = p.project(larger, set)
		}
	}
	p.parts = append(p.parts, made)
	return len(p.parts) - 1
}

// isLarge reports whether to go through the table of a set of inner inputs takes
// about as long as to count a block.
func (p *plan) isLarge(set []int) bool { return 2*p.rows(set)*p.width > p.size*len(p.outputs) }

// larger is the set with the first inner input that it lacks.
func (p *plan) larger(set []int) []int {
	for k, i := range p.inner {
		if k == len(set) || set[k] != i {
			larger := append(append([]int{}, set[:k]...), i)
			return append(larger, set[k:]...)
		}
	}
	return set
}

// table is the table of a set of the largest size.
func (p *plan) table(counts []uint32, set int) []uint32 {
	return counts[p.starts[set]:p.starts[set+1]]
}

// superset finds a set of the largest size that holds all of these inputs.
func (p *plan) superset(set []int) int {
	for s, largest := range p.sets {
		if contains(largest, set) {
			return s
		}
	}
	return 0 // every set is in one: they are all sets of that size
}
