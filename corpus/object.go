package corpus

import (
	"fmt"
	"strings"

	"github.com/tidwall/gjson"
)

// object is the fields of a JSON object, in order.
type object []field

type field struct {
	name  string
	value rawValue
}

// rawValue is the JSON text of a value; empty where there is none.
type rawValue string

// parseObject takes an object apart into its fields and leaves their values as
// they stand: of the fields of a record only two are ever read, and decoding
// the others took more time than compiling the document. It reports false for
// what is no object. The text must be sound JSON (see record.Check); of what
// is not, it makes something, in one pass.
func parseObject(text string) (object, bool) {
	text = strings.TrimLeft(text, jsonSpace)
	if !strings.HasPrefix(text, "{") {
		return nil, false
	}
	fields := make(object, 0, 8)
	for text = text[1:]; ; {
		text = strings.TrimLeft(text, jsonSpace+",")
		if !strings.HasPrefix(text, `"`) {
			return fields, true
		}
		n := valueLength(text)
		name := rawValue(text[:n])
		text = strings.TrimLeft(text[n:], jsonSpace+":")
		n = valueLength(text)
		fields = append(fields, field{name.text(), rawValue(text[:n])})
		text = text[n:]
	}
}

const jsonSpace = " \t\r\n"

// valueLength is the length of the value that the text starts with.
func valueLength(text string) int {
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
				if end := strings.IndexAny(text[i:], jsonSpace+",]}"); end >= 0 {
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
func stringLength(text string) int {
	for i := 1; ; {
		quote := strings.IndexByte(text[i:], '"')
		if quote < 0 {
			return len(text)
		}
		i += quote + 1
		// The quote is one of the text if an odd number of backslashes precedes it.
		before := strings.TrimRight(text[1:i-1], `\`)
		if (i-2-len(before))%2 == 0 {
			return i
		}
	}
}

// find returns the value of the field of that name, of several the last, as
// other decoders do.
func (o object) find(name string) (value rawValue) {
	for i := len(o) - 1; i >= 0; i-- {
		if o[i].name == name {
			return o[i].value
		}
	}
	return ""
}

// String lists the names of the fields for a message, the first few.
func (o object) String() string {
	if len(o) == 0 {
		return "none"
	}
	var names []string
	for _, f := range o[:min(len(o), 8)] {
		names = append(names, fmt.Sprintf("%.40q", f.name))
	}
	if len(o) > len(names) {
		names = append(names, "..")
	}
	return strings.Join(names, ", ")
}

// isText reports whether the value can be read as text: a string, or a number
// or boolean, as short answers often are.
func (v rawValue) isText() bool {
	return v != "" && v != "null" && v[0] != '{' && v[0] != '['
}

// text is the text of such a value.
func (v rawValue) text() string {
	if v == "" || v[0] != '"' {
		return string(v)
	}
	inner := strings.TrimSuffix(string(v[1:]), `"`)
	if strings.IndexByte(inner, '\\') < 0 {
		return inner
	}
	if text, ok := unescape(inner); ok {
		return text
	}
	return gjson.Parse(string(v)).Str
}

// unescape decodes the escapes of one character, and reports false where there
// are others. It copies all between two escapes at once, which is where it
// gains over a decoder that goes byte by byte.
func unescape(text string) (string, bool) {
	var b strings.Builder
	b.Grow(len(text))
	for {
		before, after, found := strings.Cut(text, `\`)
		b.WriteString(before)
		if !found || after == "" {
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
