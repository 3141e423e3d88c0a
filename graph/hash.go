package graph

import (
	"encoding/binary"
	"slices"
)

// bare is the fingerprint of a value without what made it.
func (f *Fingerprinter) bare(value string) Fingerprint {
	switch {
	case len(value) == 1 && '0' <= value[0] && value[0] <= '9':
		return f.small[value[0]-'0']
	case len(value) == 2 && '1' <= value[0] && value[0] <= '9' && '0' <= value[1] && value[1] <= '9':
		return f.small[10*(value[0]-'0')+value[1]-'0']
	}
	return f.hashBare(value)
}

func (f *Fingerprinter) hashBare(value string) Fingerprint {
	f.begin('=', "", value)
	return f.hash(nil, nil, false)
}

// begin writes what the terms of one node have in common whatever the scope.
// Lengths go before texts, so that no two different heads are the same bytes.
func (f *Fingerprinter) begin(kind byte, op Op, value string) {
	b := append(f.head[:0], kind)
	b = binary.AppendUvarint(b, uint64(len(op)))
	b = append(b, op...)
	b = binary.AppendUvarint(b, uint64(len(value)))
	f.head = append(b, value...)
}

// hash joins the head and the fingerprints of the arguments. It leaves the
// head as it is, for the next scope.
func (f *Fingerprinter) hash(args []Node, of []Fingerprint, sorted bool) Fingerprint {
	b := f.head
	if sorted && len(args) == 2 { // nearly always
		first, second := of[args[0]], of[args[1]]
		if second.Compare(first) < 0 {
			first, second = second, first
		}
		b = appendFingerprint(appendFingerprint(b, first), second)
	} else if sorted {
		kids := f.kids[:0]
		for _, a := range args {
			kids = append(kids, of[a])
		}
		slices.SortFunc(kids, Fingerprint.Compare)
		for _, k := range kids {
			b = appendFingerprint(b, k)
		}
		f.kids = kids
	} else {
		for _, a := range args {
			b = appendFingerprint(b, of[a])
		}
	}
	f.head = b[:len(f.head)] // the memory behind it, which may have grown
	return FingerprintBytes(b)
}

func appendFingerprint(b []byte, f Fingerprint) []byte {
	b = binary.LittleEndian.AppendUint64(b, f.Hi)
	return binary.LittleEndian.AppendUint64(b, f.Lo)
}
