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

// cut takes the first record, with its mark, off a text.
func (m *marks) cut(text []byte) (record, rest []byte) {
	if i := bytes.Index(text, m.mark); i >= 0 {
		end := i + len(m.mark)
		return text[:end], text[end:]
	}
	return text, nil
}

// whole is how much of a text is records with their marks. It goes from front to
// end, since a mark may overlap itself.
func (m *marks) whole(text []byte) int {
	if len(m.mark) == 1 {
		return bytes.LastIndexByte(text, m.mark[0]) + 1
	}
	end := 0
	for {
		i := bytes.Index(text[end:], m.mark)
		if i < 0 {
			return end
		}
		end += i + len(m.mark)
	}
}

// spans cuts a text of whole records, the first of that number, and returns the
// number of what follows. Blank lines are no records, nor are blank documents,
// which have no number. What is too long is a record without a content.
func (m *marks) spans(dst []span, text []byte, number int) ([]span, int) {
	for start := 0; start < len(text); {
		if !m.isPlain && text[start] == '\n' { // the quick way
			start++
			number++
			continue
		}
		s, end := span{line: number, start: start, end: len(text)}, len(text)
		if i := bytes.Index(text[start:], m.mark); i >= 0 {
			s.end = start + i
			end = s.end + len(m.mark)
		}
		if end-start > m.maxRecord {
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
		start = end
	}
	return dst, number
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
