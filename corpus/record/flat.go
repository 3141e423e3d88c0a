package record

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// flat takes apart an object without arrays and objects in it, as most training
// data is, and tells whether it is sound JSON. It looks at many bytes at a time,
// which is ten times as fast as the parser for all JSON; of what it refuses, that
// one decides. UTF-8 is not its concern.
type flat struct {
	rest    []byte  // what has not been looked at
	fields  []Field // found so far; nil: they are not wanted
	isCoded bool    // there was an escape that may stand for any character
	isWide  bool    // there was a character beyond ASCII
}

// object reports whether rest is such an object and nothing else. One with an
// escape in a name is left to the other parser.
func (f *flat) object() bool {
	if !f.after('{') {
		return false
	}
	for {
		name, ok := f.name()
		if !ok || !f.after(':') {
			return false
		}
		value, ok := f.value()
		if !ok {
			return false
		}
		if f.fields != nil {
			f.fields = append(f.fields, Field{name, value})
		}
		if !f.after(',') {
			return f.after('}') && len(trimLeft(f.rest)) == 0
		}
	}
}

// name moves behind a name and returns it without quotes.
func (f *flat) name() (name []byte, ok bool) {
	if !f.after('"') {
		return nil, false
	}
	name, ok = f.string()
	return name, ok && bytes.IndexByte(name, '\\') < 0
}

// trimLeft is bytes.TrimLeft of [whiteSpace], which takes longer to set itself up
// than there is white space to pass.
func trimLeft(data []byte) []byte {
	for len(data) > 0 && isSpace(data[0]) {
		data = data[1:]
	}
	return data
}

// after moves behind that byte, which may have white space before it.
func (f *flat) after(c byte) bool {
	f.rest = trimLeft(f.rest)
	if len(f.rest) == 0 || f.rest[0] != c {
		return false
	}
	f.rest = f.rest[1:]
	return true
}

// value moves behind a string, a number or a word and returns it.
func (f *flat) value() (value []byte, ok bool) {
	data := trimLeft(f.rest)
	if f.after('"') {
		inside, ok := f.string()
		if !ok {
			return nil, false
		}
		return data[:len(inside)+len(`""`)], true
	}
	end := slices.IndexFunc(data, endsValue)
	if end <= 0 || data[0] == '[' || data[0] == '{' || !gjson.ValidBytes(data[:end]) {
		return nil, false
	}
	f.rest = data[end:]
	return data[:end], true
}

func endsValue(c byte) bool { return isSpace(c) || c == ',' || c == '}' }

// string moves behind a string, of whose quotes the first has been passed, and
// returns what is between them.
func (f *flat) string() (inside []byte, ok bool) {
	data := f.rest
	for at := 0; ; {
		at += plainLength(data[at:])
		switch {
		case at == len(data):
			return nil, false
		case data[at] == '"':
			f.rest = data[at+1:]
			return data[:at], true
		case data[at] == '\\':
			n := f.escape(data[at:])
			if n == 0 {
				return nil, false
			}
			at += n
		case data[at] >= utf8.RuneSelf:
			f.isWide = true
			return f.wideString(at)
		default:
			return nil, false
		}
	}
}

// wideString is string where the characters beyond ASCII begin, at that offset: it
// does not stop at them.
func (f *flat) wideString(at int) (inside []byte, ok bool) {
	data, wide := f.rest, at
	for {
		length := bytes.IndexByte(data[at:], '"')
		if length < 0 {
			return nil, false
		}
		quote := at + length
		for at < quote {
			slash := bytes.IndexByte(data[at:quote], '\\')
			if slash < 0 {
				at = quote
				break
			}
			at += slash
			n := f.escape(data[at:])
			if n == 0 {
				return nil, false
			}
			at += n
		}
		if at == quote {
			f.rest = data[quote+1:]
			return data[:quote], !hasControl(data[wide:quote])
		} // else the quote is escaped
	}
}

// escape is the length of the escape that data starts with, 0 of none that JSON
// has.
func (f *flat) escape(data []byte) int {
	n := escapeLength(data)
	f.isCoded = f.isCoded || n > 0 && (data[1] == 'u' || data[1] == '\\')
	return n
}

// escapeLength is how long the escape is that data starts with, 0 of none that
// JSON has.
func escapeLength(data []byte) int {
	if len(data) < 2 {
		return 0
	}
	switch data[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if len(data) >= 6 && isHex(data[2]) && isHex(data[3]) && isHex(data[4]) && isHex(data[5]) {
			return 6
		}
	}
	return 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// plainLengthOf is how many bytes data starts with, within a string, that are plain:
// of ASCII and standing for themselves, or an escaped line feed or quote. Then comes
// a quote, another backslash, a control character or a byte of a character beyond
// ASCII. It looks at eight bytes at a time.
func plainLengthOf(data []byte) int {
	at := 0
	for {
		for ; len(data)-at >= 8; at += 8 {
			if found := notPlain(word(data[at:])) & tops; found != 0 {
				at += bits.TrailingZeros64(found) / 8
				break
			}
		}
		for at < len(data) && isPlain(data[at]) {
			at++
		}
		if len(data)-at < 2 || data[at] != '\\' || data[at+1] != 'n' && data[at+1] != '"' {
			return at
		}
		at += 2
	}
}

func isPlain(c byte) bool { return ' ' <= c && c < utf8.RuneSelf && c != '"' && c != '\\' }

// notPlain has the highest bit set of the first byte of a word that is not plain,
// and of none before it. A bit that is flipped in all bytes makes the quote one less
// than the blank, so that one difference tells it and the control characters.
func notPlain(w uint64) uint64 {
	return w | (w ^ 2*ones - 0x21*ones) | (w ^ '\\'*ones - ones)
}

// hasControl tells whether there is a control character, which no string may have.
func hasControl(data []byte) bool {
	for ; len(data) >= 32; data = data[32:] {
		a, b, c, d := word(data), word(data[8:]), word(data[16:]), word(data[24:])
		if ((a-blanks)&^a|(b-blanks)&^b|(c-blanks)&^c|(d-blanks)&^d)&tops != 0 {
			return true
		}
	}
	for _, c := range data {
		if c < ' ' {
			return true
		}
	}
	return false
}

// Words of eight bytes that are all alike: 1, a blank, and the highest bit. Of a word
// less blanks a byte has its highest bit set, that had not, if it was less than a
// blank; above such a byte others may have, too, but not without one.
const ones, blanks, tops = 0x0101010101010101, ' ' * ones, 0x80 * ones

func word(data []byte) uint64 { return binary.LittleEndian.Uint64(data) }
