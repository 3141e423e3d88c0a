package record

import "bytes"

// values takes whole JSON values out of a text: in an array and between documents
// a line says nothing about where a record ends.
type values struct {
	text  *text
	state bracketed
	end   endFunc // state.end; kept because making a func of a method allocates
}

func newValues(t *text) *values {
	v := &values{text: t}
	v.end = v.state.end
	return v
}

// take returns the value that starts at the next byte, which is first: an object,
// array or string to its closing mark, anything else to the next delimiter. It
// does not look whether the value is valid. At the end of the file it returns
// io.EOF, even after a complete number.
func (v *values) take(first byte) ([]byte, error) {
	switch first {
	case '{', '[', '"':
		v.state = bracketed{}
		return v.text.take(v.end)
	}
	return v.text.take(endOfWord)
}

// endOfWord is the endFunc of numbers and literals.
func endOfWord(piece []byte) (n int, done bool) {
	return upToAny(piece, whiteSpace+`,:[]{}"`)
}

// bracketed finds the end of an object, array or string by counting brackets
// outside strings. Its zero value is ready at the opening mark; it keeps its state
// from one piece to the next.
type bracketed struct {
	depth    int  // brackets open
	inString bool // between quotes
	escaped  bool // the string so far ends in a backslash that escapes the next byte
}

// end is an endFunc.
func (b *bracketed) end(piece []byte) (n int, done bool) {
	for i := 0; i < len(piece); {
		if b.inString {
			i += b.skipString(piece[i:])
			if !b.inString && b.depth == 0 {
				return i, true
			}
			continue
		}
		switch piece[i] {
		case '"':
			b.inString = true
		case '{', '[':
			b.depth++
		case '}', ']':
			b.depth--
			if b.depth == 0 {
				return i + 1, true
			}
		}
		i++
	}
	return len(piece), false
}

// skipString returns how much of piece belongs to the string that piece begins in,
// its closing quote included.
func (b *bracketed) skipString(piece []byte) int {
	for i := 0; ; {
		quote := bytes.IndexByte(piece[i:], '"')
		if quote < 0 {
			b.escaped = b.escapes(piece[i:])
			return len(piece)
		}
		escaped := b.escapes(piece[i : i+quote])
		b.escaped = false
		i += quote + 1
		if !escaped {
			b.inString = false
			return i
		}
	}
}

// escapes tells whether the byte after run is escaped: whether an odd number of
// backslashes precedes it, counting one left over from the piece before.
func (b *bracketed) escapes(run []byte) bool {
	i := len(run)
	for i > 0 && run[i-1] == '\\' {
		i--
	}
	odd := (len(run)-i)%2 == 1
	if i == 0 {
		return odd != b.escaped
	}
	return odd
}
