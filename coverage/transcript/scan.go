package transcript

import (
	"bytes"
	"fmt"
)

// value moves past the next value and keeps its text if it is asked to.
func (w *walker) value(keep bool) error {
	first, err := w.peek()
	if err != nil {
		return err
	}
	var s scanner
	for done, empty := false, true; !done; empty = false {
		ahead, err := w.ahead()
		if err == errTruncated && s.inWord {
			break // a number may end the text
		}
		if err != nil {
			return err
		}
		var n int
		n, done = s.end(ahead)
		if n == 0 && empty {
			return fmt.Errorf("not valid JSON: %q where a value should be", first)
		}
		// No more is kept than shows that it is too long.
		if keep && len(w.kept) <= maxValue {
			w.kept = append(w.kept, ahead[:n]...)
		}
		if err := w.skipAhead(n); err != nil {
			return err
		}
	}
	if keep && s.nonFinite {
		w.kept = finite(w.kept)
	}
	return nil
}

// scanner finds the end of a value by counting brackets outside strings. It
// keeps its state from one piece of text to the next.
type scanner struct {
	depth     int  // brackets open
	inString  bool // between quotes
	escaped   bool // the string so far ends in a backslash that escapes the next byte
	inWord    bool // in a number or literal that is no part of an object or array
	nonFinite bool // a word may be NaN or Infinity
}

// end returns how much of a piece belongs to the value and whether it ends there.
func (s *scanner) end(piece []byte) (n int, done bool) {
	for i := 0; i < len(piece); i++ {
		if s.inString {
			i += s.skipString(piece[i:]) - 1
			if !s.inString && s.depth == 0 {
				return i + 1, true
			}
			continue
		}
		switch piece[i] {
		case '"':
			if s.inWord {
				return i, true
			}
			s.inString = true
		case '{', '[':
			if s.inWord {
				return i, true
			}
			s.depth++
		case '}', ']':
			if s.depth == 0 {
				return i, true
			}
			if s.depth--; s.depth == 0 {
				return i + 1, true
			}
		case ' ', '\t', '\r', '\n', ',', ':':
			if s.depth == 0 {
				return i, true
			}
		default:
			s.nonFinite = s.nonFinite || piece[i] == 'N' || piece[i] == 'I'
			s.inWord = s.depth == 0
		}
	}
	return len(piece), false
}

// skipString returns how much of a piece belongs to the string that it begins
// in, the closing quote included.
func (s *scanner) skipString(piece []byte) int {
	for i := 0; ; {
		quote := bytes.IndexByte(piece[i:], '"')
		if quote < 0 {
			s.escaped = s.escapes(piece[i:])
			return len(piece)
		}
		escaped := s.escapes(piece[i : i+quote])
		s.escaped = false
		i += quote + 1
		if !escaped {
			s.inString = false
			return i
		}
	}
}

// escapes tells whether the byte after run is escaped: whether an odd number of
// backslashes precedes it, counting one left over from before.
func (s *scanner) escapes(run []byte) bool {
	backslashes := len(run) - len(bytes.TrimRight(run, `\`))
	odd := backslashes%2 == 1
	if backslashes == len(run) {
		return odd != s.escaped
	}
	return odd
}

// finite puts null in the place of the bare NaN and Infinity that Python
// writes into JSON.
func finite(data []byte) []byte {
	out := make([]byte, 0, len(data)+1)
	s := scanner{}
next:
	for i := 0; i < len(data); {
		if data[i] == '"' {
			s.inString = true
			n := 1 + s.skipString(data[i+1:])
			out = append(out, data[i:i+n]...)
			i += n
			continue
		}
		for _, word := range []string{"NaN", "Infinity", "-Infinity"} {
			if bytes.HasPrefix(data[i:], []byte(word)) {
				out = append(out, "null"...)
				i += len(word)
				continue next
			}
		}
		out = append(out, data[i])
		i++
	}
	return out
}
