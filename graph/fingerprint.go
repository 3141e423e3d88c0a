package graph

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"github.com/zeebo/xxh3"
)

// FingerprintScheme names the way fingerprints are made. A database records
// it, since fingerprints of two schemes cannot be compared.
const FingerprintScheme = "xxh3-128/1"

// Fingerprint is the 128-bit hash of the term of a sub-graph under a scope.
// Fingerprints are equal iff the terms are (METHOD.md section 2), up to a
// chance of about n^2 / 2^129 that any two of n terms collide.
type Fingerprint struct{ Hi, Lo uint64 }

// Bytes is the form in which a fingerprint is stored: big-endian, so that the
// byte order is the order of Compare.
func (f Fingerprint) Bytes() (b [16]byte) {
	binary.BigEndian.PutUint64(b[:8], f.Hi)
	binary.BigEndian.PutUint64(b[8:], f.Lo)
	return b
}

// FingerprintFromBytes is the inverse of Bytes.
func FingerprintFromBytes(b []byte) (Fingerprint, error) {
	if len(b) != 16 {
		return Fingerprint{}, fmt.Errorf("a fingerprint has 16 bytes, not %d", len(b))
	}
	return Fingerprint{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}, nil
}

// String is 32 hexadecimal digits, what SQL's hex(fingerprint) prints but in lower case.
func (f Fingerprint) String() string {
	b := f.Bytes()
	return hex.EncodeToString(b[:])
}

// MarshalText is String, for JSON.
func (f Fingerprint) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// Compare orders fingerprints by value.
func (f Fingerprint) Compare(other Fingerprint) int {
	if c := cmp.Compare(f.Hi, other.Hi); c != 0 {
		return c
	}
	return cmp.Compare(f.Lo, other.Lo)
}

// FingerprintText is the fingerprint of a plain text, for things other than
// sub-graphs that are compared by content.
func FingerprintText(text string) Fingerprint {
	h := xxh3.HashString128(text)
	return Fingerprint{h.Hi, h.Lo}
}

// FingerprintBytes is FingerprintText of a text in bytes.
func FingerprintBytes(text []byte) Fingerprint {
	h := xxh3.Hash128(text)
	return Fingerprint{h.Hi, h.Lo}
}

// Fingerprinter computes the fingerprints of the nodes of a graph under
// several scopes in one pass, O(V+E), without ever spelling out a term. It
// keeps its memory from graph to graph and is not safe for concurrent use.
type Fingerprinter struct {
	scopes    []Scope
	ordered   bool
	maxHop    int
	wantShape bool

	hops        [][]Fingerprint // by level: hops[0] are bare values, hops[k] is hopk
	full, shape []Fingerprint

	turn  uint64  // the number of the call that computes
	known []known // by node
	every []Node  // for Compute: all nodes

	head  []byte // what is being hashed
	kids  []Fingerprint
	small [100]Fingerprint // of the bare values 0 to 99, which most values are
	blank Fingerprint      // the shape of a source
}

// known is what has been computed of a node in a turn.
type known struct {
	turn   uint64
	levels int8 // of hops, the bare value being the first
	shape  bool
}

// NewFingerprinter makes a Fingerprinter for the scopes. With ordered the
// arguments of commutative ops keep their order, so that 2 x 4 and 4 x 2 differ.
func NewFingerprinter(scopes []Scope, ordered bool) *Fingerprinter {
	f := &Fingerprinter{scopes: slices.Clone(scopes), ordered: ordered, wantShape: slices.Contains(scopes, Shape())}
	for _, s := range scopes {
		if s.kind == hop {
			f.maxHop = max(f.maxHop, s.hops)
		}
	}
	f.hops = make([][]Fingerprint, f.maxHop+1)
	for i := range f.small {
		f.small[i] = f.hashBare(strconv.Itoa(i))
	}
	f.begin('_', "", "")
	f.blank = f.hash(nil, nil, false)
	return f
}

// Compute fingerprints all nodes of g. What At returned for an earlier graph is gone.
func (f *Fingerprinter) Compute(g *Graph) {
	if slices.Contains(f.scopes, Full()) {
		f.ComputeFull(g)
	}
	f.every = resize(f.every, g.Len())
	for v := range f.every {
		f.every[v] = Node(v)
	}
	f.ComputeOthers(g, f.every, nil)
}

