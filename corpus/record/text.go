package record

import (
	"bytes"
	"io"

	"github.com/dustin/go-humanize"
)

// whiteSpace is what JSON allows between values.
const whiteSpace = " \t\r\n"

// text is the decompressed text as the splitters see it: a cursor that moves over
// one chunk after the other and knows its line.
type text struct {
	line int // 1-based line of the next byte

	ahead *readAhead
	chunk chunk  // in use now
	rest  []byte // the part of it that is not yet read
	err   error  // came after it

	maxRecord int
	carry     []byte // a record that crosses a border between chunks; reused
}

func newText(ahead *readAhead, maxRecord int) *text {
	return &text{line: 1, ahead: ahead, maxRecord: maxRecord}
}

// peek returns what is left of the chunk, at least one byte, without moving on. At
// the end it returns io.EOF, or the error that cut the file short. A slice from an
// earlier peek is void once a chunk has been read to its end.
func (t *text) peek() ([]byte, error) {
	for len(t.rest) == 0 {
		if t.err != nil {
			return nil, t.err
		}
		t.ahead.give(t.chunk.memory)
		t.chunk = t.ahead.next()
		t.rest, t.err = t.chunk.data, t.chunk.err
	}
	return t.rest, nil
}

// skip moves on by n bytes of what peek returned.
func (t *text) skip(n int) {
	t.line += bytes.Count(t.rest[:n], []byte("\n"))
	t.rest = t.rest[n:]
}

// skipSpace moves on to the next byte that is not white space and returns it.
func (t *text) skipSpace() (byte, error) {
	for {
		rest, err := t.peek()
		if err != nil {
			return 0, err
		}
		after := bytes.TrimLeft(rest, whiteSpace)
		t.skip(len(rest) - len(after))
		if len(after) > 0 {
			return after[0], nil
		}
	}
}

// An endFunc looks for the end of something in the next piece of text. It returns
// how many bytes of the piece belong to it and whether it ends there.
type endFunc func(piece []byte) (n int, done bool)

// upToAny is the common body of endFuncs: something ends before these bytes.
func upToAny(piece []byte, stops string) (n int, done bool) {
	if i := bytes.IndexAny(piece, stops); i >= 0 {
		return i, true
	}
	return len(piece), false
}

// take moves on to where end says and returns the text up to there, valid until
// the next peek. At the end of the file it returns what there was and io.EOF. Text
// longer than maxRecord is passed over, not stored, and is a reason.
func (t *text) take(end endFunc) ([]byte, error) {
	t.carry = t.carry[:0]
	for tooLong := false; ; {
		rest, err := t.peek()
		if tooLong && err == io.EOF {
			return nil, overlong(t.maxRecord)
		}
		if err != nil {
			return t.carry, err
		}
		n, done := end(rest)
		t.skip(n)
		tooLong = tooLong || len(t.carry)+n > t.maxRecord
		switch {
		case tooLong && done:
			return nil, overlong(t.maxRecord)
		case tooLong:
			continue
		case done && len(t.carry) == 0:
			return rest[:n:n], nil // all in one chunk: no need to copy
		}
		t.carry = append(t.carry, rest[:n]...)
		if done {
			return t.carry, nil
		}
	}
}

func overlong(maxRecord int) error {
	return reason("record longer than " + humanize.IBytes(uint64(maxRecord)))
}

// passJunk moves on to where end says or to the end of the file, forgets the text
// up to there, and returns why, unless the file cannot be read.
func (t *text) passJunk(end endFunc, why reason) error {
	for {
		rest, err := t.peek()
		if err == io.EOF {
			return why
		}
		if err != nil {
			return err
		}
		n, done := end(rest)
		t.skip(n)
		if done {
			return why
		}
	}
}
