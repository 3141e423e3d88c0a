package record

import "bytes"

// DefaultSeparator stands between the documents of plain text, as a line of its
// own or in the midst of one: language models are trained on text joined by it.
const DefaultSeparator = "<|endoftext|>"

// marks is a layout whose records end with a mark, which the last may lack: lines
// of JSON, or documents of plain text.
type marks struct {
	mark      []byte
	isPlain   bool // plain text, numbered by documents; else JSON, numbered by lines
	maxRecord int  // with the mark
}

// cut finds the records in a text, the first of that number, and appends where
// they are to dst. It returns as well how much of the text that is, the length,
// and the number of what follows. What lacks a mark is a record only where the text
// isLast. Blank lines are no records, nor are blank documents, which have no number.
// What is too long is a record without a content. It goes from front to end, since
// a mark may overlap itself.
func (m *marks) cut(dst []span, text []byte, number int, isLast bool) (spans []span, length, next int) {
	for start := 0; start < len(text); start = length {
		if !m.isPlain && text[start] == '\n' { // the quick way
			length++
			number++
			continue
		}
		s := span{line: number, start: start, end: len(text)}
		if i := bytes.Index(text[start:], m.mark); i >= 0 {
			s.end = start + i
			length = s.end + len(m.mark)
		} else if !isLast {
			break
		} else {
			length = len(text)
		}
		if length-start > m.maxRecord {
			s.tooLong = true
		} else {
			for s.start < s.end && isSpace(text[s.start]) {
				s.start++
			}
			for s.start < s.end && isSpace(text[s.end-1]) {
				s.end--
			}
		}
		isRecord := s.start < s.end || s.tooLong
		if isRecord {
			dst = append(dst, s)
		}
		if isRecord || !m.isPlain {
			number++
		}
	}
	return dst, length, number
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
