package record

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// flat takes apart an object without arrays and objects in it, as most training
// data is, and tells whether it is sound JSON. It looks at many bytes at a time,
// which is ten times as fast as the parser for all JSON; of what it refuses, that
// one decides. UTF-8 is not its concern.
type flat struct {
	rest        []byte  // what has not been looked at
	isPrintable bool    // all of it is what isPrintable says
	fields      []Field // found so far; nil: they are not wanted
	isCoded     bool    // there was an escape that may stand for any character
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
	at := 0 // where something starts that has not been looked at
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
			n := escapeLength(data[at:])
			if n == 0 {
				return nil, false
			}
			f.isCoded = f.isCoded || data[at+1] == 'u' || data[at+1] == '\\'
			at += n
		}
		if at == quote {
			f.rest = data[quote+1:]
			return data[:quote], f.isPrintable || !hasControl(data[:quote])
		} // else the quote is escaped
	}
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

// isPrintable tells whether all bytes are of ASCII and none is a control
// character, as is so of most text in English. Then it is UTF-8, and nothing is in
// a string that must not be. It looks at 32 bytes at a time, and at a slice without
// spare capacity, which is cut faster.
func isPrintable(data []byte) bool {
	for data = data[:len(data):len(data)]; len(data) > 32; data = data[32:] {
		a, b, c, d := word(data), word(data[8:]), word(data[16:]), word(data[24:])
		if (a|b|c|d|(a-blanks)|(b-blanks)|(c-blanks)|(d-blanks))&tops != 0 {
			return false
		}
	}
	for _, c := range data {
		if c < ' ' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isASCII tells whether all bytes are of ASCII, as isPrintable does.
func isASCII(data []byte) bool {
	for data = data[:len(data):len(data)]; len(data) > 32; data = data[32:] {
		if (word(data)|word(data[8:])|word(data[16:])|word(data[24:]))&tops != 0 {
			return false
		}
	}
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
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

// Words of eight bytes that are all alike: a blank, and the highest bit. Of a word
// less blanks a byte has its highest bit set, that had not, if it was less than a
// blank; above such a byte others may have, too, but not without one.
const blanks, tops = 0x2020202020202020, 0x8080808080808080

func word(data []byte) uint64 { return binary.LittleEndian.Uint64(data) }
