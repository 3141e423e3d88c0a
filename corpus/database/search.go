package database

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/graph"
)

// deepest is how many levels SQLite's trees have at most.
const deepest = 20

// below is a page, and the keys that can only be on it or below.
type below struct {
	page uint32
	keys []Sought
}

// search looks for keys on the pages of the table, one level of the tree after
// the other from the root down, of each level only pages where a key can be.
type search struct {
	*tree
	finder *Finder
	found  func(number uint32, values []int64)
	values []int64
	next   []below             // what to look at in the level below
	pages  []byte              // those fetched last
	cells  []graph.Fingerprint // of the page at hand
}

func (s *search) run(ctx context.Context, keys []Sought) error {
	level := []below{{s.root, keys}}
	for range deepest {
		if len(level) == 0 {
			return nil
		}
		s.next = nil
		if err := s.level(ctx, level); err != nil {
			return err
		}
		level = s.next
	}
	return fmt.Errorf("%w: the tree has more than %d levels", errPages, deepest)
}

// errSparse means that the keys are too far apart for reading whole pages.
var errSparse = errors.New("there are few keys on a page")

// sparse reports whether SQLite would find the keys in less time than it takes
// to read the pages.
func (s *search) sparse(level []below) bool {
	keys := 0
	for _, b := range level {
		keys += len(b.keys)
	}
	return keys*s.finder.bytesPerKey < len(level)*s.pageSize
}

// fetchBytes is how much is read in one query: enough that the cost of a query
// no longer counts, little enough to stay in the processor's cache.
const fetchBytes = 512 << 10

// level looks on some pages of the same level.
func (s *search) level(ctx context.Context, level []below) error {
	atATime := max(1, fetchBytes/s.pageSize)
	for len(level) > 0 {
		batch := level[:min(atATime, len(level))]
		var err error
		if s.pages, err = s.finder.pages.fetch(ctx, batch, s.pages[:0]); err != nil {
			return err
		}
		for i, b := range batch {
			if err := s.page(s.pages[i*s.pageSize:][:s.pageSize], b.keys); err != nil {
				return fmt.Errorf("%w: page %d: %w", errPages, b.page, err)
			}
		}
		if s.sparse(s.next) {
			return errSparse
		}
		level = level[len(batch):]
	}
	return nil
}

// page looks for keys on a page, and notes where to look for the others.
func (s *search) page(data []byte, keys []Sought) error {
	p, err := readPage(data, s.usable)
	if err != nil {
		return err
	}
	if !p.interior && s.leaf(&p, keys) {
		return nil
	}
	var first int
	if first, s.cells, err = s.key.read(&p, s.cells); err != nil {
		return err
	}
	for i, cell := range s.cells {
		order := keys[0].compare(cell)
		if order < 0 {
			n := before(keys, cell)
			if err := s.descend(&p, first+i, keys[:n]); err != nil {
				return err
			}
			if keys = keys[n:]; len(keys) == 0 {
				return nil
			}
			order = keys[0].compare(cell)
		}
		if order > 0 {
			continue
		}
		row, err := p.row(first + i)
		if err != nil {
			return err
		}
		if err := integers(row, s.columns, s.values); err != nil {
			return err
		}
		for keys[0].Fingerprint == cell {
			s.found(keys[0].Number, s.values)
			if keys = keys[1:]; len(keys) == 0 {
				return nil
			}
		}
	}
	return s.descend(&p, first+len(s.cells), keys)
}

// descend notes that keys are to be looked for below a page, before a cell.
func (s *search) descend(p *page, cell int, keys []Sought) error {
	if !p.interior {
		return nil
	}
	child, err := p.child(cell)
	s.next = append(s.next, below{child, keys})
	return err
}

// before is how many of the keys come before a fingerprint, as the first does:
// few on a leaf and many higher up, so it looks in steps that grow.
func before(keys []Sought, f graph.Fingerprint) int {
	n, step := 1, 1
	for n+step <= len(keys) && keys[n+step-1].compare(f) < 0 {
		n += step
		step *= 2
	}
	more, _ := slices.BinarySearchFunc(keys[n:min(n+step-1, len(keys))], f, Sought.compare)
	return n + more
}
