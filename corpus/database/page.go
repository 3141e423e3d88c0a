package database

import (
	"encoding/binary"
	"fmt"
)

// page is one page of the tree of a table WITHOUT ROWID, to be read. Nothing
// on it is trusted: a damaged page gives errors.
type page struct {
	data     []byte // without what SQLite does not use
	pointers []byte // where the cells are, two bytes each, in the order of the key
	interior bool
	longest  int // row, in bytes, that does not go on on other pages
}

// readPage takes the header of a page apart. usable is how many of its bytes
// SQLite itself leaves to content.
func readPage(data []byte, usable int) (page, error) {
	if usable < 512-32 || usable > len(data) {
		return page{}, fmt.Errorf("%d of %d bytes are usable, which cannot be", usable, len(data))
	}
	p := page{data: data[:usable], interior: data[0] == interiorPage, longest: longestRow(usable)}
	if !p.interior && data[0] != leafPage {
		return page{}, fmt.Errorf("it is of the kind %d, which a table WITHOUT ROWID does not have", data[0])
	}
	start := leafHeader
	if p.interior {
		start = interiorHeader
	}
	cells := int(binary.BigEndian.Uint16(data[3:]))
	if start+2*cells > usable {
		return page{}, fmt.Errorf("%d cells are too many", cells)
	}
	p.pointers = p.data[start : start+2*cells]
	return p, nil
}

// cells is the number of cells.
func (p *page) cells() int { return len(p.pointers) / 2 }

// cell is where the cell of that number begins, from 0.
func (p *page) cell(i int) ([]byte, error) {
	at := int(binary.BigEndian.Uint16(p.pointers[2*i:]))
	if p.interior {
		at += childSize
	}
	if at >= len(p.data) {
		return nil, fmt.Errorf("cell %d lies outside of the page", i)
	}
	return p.data[at:], nil
}

// row is the row in a cell. One that goes on on other pages is an error.
func (p *page) row(i int) ([]byte, error) {
	cell, err := p.cell(i)
	if err != nil {
		return nil, err
	}
	length, size := varint(cell)
	switch {
	case size > 0 && length > uint64(p.longest):
		return nil, fmt.Errorf("the row of cell %d goes on on other pages", i)
	case size == 0 || length > uint64(len(cell)-size):
		return nil, fmt.Errorf("the row of cell %d ends outside of the page", i)
	}
	return cell[size:][:length], nil
}

// child is the number of the page with the rows before cell i, or after all
// cells where i is their number. Only an interior page has children.
func (p *page) child(i int) (uint32, error) {
	if i == p.cells() {
		return binary.BigEndian.Uint32(p.data[leafHeader:]), nil
	}
	at := int(binary.BigEndian.Uint16(p.pointers[2*i:]))
	if at+childSize > len(p.data) {
		return 0, fmt.Errorf("cell %d lies outside of the page", i)
	}
	return binary.BigEndian.Uint32(p.data[at:]), nil
}

// varint reads what appendVarint writes, and how many bytes it takes; 0 where
// it is cut off or too large to be of a table.
func varint(b []byte) (n uint64, size int) {
	for i, c := range b {
		if i == 8 { // from here on another rule holds, for numbers of 2^56 and more
			return 0, 0
		}
		n = n<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}
