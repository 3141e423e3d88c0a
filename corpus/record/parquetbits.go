package record

import (
	"encoding/binary"
	"errors"
	"io"
)

// errPageEnds says that a page promises more than it holds.
var errPageEnds = errors.New("a page ends early")

// bitsAt returns width bits of data, at most 64, from a bit on, the lowest first.
// They must be inside data.
func bitsAt(data []byte, bit, width int) uint64 {
	if width == 0 {
		return 0
	}
	var window [9]byte
	copy(window[:], data[bit/8:])
	shift := bit % 8
	value := binary.LittleEndian.Uint64(window[:])>>shift | uint64(window[8])<<(64-shift)
	return value & (1<<width - 1)
}

// bitPacked is numbers of the same width, side by side.
type bitPacked struct {
	data       []byte
	bit, width int
	left       int
}

func (p *bitPacked) next() uint64 {
	value := bitsAt(p.data, p.bit, p.width)
	p.bit += p.width
	p.left--
	return value
}

// cutFront cuts size bytes off the front of data.
func cutFront(data []byte, size uint64) (taken, rest []byte, err error) {
	if size > uint64(len(data)) {
		return nil, nil, errPageEnds
	}
	return data[:size], data[size:], nil
}

// uvarint reads a number of variable length off the front of data.
func uvarint(data []byte) (value uint64, rest []byte, err error) {
	value, n := binary.Uvarint(data)
	if n <= 0 {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return value, data[n:], nil
}

// hybrid is numbers as runs of the same one and, in groups of eight, side by side.
// A run may be of billions, so it is never written out.
type hybrid struct {
	data   []byte // from the next run on
	width  int    // of a number, in bits
	packed bitPacked
	same   uint64
	run    uint64 // how many times still
}

// newHybrid reads numbers of a width in bits.
func newHybrid(data []byte, width int) (hybrid, error) {
	if width > 32 {
		return hybrid{}, errors.New("numbers of more than 32 bits")
	}
	return hybrid{data: data, width: width}, nil
}

func (h *hybrid) next() (uint64, error) {
	for h.run == 0 && h.packed.left == 0 {
		if h.width == 0 { // all are 0, which some writers take as said
			return 0, nil
		}
		if err := h.nextRun(); err != nil {
			return 0, err
		}
	}
	if h.run > 0 {
		h.run--
		return h.same, nil
	}
	return h.packed.next(), nil
}

func (h *hybrid) nextRun() error {
	header, rest, err := uvarint(h.data)
	if err != nil {
		return errPageEnds
	}
	groups, isPacked := header>>1, header&1 == 1
	size := uint64(h.width+7) / 8
	if isPacked {
		// The last group may be cut where nothing of it is used.
		groups = min(groups, uint64(len(rest)))
		size = min(groups*uint64(h.width), uint64(len(rest)))
	}
	run, rest, err := cutFront(rest, size)
	if err != nil {
		return err
	}
	h.data = rest
	if isPacked {
		h.packed = bitPacked{data: run, width: h.width, left: len(run) * 8 / h.width}
		return nil
	}
	h.run, h.same = groups, bitsAt(run, 0, h.width)
	return nil
}
