package corpus

import (
	"context"
	"slices"
	"sync"
)

// merge reads what several Counters have counted, each with the runs that it
// has spilled, as if one had counted everything.
type merge struct {
	scopes    int
	parts     []*part
	kinds     []kind // of all parts
	documents int64
	nodes     int64
	sizes     map[string]int64
	memory    int64 // bytes for reading runs
}

// part is one Counter.
type part struct {
	spill   *spill
	entries [][]entry // of each table, sorted
	kinds   []int32   // what its kinds are among all
}

// newMerge sorts what is still in memory, all parts at the same time. The
// Counters must not be used any more, other than through the merge.
func newMerge(counters []*Counter, spills []*spill, memory int64) *merge {
	m := &merge{scopes: len(counters[0].scopes), kinds: []kind{{}}, sizes: make(map[string]int64), memory: memory}
	index := map[kind]int32{{}: 0}
	var sorting sync.WaitGroup
	for i, c := range counters {
		p := &part{spill: spills[i], entries: make([][]entry, len(c.tables)), kinds: make([]int32, len(c.kinds))}
		m.parts = append(m.parts, p)
		sorting.Go(func() {
			c.settle()
			for i := range c.tables {
				p.entries[i] = c.tables[i].sorted()
				c.tables[i].free()
			}
		})
		for i, k := range c.kinds {
			number, known := index[k]
			if !known {
				number = int32(len(m.kinds))
				index[k], m.kinds = number, append(m.kinds, k)
			}
			p.kinds[i] = number
		}
		m.documents += c.documents
		m.nodes += c.nodes
		for size, n := range c.sizes {
			m.sizes[size] += n
		}
	}
	sorting.Wait()
	return m
}

// inputs is the position of the table of problems.
func (m *merge) inputs() int { return len(m.parts[0].entries) - 1 }

// Buffers for runs share what memory there is, within these bounds in bytes.
const (
	smallestBuffer = 4 << 10
	largestBuffer  = 256 << 10
)

// rows hands out the rows of a table, those of the same fingerprint joined, in
// order. The row is void after the call.
func (m *merge) rows(table int, each func(*row) error) error {
	heads, err := m.heads(table)
	if err != nil {
		return err
	}
	for len(heads) > 0 {
		joined := heads[0].row
		if heads, err = heads.advance(); err != nil {
			return err
		}
		for len(heads) > 0 && heads[0].row.fingerprint == joined.fingerprint {
			joined.add(&heads[0].row)
			if heads, err = heads.advance(); err != nil {
				return err
			}
		}
		if err := each(&joined); err != nil {
			return err
		}
	}
	return nil
}

// heads opens all that is known of a table.
func (m *merge) heads(table int) (heads heads, err error) {
	runs := 1
	for _, p := range m.parts {
		runs += len(p.spill.runs)
	}
	buffer := min(max(m.memory/int64(runs), smallestBuffer), largestBuffer)
	for _, p := range m.parts {
		inMemory := tableSource(p.entries[table])
		sources := []source{&inMemory}
		for _, r := range p.spill.runs {
			sources = append(sources, &fileSource{file: p.spill.file, rest: r[table], buffer: make([]byte, buffer)})
		}
		for _, s := range sources {
			h := &head{source: s, kinds: p.kinds}
			ok, err := h.next()
			if err != nil {
				return nil, err
			}
			if ok {
				heads = append(heads, h)
			}
		}
	}
	slices.SortFunc(heads, func(a, b *head) int { return a.row.fingerprint.Compare(b.row.fingerprint) }) // a heap, too
	return heads, nil
}

// head is the next row of a source.
type head struct {
	row    row
	source source
	kinds  []int32
}

func (h *head) next() (ok bool, err error) {
	if h.row, ok, err = h.source.next(); ok {
		if uint32(h.row.kind) >= uint32(len(h.kinds)) {
			return false, errSpillDamaged
		}
		h.row.kind = h.kinds[h.row.kind]
	}
	return ok, err
}

// heads is a heap: the smallest fingerprint comes first.
type heads []*head

// advance goes on to the row after the first.
func (h heads) advance() (heads, error) {
	ok, err := h[0].next()
	if err != nil {
		return nil, err
	}
	if !ok {
		last := len(h) - 1
		h[0], h = h[last], h[:last]
	}
	for i := 0; ; {
		least, left, right := i, 2*i+1, 2*i+2
		if left < len(h) && h[left].before(h[least]) {
			least = left
		}
		if right < len(h) && h[right].before(h[least]) {
			least = right
		}
		if least == i {
			return h, nil
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}

func (h *head) before(other *head) bool {
	return h.row.fingerprint.Compare(other.row.fingerprint) < 0
}

// batches is rows, many at a time, merged in a goroutine ahead of the consumer.
func (m *merge) batches(ctx context.Context, table int, each func([]row) error) error {
	const rowsAtATime, ahead = 1 << 10, 4
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	full, free := make(chan []row, ahead), make(chan []row, ahead+2)
	var failure error // of merging, once full is closed
	go func() {
		defer close(full)
		rows := make([]row, 0, rowsAtATime)
		send := func() error {
			select {
			case full <- rows:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			select {
			case rows = <-free:
			default:
				rows = make([]row, 0, rowsAtATime)
			}
			return nil
		}
		failure = m.rows(table, func(r *row) error {
			if rows = append(rows, *r); len(rows) < rowsAtATime {
				return nil
			}
			return send()
		})
		if failure == nil && len(rows) > 0 {
			failure = send()
		}
	}()
	for rows := range full {
		if err := each(rows); err != nil {
			cancel(err)
			for range full { // until the goroutine has ended
			}
			return err
		}
		free <- rows[:0] // has room for all that there are
	}
	return failure
}
