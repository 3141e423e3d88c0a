package record

import (
	"encoding/binary"
	"errors"
)

// deltas is integers written as the first of them and the differences between
// neighbours, in blocks of mini-blocks that have each a width of their own
// (DELTA_BINARY_PACKED).
type deltas struct {
	blocks   []byte // from the next block on
	minis    int    // mini-blocks of a block
	perMini  int    // differences of a mini-block
	left     uint64 // numbers still to come
	value    int64  // the next number, where isFirst; else the last one
	isFirst  bool
	smallest int64  // difference of the block, which is left out of the others
	widths   []byte // of the mini-blocks of the block still to come, in bits
	mini     bitPacked
}

// newDeltas reads integers from the front of data; rest is what is behind them.
func newDeltas(data []byte) (d deltas, rest []byte, err error) {
	var header [3]uint64 // differences of a block, mini-blocks of a block, numbers
	for i := range header {
		if header[i], data, err = uvarint(data); err != nil {
			return d, nil, errPageEnds
		}
	}
	first, n := binary.Varint(data)
	if n <= 0 {
		return d, nil, errPageEnds
	}
	const mostPerBlock = 1 << 16
	if header[0] > mostPerBlock || header[1] == 0 || header[0]%(8*header[1]) != 0 || header[0] == 0 {
		return d, nil, errors.New("differences in blocks of a wrong size")
	}
	d = deltas{blocks: data[n:], minis: int(header[1]), perMini: int(header[0] / header[1]), left: header[2], value: first, isFirst: true}
	rest, err = d.end()
	return d, rest, err
}

// end passes over all blocks and returns what is behind them.
func (d deltas) end() (rest []byte, err error) {
	for left := d.left; left > 1; {
		if err := d.nextBlock(); err != nil {
			return nil, err
		}
		for len(d.widths) > 0 && left > 1 {
			if err := d.nextMini(); err != nil {
				return nil, err
			}
			left -= min(left-1, uint64(d.perMini))
		}
	}
	return d.blocks, nil
}

func (d *deltas) nextBlock() (err error) {
	smallest, n := binary.Varint(d.blocks)
	if n <= 0 {
		return errPageEnds
	}
	d.smallest = smallest
	d.widths, d.blocks, err = cutFront(d.blocks[n:], uint64(d.minis))
	return err
}

func (d *deltas) nextMini() error {
	width := int(d.widths[0])
	if width > 64 {
		return errors.New("differences of more than 64 bits")
	}
	data, rest, err := cutFront(d.blocks, uint64(width*d.perMini/8))
	if err != nil {
		return err
	}
	d.widths, d.blocks = d.widths[1:], rest
	d.mini = bitPacked{data: data, width: width, left: d.perMini}
	return nil
}

func (d *deltas) nextInteger() (int64, error) {
	switch {
	case d.left == 0:
		return 0, errPageEnds
	case d.isFirst:
		d.isFirst = false
	default:
		if d.mini.left == 0 {
			if len(d.widths) == 0 {
				if err := d.nextBlock(); err != nil {
					return 0, err
				}
			}
			if err := d.nextMini(); err != nil {
				return 0, err
			}
		}
		d.value += d.smallest + int64(d.mini.next()) // they wrap around at the ends of the range
	}
	d.left--
	return d.value, nil
}

func (d *deltas) next() (parquetValue, error) {
	value, err := d.nextInteger()
	return parquetValue{bits: uint64(value)}, err
}

// lengthTexts is texts one after the other behind the lengths of all of them
// (DELTA_LENGTH_BYTE_ARRAY).
type lengthTexts struct {
	lengths deltas
	data    []byte
}

func newLengthTexts(data []byte) (*lengthTexts, error) {
	lengths, data, err := newDeltas(data)
	return &lengthTexts{lengths, data}, err
}

func (t *lengthTexts) next() (value parquetValue, err error) {
	length, err := t.lengths.nextInteger()
	if err == nil {
		value.text, t.data, err = cutFront(t.data, uint64(length)) // a negative one is beyond any data
	}
	return value, err
}

// prefixTexts is texts of which each says how much of its front is that of the
// text before it (DELTA_BYTE_ARRAY).
type prefixTexts struct {
	prefixes deltas
	suffixes *lengthTexts
	text     []byte
}

func newPrefixTexts(data []byte) (*prefixTexts, error) {
	prefixes, data, err := newDeltas(data)
	if err != nil {
		return nil, err
	}
	suffixes, err := newLengthTexts(data)
	return &prefixTexts{prefixes: prefixes, suffixes: suffixes}, err
}

func (t *prefixTexts) next() (value parquetValue, err error) {
	prefix, err := t.prefixes.nextInteger()
	if err != nil {
		return value, err
	}
	if prefix < 0 || prefix > int64(len(t.text)) {
		return value, errors.New("a text shares more than all of the one before")
	}
	suffix, err := t.suffixes.next()
	if err != nil {
		return value, err
	}
	t.text = append(t.text[:prefix], suffix.text...)
	return parquetValue{text: t.text}, nil
}
