package record

import (
	"bytes"
	"io"
	"iter"
)

// DefaultSeparator stands between the documents of plain text, as a line of its
// own or in the midst of one: language models are trained on text joined by it.
const DefaultSeparator = "<|endoftext|>"

// textSplitter returns a splitter that hands out what stands between separators,
// without the white space around it, as {"text": ".."}. Blank documents are none.
func textSplitter(separator string) func(*text) iter.Seq2[Record, error] {
	if separator == "" {
		separator = DefaultSeparator
	}
	return func(t *text) iter.Seq2[Record, error] {
		return func(yield func(Record, error) bool) {
			var object []byte // reused
			search := separated{by: []byte(separator)}
			end := search.end
			number := 1
			for last := false; !last; {
				search.tail = search.tail[:0]
				data, err := t.take(end)
				if err == io.EOF {
					last, err = true, nil
				} else {
					data = bytes.TrimSuffix(data, search.by)
				}
				data = bytes.Trim(data, whiteSpace)
				if len(data) == 0 && err == nil {
					continue
				}
				rec := Record{Line: number}
				if err == nil {
					object = appendString(append(object[:0], `{"text":`...), data)
					object = append(object, '}')
					rec.Data = object
				}
				if !yield(rec, err) {
					return
				}
				number++
			}
		}
	}
}

// separated finds the end of a document, separator included.
type separated struct {
	by   []byte
	tail []byte // the last bytes of the pieces so far, of which a separator may begin
}

// end is an endFunc.
func (s *separated) end(piece []byte) (n int, done bool) {
	short := len(s.by) - 1 // of a separator, what fits in without being one
	if len(s.tail) > 0 {
		before := len(s.tail)
		s.tail = append(s.tail, piece[:min(len(piece), short)]...)
		if i := bytes.Index(s.tail, s.by); i >= 0 {
			return i + len(s.by) - before, true
		}
		s.tail = s.tail[:before]
	}
	if i := bytes.Index(piece, s.by); i >= 0 {
		return i + len(s.by), true
	}
	s.tail = append(s.tail, piece[max(0, len(piece)-short):]...)
	s.tail = append(s.tail[:0], s.tail[max(0, len(s.tail)-short):]...)
	return len(piece), false
}
