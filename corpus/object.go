package corpus

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/graphcov/graphcov/corpus/record"
)

// object is the fields of a JSON object, in order, their names decoded.
type object []record.Field

// rawValue is a value as it stands in the record: its JSON text, empty where
// there is none.
type rawValue []byte

// parseObject takes an object apart into its fields and leaves their values as
// they stand: of the fields of a record only two are ever read, and
// decoding the others took more time than compiling the document. The fields
// are appended to dst, memory to use again. It reports false for what is no
// object. The text must be sound JSON (see record.Check); of what is not, it
// makes something, in one pass.
func parseObject(dst object, text []byte) (object, bool) {
	text = skipAny(text, jsonSpace)
	if len(text) == 0 || text[0] != '{' {
		return dst, false
	}
	for text = text[1:]; ; {
		text = skipAny(text, jsonSpace+",")
		if len(text) == 0 || text[0] != '"' {
			return dst, true
		}
		n := valueLength(text)
		name := rawValue(text[:n]).inner()
		if bytes.IndexByte(name, '\\') >= 0 {
			name = []byte(rawValue(text[:n]).text())
		}
		text = skipAny(text[n:], jsonSpace+":")
		n = valueLength(text)
		dst = append(dst, record.Field{Name: name, Value: text[:n]})
		text = text[n:]
	}
}

const jsonSpace = " \t\r\n"

// skipAny is bytes.TrimLeft for a few bytes, of which there are few.
func skipAny(text []byte, bytes string) []byte {
	for len(text) > 0 && strings.IndexByte(bytes, text[0]) >= 0 {
		text = text[1:]
	}
	return text
}

// valueLength is the length of the value that the text starts with.
func valueLength(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i += stringLength(text[i:]) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		default:
			if depth == 0 { // a number or a word: to the next delimiter
				if end := bytes.IndexAny(text[i:], jsonSpace+",]}"); end >= 0 {
					return i + end
				}
				return len(text)
			}
		}
		if depth <= 0 {
			return i + 1
		}
	}
	return len(text)
}

// stringLength is the length of the string, quotes included, that the text
// starts with.
func stringLength(text []byte) int {
	for i := 1; ; {
		quote := bytes.IndexByte(text[i:], '"')
		if quote < 0 {
			return len(text)
		}
		i += quote + 1
		// The quote is one of the text if an odd number of backslashes precedes it.
		slash := i - 2
		for slash > 0 && text[slash] == '\\' {
			slash--
		}
		if (i-slash)%2 == 0 {
			return i
		}
	}
}

// find returns the value of the field of that name, of several the last, as
// other decoders do.
func (o object) find(name string) (value rawValue) {
	for i := len(o) - 1; i >= 0; i-- {
		if string(o[i].Name) == name {
			return o[i].Value
		}
	}
	return nil
}

// String lists the names of the fields for a message, the first few.
func (o object) String() string {
	if len(o) == 0 {
		return "none"
	}
	var names []string
	for _, f := range o[:min(len(o), 8)] {
		names = append(names, fmt.Sprintf("%.40q", f.Name))
	}
	if len(o) > len(names) {
		names = append(names, "..")
	}
	return strings.Join(names, ", ")
}

// isText reports whether the value can be read as text: a string, or a number
// or boolean, as short answers often are.
func (v rawValue) isText() bool {
	return len(v) > 0 && string(v) != "null" && v[0] != '{' && v[0] != '['
}

// inner is the value without the quotes of a string.
func (v rawValue) inner() []byte {
	if len(v) == 0 || v[0] != '"' {
		return v
	}
	return bytes.TrimSuffix(v[1:], []byte{'"'})
}

// text is the text of such a value.
func (v rawValue) text() string {
	inner := v.inner()
	if len(v) == len(inner) || bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	if text, ok := unescape(inner); ok {
		return text
	}
	return gjson.ParseBytes(v).Str
}

// unescape decodes the escapes of one character, and reports false where there
// are others. It copies all between two escapes at once, which is where it
// gains over a decoder that goes byte by byte.
func unescape(text []byte) (string, bool) {
	var b strings.Builder
	b.Grow(len(text))
	for {
		before, after, found := bytes.Cut(text, []byte{'\\'})
		b.Write(before)
		if !found || len(after) == 0 {
			return b.String(), true
		}
		c := after[0]
		switch c {
		case 'u':
			return "", false
		case 'n':
			c = '\n'
		case 't':
			c = '\t'
		case 'r':
			c = '\r'
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		}
		b.WriteByte(c)
		text = after[1:]
	}
}
