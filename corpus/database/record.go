package database

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// key is what the rows of a table begin with: columns that have the same value
// in all that are looked for, then a fingerprint. Tables are in its order.
type key struct {
	match []Match

	// What nearly every cell looks like: a byte for the length of the row, one for
	// that of the types, the types of the key; then, where the values begin, those
	// before the fingerprint, of so many bytes.
	types, values pattern
	valueBytes    int
}

// pattern is what up to eight bytes are, to be compared at once.
type pattern struct{ mask, want uint64 }

func newPattern(bytes, mask []byte) pattern {
	var b, m [8]byte
	if copy(b[:], bytes) < len(bytes) {
		return pattern{0, 1} // nothing looks like that
	}
	copy(m[:], mask)
	return pattern{binary.BigEndian.Uint64(m[:]), binary.BigEndian.Uint64(b[:])}
}

func (p pattern) match(b []byte) bool { return binary.BigEndian.Uint64(b)&p.mask == p.want }

const fingerprintType = 12 + 2*16 // 16 bytes

func newKey(match []Match) (*key, error) {
	var row Row
	for _, m := range match {
		switch value := m.Value.(type) {
		case int64:
			row.Int(value)
		case string:
			row.Text(value)
		default:
			return nil, fmt.Errorf("%s cannot be a %T", m.Column, value)
		}
	}
	all := bytes.Repeat([]byte{0xff}, 8)
	types := append([]byte{0, 0}, append(row.types, fingerprintType)...)
	mask := append([]byte{0x80, 0x80}, all[:min(len(row.types)+1, 6)]...) // lengths of one byte, whatever they are
	return &key{
		match: match, types: newPattern(types, mask),
		values: newPattern(row.values, all[:min(len(row.values), 8)]), valueBytes: len(row.values),
	}, nil
}

// read reads the fingerprints of the rows on a page that match, in order, into
// a list that it returns, and says which cell the first is.
func (k *key) read(p *page, all []graph.Fingerprint) (first int, into []graph.Fingerprint, err error) {
	all = all[:0]
	for i := range p.cells() {
		cell, err := p.cell(i)
		if err != nil {
			return 0, all, err
		}
		f, ok := k.quick(cell, p.longest)
		side := 0
		if !ok {
			if f, side, err = k.fingerprint(p, i); err != nil {
				return 0, all, err
			}
		}
		switch {
		case side > 0:
			return first, all, nil
		case len(all) > 0 && (side < 0 || f.Compare(all[len(all)-1]) <= 0):
			return 0, all, fmt.Errorf("cell %d is not in order", i)
		case side < 0:
			first = i + 1
		default:
			all = append(all, f)
		}
	}
	return first, all, nil
}

// quick is the fingerprint in a cell that looks as nearly all do. The longest
// row that is not continued elsewhere has so many bytes.
func (k *key) quick(cell []byte, longest int) (f graph.Fingerprint, ok bool) {
	if len(cell) < 8 || !k.types.match(cell) {
		return f, false
	}
	values, end := 1+int(cell[1]), 1+int(cell[0])
	at := values + k.valueBytes
	if at+16 > end || end > len(cell) || int(cell[0]) > longest || !k.values.match(cell[values:]) {
		return f, false
	}
	return graph.Fingerprint{Hi: binary.BigEndian.Uint64(cell[at:]), Lo: binary.BigEndian.Uint64(cell[at+8:])}, true
}

// fingerprint is that of the row in a cell, where it matches; other rows come
// before those (-1) or after them (1).
func (k *key) fingerprint(p *page, i int) (f graph.Fingerprint, side int, err error) {
	row, err := p.row(i)
	if err != nil {
		return f, 0, err
	}
	columns, err := readRow(row)
	if err != nil {
		return f, 0, err
	}
	for _, m := range k.match {
		kind, data, err := columns.next()
		if err != nil {
			return f, 0, err
		}
		switch value := m.Value.(type) {
		case int64:
			n, err := integer(kind, data)
			if err != nil {
				return f, 0, err
			}
			side = cmp.Compare(n, value)
		case string:
			if kind < 13 || kind%2 == 0 { // no text
				return f, 0, errRow
			}
			side = strings.Compare(string(data), value)
		}
		if side != 0 {
			return f, side, nil
		}
	}
	kind, data, err := columns.next()
	if err != nil {
		return f, 0, err
	}
	if kind != fingerprintType {
		return f, 0, errRow
	}
	f, err = graph.FingerprintFromBytes(data)
	return f, 0, err
}

var errRow = errors.New("a row is not what the table should have")

// columns reads the columns of a row one after the other.
type columns struct{ types, values []byte }

func readRow(row []byte) (columns, error) {
	length, size := varint(row)
	if size == 0 || length < uint64(size) || length > uint64(len(row)) {
		return columns{}, errRow
	}
	return columns{row[size:length], row[length:]}, nil
}

// next returns the type of the next column and the bytes of its value.
func (c *columns) next() (kind uint64, value []byte, err error) {
	kind, size := varint(c.types)
	if size == 0 {
		return 0, nil, errRow
	}
	c.types = c.types[size:]
	length := uint64(0)
	switch {
	case kind >= 12:
		length = (kind - 12) / 2
	case kind <= 7:
		length = uint64("\x00\x01\x02\x03\x04\x06\x08\x08"[kind])
	}
	if length > uint64(len(c.values)) {
		return 0, nil, errRow
	}
	value, c.values = c.values[:length], c.values[length:]
	return kind, value, nil
}

// integer is the value of a column of type INTEGER.
func integer(kind uint64, data []byte) (n int64, err error) {
	switch {
	case kind == 8 || kind == 9:
		return int64(kind - 8), nil
	case kind < 1 || kind > 6:
		return 0, errRow
	}
	n = int64(int8(data[0]))
	for _, b := range data[1:] {
		n = n<<8 | int64(b)
	}
	return n, nil
}

// integers reads those columns of a row, numbered from 0 in ascending order.
func integers(row []byte, numbers []int, into []int64) error {
	if quickIntegers(row, numbers, into) {
		return nil
	}
	columns, err := readRow(row)
	if err != nil {
		return err
	}
	next := 0
	for i := 0; next < len(numbers); i++ {
		kind, data, err := columns.next()
		if err != nil {
			return err
		}
		if i < numbers[next] {
			continue
		}
		if into[next], err = integer(kind, data); err != nil {
			return err
		}
		next++
	}
	return nil
}

// quickIntegers is integers for a row as nearly all are: lengths and types of
// one byte each, and numbers of at most eight bytes. It reports false for others.
func quickIntegers(row []byte, numbers []int, into []int64) bool {
	if len(row) == 0 || row[0] >= 0x80 || int(row[0]) > len(row) {
		return false
	}
	types, at, next := row[1:max(1, row[0])], int(row[0]), 0
	for i, kind := range types {
		length := int(kind-12) / 2
		if kind < 12 {
			length = int("\x00\x01\x02\x03\x04\x06\x08\x08\x00\x00\x00\x00"[kind])
		}
		if kind >= 0x80 || length > len(row)-at {
			return false
		}
		if i == numbers[next] {
			n, err := integer(uint64(kind), row[at:at+length])
			if err != nil {
				return false
			}
			into[next] = n
			if next++; next == len(numbers) {
				return true
			}
		}
		at += length
	}
	return false
}
