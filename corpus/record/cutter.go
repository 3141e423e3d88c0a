package record

import "bytes"

// cutter finds the records of a text that comes in pieces. Each piece stands in
// memory behind room for the record that the one before had begun.
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

// memory is for a piece.
func (c *cutter) memory(size int) []byte { return make([]byte, c.room+size) }

// cut appends to dst where the records are that end in the next n bytes. They are
// in text, which is a part of memory unless the first of them is very long.
func (c *cutter) cut(memory []byte, n int, isLast bool, dst []span) (text []byte, spans []span) {
	begun := len(c.begun)
	text = c.join(memory, n)
	if from := max(0, begun-len(c.mark)+1); !isLast && !bytes.Contains(text[from:], c.mark) {
		if begun > c.room && !c.isTooLong && len(text) <= c.maxRecord {
			c.begun = text // which it was before: it grows without being copied each time
		} else {
			c.keep(text)
		}
		return nil, dst
	}
	if c.isTooLong {
		dst = append(dst, span{line: c.number, tooLong: true})
		c.number++
		c.isTooLong = false
		_, text, _ = bytes.Cut(text, c.mark)
	}
	spans, length, next := c.marks.cut(dst, text, c.number, isLast)
	c.number = next
	c.keep(text[length:])
	return text, spans
}

// join puts what is begun in front of a piece, or the piece behind it where there
// is not so much room. Then it is begun no longer.
func (c *cutter) join(memory []byte, n int) (text []byte) {
	if start := c.room - len(c.begun); start >= 0 {
		copy(memory[start:], c.begun)
		return memory[start : c.room+n]
	}
	text = append(c.begun, memory[c.room:c.room+n]...)
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
