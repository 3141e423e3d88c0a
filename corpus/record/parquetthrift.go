package record

import (
	"errors"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go/encoding/thrift"
)

// What describes a Parquet file, its footer and the headers of its pages, is
// written in Thrift's compact protocol: structs of numbered fields. The library
// that decodes it makes room for as many elements as a list claims to have, and
// recurses as deep as structs are nested, so it is given only what was walked over
// before.

const (
	maxThriftDepth = 32

	// What all elements of lists may weigh: a struct 32, since one of a column chunk
	// takes some 600 bytes of memory, and anything else 1.
	maxThriftWeight    = 1 << 24
	thriftStructWeight = 32
)

// decodeThrift decodes the struct at the start of data, and returns how long it is
// there; io.ErrUnexpectedEOF says that it goes on behind data.
func decodeThrift(data []byte, into any) (length int, err error) {
	defer recoverCorrupt(&err)
	walk := thriftWalk{rest: data}
	if err := walk.structure(maxThriftDepth); err != nil {
		return 0, err
	}
	length = len(data) - len(walk.rest)
	var protocol thrift.CompactProtocol
	return length, thrift.Unmarshal(&protocol, data[:length], into)
}

// thriftWalk passes over values.
type thriftWalk struct {
	rest   []byte
	weight uint64 // of what was seen in lists
}

// The kinds of values. A boolean field has no value beside its kind.
const (
	thriftStop = iota
	thriftTrue
	thriftFalse
	thriftByte
	thriftInt16
	thriftInt32
	thriftInt64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
	thriftUUID
)

func (w *thriftWalk) structure(depth int) error {
	if depth == 0 {
		return errors.New("it is nested too deeply")
	}
	for {
		header, err := w.byte()
		if err != nil {
			return err
		}
		if header == thriftStop {
			return nil
		}
		if header>>4 == 0 { // the number of the field follows
			if _, err := w.uvarint(); err != nil {
				return err
			}
		}
		if kind := header & 15; kind != thriftTrue && kind != thriftFalse {
			if err := w.value(kind, depth-1); err != nil {
				return err
			}
		}
	}
}

// value passes over a value that is not a boolean field.
func (w *thriftWalk) value(kind byte, depth int) error {
	switch kind {
	case thriftTrue, thriftFalse, thriftByte:
		return w.skip(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := w.uvarint()
		return err
	case thriftDouble:
		return w.skip(8)
	case thriftUUID:
		return w.skip(16)
	case thriftBinary:
		length, err := w.uvarint()
		if err != nil {
			return err
		}
		return w.skip(length)
	case thriftStruct:
		return w.structure(depth)
	case thriftList, thriftSet:
		header, err := w.byte()
		if err != nil {
			return err
		}
		count := uint64(header >> 4)
		if count == 15 {
			if count, err = w.uvarint(); err != nil {
				return err
			}
		}
		return w.values(count, depth, header&15)
	case thriftMap:
		count, err := w.uvarint()
		if err != nil || count == 0 {
			return err
		}
		kinds, err := w.byte()
		if err != nil {
			return err
		}
		return w.values(count, depth, kinds>>4, kinds&15)
	}
	return errors.New("it has values of an unknown kind")
}

// values passes over the elements of a list, or the keys and values of a map.
func (w *thriftWalk) values(count uint64, depth int, kinds ...byte) error {
	if depth == 0 {
		return errors.New("it is nested too deeply")
	}
	weight := uint64(1)
	if slices.Contains(kinds, thriftStruct) {
		weight = thriftStructWeight
	}
	if count > (maxThriftWeight-w.weight)/weight {
		return errors.New("it has too many parts")
	}
	w.weight += count * weight
	for range count {
		for _, kind := range kinds {
			if err := w.value(kind, depth-1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *thriftWalk) byte() (byte, error) {
	if len(w.rest) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	first := w.rest[0]
	w.rest = w.rest[1:]
	return first, nil
}

func (w *thriftWalk) skip(size uint64) error {
	if size > uint64(len(w.rest)) {
		return io.ErrUnexpectedEOF
	}
	w.rest = w.rest[size:]
	return nil
}

func (w *thriftWalk) uvarint() (value uint64, err error) {
	value, rest, err := uvarint(w.rest)
	if err == nil {
		w.rest = rest
	}
	return value, err
}
