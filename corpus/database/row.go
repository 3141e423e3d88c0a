package database

import "encoding/binary"

// Row is a row in the form in which SQLite stores it: the types of its columns,
// then their values (https://www.sqlite.org/fileformat2.html, section 2.1).
// The zero value is an empty row.
type Row struct {
	types, values, joined []byte
}

// Reset empties the row and keeps its memory.
func (r *Row) Reset() { r.types, r.values = r.types[:0], r.values[:0] }

// Int adds a column of an integer.
func (r *Row) Int(n int64) {
	switch {
	case n == 0 || n == 1:
		r.types = append(r.types, byte(8+n)) // no bytes at all
	case n == int64(int8(n)):
		r.int(1, 1, n)
	case n == int64(int16(n)):
		r.int(2, 2, n)
	case n == n<<40>>40:
		r.int(3, 3, n)
	case n == int64(int32(n)):
		r.int(4, 4, n)
	case n == n<<16>>16:
		r.int(5, 6, n)
	default:
		r.int(6, 8, n)
	}
}

func (r *Row) int(kind byte, bytes int, n int64) {
	r.types = append(r.types, kind)
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	r.values = append(r.values, b[8-bytes:]...)
}

// Text adds a column of text.
func (r *Row) Text(text string) {
	r.types = appendVarint(r.types, 13+2*uint64(len(text)))
	r.values = append(r.values, text...)
}

// Blob adds a column of bytes.
func (r *Row) Blob(data []byte) {
	r.types = appendVarint(r.types, 12+2*uint64(len(data)))
	r.values = append(r.values, data...)
}

// bytes is the whole row, valid until the next call.
func (r *Row) bytes() []byte {
	// The length of the types counts itself.
	length := len(r.types) + 1
	if length > 127 {
		length++
	}
	r.joined = appendVarint(r.joined[:0], uint64(length))
	r.joined = append(r.joined, r.types...)
	r.joined = append(r.joined, r.values...)
	return r.joined
}

// appendVarint adds a number as SQLite writes it: the high bits first, seven a
// byte, of which all but the last have the top bit set. Numbers of 2^56 and
// more, for which there is another rule, do not occur.
func appendVarint(b []byte, n uint64) []byte {
	if n >= 0x80 {
		shift := 7
		for n>>shift >= 0x80 {
			shift += 7
		}
		for ; shift > 0; shift -= 7 {
			b = append(b, byte(n>>shift)|0x80)
		}
	}
	return append(b, byte(n)&0x7f)
}
