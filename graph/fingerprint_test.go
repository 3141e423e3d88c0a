package graph

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSizesAgainstEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t, "graph")
		checkSizes(t, g)
	})
}

// Graphs of more than one block of 64 nodes.
func TestSizesOfALongChain(t *testing.T) {
	var g Graph
	last := g.Source(Name("a"), "1")
	for i := range 200 {
		other := g.Source(Indexed("b", i), "1")
		last = g.Add("add", Indexed("n", i), "1", last, other)
		if i%3 == 0 {
			last = g.Add("add", Indexed("m", i), "1", last, last)
		}
	}
	checkSizes(t, &g)
}

func checkSizes(t interface{ Fatalf(string, ...any) }, g *Graph) {
	s, some := NewSizer(testScopes), NewSizer(testScopes)
	s.Compute(g)
	for v := range Node(g.Len()) {
		some.ComputeSome(g, []Node{v})
		for _, scope := range testScopes {
			levels := g.Len()
			if scope.kind == hop {
				levels = scope.hops
			}
			want := len(within(g, v, levels, map[Node]int{}))
			if got, alone := s.At(scope, v), some.At(scope, v); got != want || alone != want {
				t.Fatalf("node %d, %v: %d nodes, alone %d, want %d", v, scope, got, alone, want)
			}
		}
	}
}

// within collects v and its ancestors at most that many edges away.
func within(g *Graph, v Node, levels int, seen map[Node]int) map[Node]int {
	if left, been := seen[v]; been && left >= levels {
		return seen
	}
	seen[v] = levels
	if levels > 0 {
		for _, a := range g.Args(v) {
			within(g, a, levels-1, seen)
		}
	}
	return seen
}

func TestFingerprintBytes(t *testing.T) {
	f := Fingerprint{Hi: 0x0102030405060708, Lo: 0x090a0b0c0d0e0f10}
	if got := f.String(); got != "0102030405060708090a0b0c0d0e0f10" {
		t.Errorf("text form %s", got)
	}
	b := f.Bytes()
	back, err := FingerprintFromBytes(b[:])
	if err != nil || back != f {
		t.Errorf("%v came back as %v, %v", f, back, err)
	}
	if _, err := FingerprintFromBytes(b[:15]); err == nil {
		t.Error("15 bytes pass")
	}
	if f.Compare(Fingerprint{Hi: 1 << 60}) >= 0 || f.Compare(f) != 0 || f.Compare(Fingerprint{Hi: f.Hi}) <= 0 {
		t.Error("order by Hi, then Lo")
	}
}

// Fingerprints are stored for years: a change of the hash must come with a
// new FingerprintScheme, which this test is here to enforce. The figures come
// from Python's xxhash package (xxh3_128_intdigest), for the step scope of
// concat[48](4,8), say, over the bytes
//
//	'o' 6 "concat" 2 "48" + hash('=' 0 1 "4") + hash('=' 0 1 "8")
//
// each inner hash as two little-endian words, the high one first.
func TestFingerprintSchemeIsStable(t *testing.T) {
	f := NewFingerprinter(DefaultScopes(), false)
	f.Compute(twelveTimesFour())
	want := map[string]string{
		"step":  "9b082c7301fbd23609d1ba03a6823357",
		"full":  "40e866cf5be925dec0dd2054f1d1b32d",
		"shape": "07f86e5ded31033efe7b855d91407f37",
	}
	for i, scope := range DefaultScopes() {
		if fp, known := want[scope.String()]; known && f.At(i, 5).String() != fp {
			t.Errorf("%s of 12 x 4 is now %s, was %s under %s", scope, f.At(i, 5), fp, FingerprintScheme)
		}
	}
}

func TestNoAllocationInSteadyState(t *testing.T) {
	g := twelveTimesFour()
	f, s := NewFingerprinter(DefaultScopes(), false), NewSizer(DefaultScopes())
	run := func() { f.Compute(g); s.Compute(g) }
	run()
	if n := testing.AllocsPerRun(100, run); n != 0 {
		t.Errorf("%v allocations a graph", n)
	}
}
