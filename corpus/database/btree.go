package database

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// A table WITHOUT ROWID is a B-tree whose cells are its rows, in the order of
// the primary key; a row between two pages of one level stands in the level
// above (https://www.sqlite.org/fileformat2.html, section 1.6). Rows that come
// in that order fill one page after the other, each page for good: that takes
// a tenth of the time of inserting them, for which SQLite would run a program,
// look for the place and check what is known already, row by row.
//
// btree makes the pages of such a tree. It keeps one page of each level.
type btree struct {
	pageSize int // in bytes
	usable   int // of these, what SQLite itself leaves to content
	next     int64
	levels   []*level // from the leaves up
	cell     []byte   // the one being added
	write    func(number int64, page []byte) error
}

// level is the page of one level that is being filled.
type level struct {
	page    []byte
	cells   int
	content int // where the cells begin; they grow downwards, towards their pointers
	last    int // size of the cell added last

	// held is a cell that came when the page was full. It goes into the level
	// above as soon as there is another to begin the next page with.
	held []byte
}

const (
	interiorPage = 2
	leafPage     = 10

	leafHeader     = 8
	interiorHeader = 12

	childSize = 4 // an interior cell begins with the number of the page before it

	// lockOffset is the byte that SQLite locks; the page with it holds nothing.
	lockOffset = 1 << 30
)

// newBtree begins a tree whose pages are numbered from next on.
func newBtree(pageSize, usable int, next int64, write func(number int64, page []byte) error) *btree {
	return &btree{pageSize: pageSize, usable: usable, next: next, write: write}
}

// longestRow is the longest row that stays on one page with so many bytes;
// four always fit.
func longestRow(usable int) int { return (usable-12)*64/255 - 23 }

// add adds a row, which must come after all others.
func (b *btree) add(row []byte) error {
	if len(row) > longestRow(b.usable) {
		return fmt.Errorf("a row of %d bytes is too long to be loaded", len(row))
	}
	cell := append(b.cell[:0], make([]byte, childSize)...) // the child, filled in above the leaves
	cell = appendVarint(cell, uint64(len(row)))
	b.cell = append(cell, row...)
	return b.addCell(0, b.cell)
}

// addCell adds a cell to a level. It has room for a child in front, which the
// leaves do without.
func (b *btree) addCell(depth int, cell []byte) error {
	if depth == len(b.levels) {
		b.levels = append(b.levels, b.newLevel(depth))
	}
	l := b.levels[depth]
	if l.held != nil {
		held := l.held
		if err := b.turn(depth, held); err != nil {
			return err
		}
		l = b.levels[depth]
	} else if !b.fits(depth, l, cell) {
		l.held = slices.Clone(cell)
		return nil
	}
	b.put(depth, l, cell)
	return nil
}

func (b *btree) newLevel(depth int) *level {
	page := make([]byte, b.pageSize)
	page[0] = leafPage
	if depth > 0 {
		page[0] = interiorPage
	}
	return &level{page: page, content: b.usable}
}

func headerSize(depth int) int {
	if depth > 0 {
		return interiorHeader
	}
	return leafHeader
}

// onPage is what of a cell stands on a page of that depth.
func onPage(depth int, cell []byte) []byte {
	if depth > 0 {
		return cell
	}
	return cell[childSize:]
}

func (b *btree) fits(depth int, l *level, cell []byte) bool {
	return headerSize(depth)+2*(l.cells+1)+len(onPage(depth, cell)) <= l.content
}

func (b *btree) put(depth int, l *level, cell []byte) {
	data := onPage(depth, cell)
	l.content -= len(data)
	copy(l.page[l.content:], data)
	binary.BigEndian.PutUint16(l.page[headerSize(depth)+2*l.cells:], uint16(l.content))
	l.cells++
	l.last = len(data)
}

// turn writes the page of a level, with the cell between it and the next going
// up, and begins the next.
func (b *btree) turn(depth int, between []byte) error {
	l := b.levels[depth]
	number := b.allocate()
	b.finish(depth, l, binary.BigEndian.Uint32(between))
	if err := b.write(number, l.page); err != nil {
		return err
	}
	b.levels[depth] = b.newLevel(depth)
	binary.BigEndian.PutUint32(between, uint32(number))
	return b.addCell(depth+1, between)
}

// finish writes the header of a page, right being the page after its last cell.
func (b *btree) finish(depth int, l *level, right uint32) {
	binary.BigEndian.PutUint16(l.page[3:], uint16(l.cells))
	binary.BigEndian.PutUint16(l.page[5:], uint16(l.content)) // 65536 is written as 0
	if depth > 0 {
		binary.BigEndian.PutUint32(l.page[leafHeader:], right)
	}
}

// allocate returns the number of a new page.
func (b *btree) allocate() int64 {
	if b.next == lockOffset/int64(b.pageSize)+1 {
		b.next++
	}
	b.next++
	return b.next - 1
}

// close writes the last page of every level, that of the topmost as the root.
func (b *btree) close(root int64) error {
	if len(b.levels) == 0 {
		return nil
	}
	right := uint32(0)
	for depth := 0; depth < len(b.levels); depth++ {
		if held := b.levels[depth].held; held != nil {
			// Nothing came to begin the next page with: it takes the cell that was
			// held, and the one before goes up.
			if err := b.turn(depth, b.pop(depth)); err != nil {
				return err
			}
			b.put(depth, b.levels[depth], held)
		}
		l, number := b.levels[depth], root
		if depth < len(b.levels)-1 {
			number = b.allocate()
		}
		b.finish(depth, l, right)
		if err := b.write(number, l.page); err != nil {
			return err
		}
		right = uint32(number)
	}
	return nil
}

// pop takes the last cell off a page.
func (b *btree) pop(depth int) []byte {
	l := b.levels[depth]
	data := l.page[l.content : l.content+l.last]
	var cell []byte
	if depth == 0 {
		cell = make([]byte, childSize)
	}
	cell = append(cell, data...)
	clear(data)
	l.cells--
	clear(l.page[headerSize(depth)+2*l.cells:][:2])
	l.content += l.last
	return cell
}
