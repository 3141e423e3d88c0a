package record

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/parquet-go/parquet-go/format"
)

// parquetValue is one value of a column: a text, or the bits of anything else.
type parquetValue struct {
	bits uint64
	text []byte // of the memory of the page or the dictionary
}

// parquetValues is the values of a page, those that are there. The library that
// writes such files reads them as well, but makes room for as many values as a
// page claims to have, which may be billions in a few bytes. Here each is made
// when it is asked for.
type parquetValues interface {
	next() (parquetValue, error)
}

// oldDictionary is what older writers call the encoding of pages with a dictionary,
// and of the dictionary itself.
const oldDictionary format.Encoding = 2

// newParquetValues reads the values that data holds in an encoding.
func newParquetValues(data []byte, encoding format.Encoding, kind format.Type, dictionary *parquetDictionary) (parquetValues, error) {
	isText, isNumber := kind == format.ByteArray, kind == format.Int32 || kind == format.Int64
	switch {
	case encoding == format.Plain, len(data) == 0: // of nothing but nulls some writers encode nothing
		return &plainValues{data: data, kind: kind}, nil
	case encoding == format.RLEDictionary || encoding == oldDictionary:
		if dictionary == nil {
			return nil, errors.New("a page needs a dictionary, and there is none")
		}
		indexes, err := newHybrid(data[1:], int(data[0]))
		return &indexedValues{indexes, dictionary}, err
	case encoding == format.RLE && kind == format.Boolean:
		if len(data) < 4 {
			return nil, errPageEnds
		}
		bits, err := newHybrid(data[4:], 1)
		return &booleanRuns{bits}, err
	case encoding == format.DeltaBinaryPacked && isNumber:
		d, _, err := newDeltas(data)
		return &d, err
	case encoding == format.DeltaLengthByteArray && isText:
		return newLengthTexts(data)
	case encoding == format.DeltaByteArray && isText:
		return newPrefixTexts(data)
	case encoding == format.ByteStreamSplit && widthOf(kind) > 0:
		return &splitValues{data: data, width: widthOf(kind)}, nil
	}
	return nil, fmt.Errorf("%v encoded as %v", kind, encoding)
}

// widthOf is how many bytes a plain value of fixed length has, 0 of others.
func widthOf(kind format.Type) int {
	switch kind {
	case format.Int32, format.Float:
		return 4
	case format.Int64, format.Double:
		return 8
	}
	return 0
}

// plainValues is values one after the other.
type plainValues struct {
	data []byte // from the next value on
	kind format.Type
	bit  int // of data, of booleans
}

func (p *plainValues) next() (value parquetValue, err error) {
	switch width := widthOf(p.kind); {
	case p.kind == format.Boolean:
		if p.bit/8 >= len(p.data) {
			return value, errPageEnds
		}
		value.bits = bitsAt(p.data, p.bit, 1)
		p.bit++
	case len(p.data) < max(4, width):
		return value, errPageEnds
	case p.kind == format.ByteArray:
		value.text, p.data, err = cutFront(p.data[4:], uint64(binary.LittleEndian.Uint32(p.data)))
	case width == 4:
		value.bits, p.data = uint64(binary.LittleEndian.Uint32(p.data)), p.data[4:]
	default:
		value.bits, p.data = binary.LittleEndian.Uint64(p.data), p.data[8:]
	}
	return value, err
}

// parquetDictionary is the different values of a column chunk.
type parquetDictionary struct {
	data   []byte // plain values
	kind   format.Type
	starts []uint32 // of texts, in data
}

// newParquetDictionary finds where the values start; what is behind the last
// whole one is left out.
func newParquetDictionary(data []byte, kind format.Type) (*parquetDictionary, error) {
	d := &parquetDictionary{data: data, kind: kind}
	switch kind {
	case format.Boolean:
		return nil, errors.New("a dictionary of booleans")
	case format.ByteArray:
		for p := (plainValues{data: data, kind: kind}); len(p.data) > 0; {
			start := len(data) - len(p.data)
			if _, err := p.next(); err != nil {
				return nil, fmt.Errorf("in a dictionary: %w", err)
			}
			d.starts = append(d.starts, uint32(start))
		}
	}
	return d, nil
}

func (d *parquetDictionary) at(index uint64) (parquetValue, error) {
	start := index * uint64(widthOf(d.kind))
	if d.kind == format.ByteArray {
		start = uint64(len(d.data))
		if index < uint64(len(d.starts)) {
			start = uint64(d.starts[index])
		}
	}
	if start >= uint64(len(d.data)) {
		return parquetValue{}, errors.New("a value that is not in the dictionary")
	}
	p := plainValues{data: d.data[start:], kind: d.kind}
	return p.next()
}

// indexedValues is places in a dictionary.
type indexedValues struct {
	indexes    hybrid
	dictionary *parquetDictionary
}

func (v *indexedValues) next() (parquetValue, error) {
	index, err := v.indexes.next()
	if err != nil {
		return parquetValue{}, err
	}
	return v.dictionary.at(index)
}

// booleanRuns is runs of booleans.
type booleanRuns struct{ bits hybrid }

func (r *booleanRuns) next() (value parquetValue, err error) {
	value.bits, err = r.bits.next()
	return value, err
}

// splitValues is the first bytes of all values, then the second bytes, and so on
// (BYTE_STREAM_SPLIT).
type splitValues struct {
	data        []byte
	width, read int
}

func (s *splitValues) next() (value parquetValue, err error) {
	count := len(s.data) / s.width
	if s.read == count {
		return value, errPageEnds
	}
	for i := range s.width {
		value.bits |= uint64(s.data[i*count+s.read]) << (8 * i)
	}
	s.read++
	return value, nil
}
