package record

import (
	"bytes"
	"io"
)

// cutter finds the records of a text that comes in pieces. Each is read into memory
// behind room for the record that the one before had begun.
type cutter struct {
	*marks
	room      int
	number    int    // of the record that is begun or comes next
	begun     []byte // of a record that has no end yet
	isTooLong bool   // of that record only so much is kept as may begin a mark
}

// newCutter is for pieces of that size.
func newCutter(m *marks, size int) *cutter {
	return &cutter{marks: m, room: size / 4, number: 1}
}

// cut makes of a chunk one of whole records, appended to its spans. Its data was read
// behind the room in its memory; what it is then is a part of that, too, unless the
// first record is very long.
func (c *cutter) cut(piece *chunk) {
	begun, isLast := len(c.begun), piece.err == io.EOF
	text := c.join(piece)
	if from := max(0, begun-len(c.mark)+1); !isLast && !bytes.Contains(text[from:], c.mark) {
		if begun > c.room && !c.isTooLong && len(text) <= c.maxRecord {
			c.begun = text // once more: it grows without being copied each time
		} else {
			c.keep(text)
		}
		piece.data, piece.number = nil, c.number
		return
	}
	if c.isTooLong {
		piece.spans = append(piece.spans, span{line: c.number, tooLong: true})
		c.number++
		c.isTooLong = false
		_, text, _ = bytes.Cut(text, c.mark)
	}
	var length int
	piece.spans, length, c.number = c.marks.cut(piece.spans, text, c.number, isLast)
	piece.data, piece.number = text, c.number
	c.keep(text[length:])
}

// join puts what is begun in front of a piece, or the piece behind it where there
// is not so much room. Then it is begun no longer.
func (c *cutter) join(piece *chunk) (text []byte) {
	if start := c.room - len(c.begun); start >= 0 {
		copy(piece.memory[start:], c.begun)
		return piece.memory[start : c.room+len(piece.data)]
	}
	text = append(c.begun, piece.data...)
	c.begun = nil
	return text
}

// keep copies what is begun or, where it is longer than a record may be, its end.
func (c *cutter) keep(begun []byte) {
	if c.isTooLong || len(begun) > max(c.maxRecord, 2*len(c.mark)) {
		c.isTooLong = true
		begun = begun[max(0, len(begun)-len(c.mark)+1):]
	}
	c.begun = append(c.begun[:0], begun...)
}
