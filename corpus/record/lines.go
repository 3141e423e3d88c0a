package record

import (
	"bytes"
	"io"
	"iter"
)

// splitLines hands out every line that is not blank. The last one may lack its
// line feed.
func splitLines(t *text) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for last := false; !last; {
			line := t.line
			data, err := t.take(endOfLine)
			if err == io.EOF {
				last, err = true, nil
			}
			data = bytes.Trim(data, whiteSpace)
			if len(data) == 0 && err == nil {
				continue
			}
			if !yield(Record{Line: line, Data: data}, err) {
				return
			}
		}
	}
}

// endOfLine is an endFunc; the line feed belongs to the line.
func endOfLine(piece []byte) (n int, done bool) {
	if i := bytes.IndexByte(piece, '\n'); i >= 0 {
		return i + 1, true
	}
	return len(piece), false
}