// ComputeFull fingerprints all nodes under the scope full alone and returns that,
// by node; it is void after the next graph. The whole term decides all its parts:
// of a node that has been met under full before, the fingerprints under the other
// scopes are known.
func (f *Fingerprinter) ComputeFull(g *Graph) []Fingerprint {
	f.StartFull(g)
	for v := range Node(g.Len()) {
		f.ComputeFullOf(g, v)
	}
	return f.full
}

// StartFull is for who knows the fingerprints of some nodes under full: it returns
// the list to put them into, by node. ComputeFullOf adds those of others.
func (f *Fingerprinter) StartFull(g *Graph) []Fingerprint {
	f.full = resize(f.full, g.Len())
	return f.full
}

// ComputeFullOf fingerprints one node under full, from the fingerprints of its
// arguments.
func (f *Fingerprinter) ComputeFullOf(g *Graph, v Node) {
	n := &g.nodes[v]
	if n.op == "" {
		f.full[v] = f.bare(n.value)
		return
	}
	f.begin('o', n.op, n.value)
	f.full[v] = f.hash(g.args[n.from:n.to], f.full, !f.ordered && n.op.Commutative())
}

// ComputeOthers fingerprints some nodes, in ascending order, under all scopes but
// full, and of the other nodes only what these are made of: hopk of a node takes
// one level less of its arguments, its shape their shapes. The shapes of operation
// nodes that are not among them come from shapeOf, where that is not nil.
func (f *Fingerprinter) ComputeOthers(g *Graph, nodes []Node, shapeOf func(Node) Fingerprint) {
	for k := range f.hops {
		f.hops[k] = resize(f.hops[k], g.Len())
	}
	f.shape, f.known = resize(f.shape, g.Len()), resize(f.known, g.Len())
	f.turn++
	for _, v := range nodes {
		if f.maxHop > 0 {
			f.computeHops(g, v, int8(f.maxHop))
		}
		if f.wantShape {
			f.computeShape(g, v, shapeOf)
		}
	}
}

// of is what is known of a node in this turn.
func (f *Fingerprinter) of(v Node) *known {
	k := &f.known[v]
	if k.turn != f.turn {
		*k = known{turn: f.turn}
	}
	return k
}

// computeHops sees to the levels of v up to that one.
func (f *Fingerprinter) computeHops(g *Graph, v Node, level int8) {
	known, n := f.of(v), &g.nodes[v]
	from := known.levels
	if from > level {
		return
	}
	known.levels = level + 1
	args, sorted := g.args[n.from:n.to], !f.ordered && n.op.Commutative()
	if level > 0 {
		for _, a := range args {
			f.computeHops(g, a, level-1)
		}
	}
	if from == 0 {
		f.hops[0][v] = f.bare(n.value)
		from = 1
	}
	f.begin('o', n.op, n.value)
	for k := from; k <= level; k++ {
		if n.op == "" {
			// A source may share the hash of its bare value: within a scope the
			// two never stand at the same level.
			f.hops[k][v] = f.hops[0][v]
			continue
		}
		f.hops[k][v] = f.hash(args, f.hops[k-1], sorted)
	}
}

// computeShape sees to the shape of v.
func (f *Fingerprinter) computeShape(g *Graph, v Node, shapeOf func(Node) Fingerprint) {
	known, n := f.of(v), &g.nodes[v]
	if known.shape {
		return
	}
	known.shape = true
	if n.op == "" {
		f.shape[v] = f.blank
		return
	}
	args := g.args[n.from:n.to]
	for _, a := range args {
		switch {
		case shapeOf == nil || g.IsSource(a):
			f.computeShape(g, a, shapeOf)
		case !f.of(a).shape:
			f.of(a).shape = true
			f.shape[a] = shapeOf(a)
		}
	}
	f.begin('s', n.op, "")
	f.shape[v] = f.hash(args, f.shape, !f.ordered && n.op.Commutative())
}

// At is the fingerprint of v under the scope at that position in the list
// given to NewFingerprinter.
func (f *Fingerprinter) At(scope int, v Node) Fingerprint {
	switch s := f.scopes[scope]; s.kind {
	case full:
		return f.full[v]
	case shape:
		return f.shape[v]
	default:
		return f.hops[s.hops][v]
	}
}

// Full is the fingerprint of v under full, after ComputeFull, whether or not
// that is among the scopes.
func (f *Fingerprinter) Full(v Node) Fingerprint { return f.full[v] }

// resize returns a slice of n elements, old memory where it is large enough.
func resize[T any](s []T, n int) []T {
	return slices.Grow(s[:0], n)[:n]
}
