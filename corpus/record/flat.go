package record

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// isFlat reports whether data is an object without arrays and objects in it, as
// most training data is, and sound JSON. It looks at many bytes at a time, which is
// ten times as fast as the parser for all JSON; of what it refuses, that one
// decides. UTF-8 is not its concern; printable is what isPrintable says.
func isFlat(data []byte, printable bool) bool {
	rest, ok := after(data, '{')
	if !ok {
		return false
	}
	for {
		if rest, ok = after(rest, '"'); !ok {
			return false
		}
		if rest, ok = afterString(rest, printable); !ok {
			return false
		}
		if rest, ok = after(rest, ':'); !ok {
			return false
		}
		if rest, ok = afterValue(rest, printable); !ok {
			return false
		}
		more, ok := after(rest, ',')
		if !ok {
			break
		}
		rest = more
	}
	rest, ok = after(rest, '}')
	return ok && len(trimLeft(rest)) == 0
}

// trimLeft is bytes.TrimLeft of [whiteSpace], which takes longer to set itself up
// than there is white space to pass.
func trimLeft(data []byte) []byte {
	for len(data) > 0 && isSpace(data[0]) {
		data = data[1:]
	}
	return data
}

// after returns what comes after that byte, which may have white space before it.
func after(data []byte, c byte) (rest []byte, ok bool) {
	data = trimLeft(data)
	if len(data) == 0 || data[0] != c {
		return nil, false
	}
	return data[1:], true
}

// afterValue returns what comes after a string, a number or a word.
func afterValue(data []byte, printable bool) (rest []byte, ok bool) {
	if text, ok := after(data, '"'); ok {
		return afterString(text, printable)
	}
	data = trimLeft(data)
	end := slices.IndexFunc(data, endsValue)
	if end <= 0 || data[0] == '[' || data[0] == '{' || !gjson.ValidBytes(data[:end]) {
		return nil, false
	}
	return data[end:], true
}

func endsValue(c byte) bool { return isSpace(c) || c == ',' || c == '}' }

// afterString returns what comes after a string, of which data is all but the
// first quote.
func afterString(data []byte, printable bool) (rest []byte, ok bool) {
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
			at += n
		}
		if at == quote {
			return data[quote+1:], printable || !hasControl(data[:quote])
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
// a string that must not be. It looks at 32 bytes at a time.
func isPrintable(data []byte) bool {
	for ; len(data) >= 32; data = data[32:] {
		a, b, c, d := word(data), word(data[8:]), word(data[16:]), word(data[24:])
		if (a|(a-blanks)|b|(b-blanks)|c|(c-blanks)|d|(d-blanks))&tops != 0 {
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
