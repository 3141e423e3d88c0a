package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// term spells out what a fingerprint stands for, straight from METHOD.md
// section 2. Its size is exponential in the depth: a twin for tests only.
func term(g *Graph, v Node, s Scope, keepOrder bool) string {
	return termAt(g, v, s, s.hops, keepOrder)
}

func termAt(g *Graph, v Node, s Scope, levels int, keepOrder bool) string {
	if s.kind == hop && levels == 0 {
		return g.Value(v)
	}
	if g.IsSource(v) {
		if s.kind == shape {
			return "_"
		}
		return "=" + g.Value(v)
	}
	var args []string
	for _, a := range g.Args(v) {
		args = append(args, termAt(g, a, s, levels-1, keepOrder))
	}
	if g.Op(v).Commutative() && !keepOrder {
		slices.Sort(args)
	}
	value := "[" + g.Value(v) + "]"
	if s.kind == shape {
		value = ""
	}
	return fmt.Sprintf("%s%s(%s)", g.Op(v), value, strings.Join(args, ","))
}

var testScopes = []Scope{Hop(1), Hop(2), Hop(3), Full(), Shape()}

// randomGraph draws few ops and values, so that equal terms are frequent.
func randomGraph(t *rapid.T, name string) *Graph {
	g := new(Graph)
	n := rapid.IntRange(1, 9).Draw(t, name+" nodes")
	for i := range n {
		value := rapid.SampledFrom([]string{"0", "1", "12", "2"}).Draw(t, "value")
		if i == 0 || rapid.IntRange(0, 3).Draw(t, "source") == 0 {
			g.Source(Indexed("s", i), value)
			continue
		}
		op := rapid.SampledFrom([]Op{"add", "concat", "mod10"}).Draw(t, "op")
		args := rapid.SliceOfN(rapid.Int32Range(0, int32(i-1)), 1, 3).Draw(t, "args")
		nodes := make([]Node, len(args))
		for k, a := range args {
			nodes[k] = Node(a)
		}
		g.Add(op, Indexed("n", i), value, nodes...)
	}
	return g
}

func TestFingerprintsAreEqualIffTermsAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keepOrder := rapid.Bool().Draw(t, "ordered")
		g, h := randomGraph(t, "first"), randomGraph(t, "second")
		f, e := NewFingerprinter(testScopes, keepOrder), NewFingerprinter(testScopes, keepOrder)
		f.Compute(g)
		e.Compute(h)
		for i, scope := range testScopes {
			for v := range Node(g.Len()) {
				for u := range Node(h.Len()) {
					if g.IsSource(v) || h.IsSource(u) {
						continue // only operation nodes are ever counted
					}
					equalTerms := term(g, v, scope, keepOrder) == term(h, u, scope, keepOrder)
					if equal := f.At(i, v) == e.At(i, u); equal != equalTerms {
						t.Fatalf("%v: fingerprints equal: %v, terms equal: %v\n%s\n%s", scope, equal, equalTerms,
							term(g, v, scope, keepOrder), term(h, u, scope, keepOrder))
					}
				}
			}
		}
	})
}

// Some nodes alone have the fingerprints that they have among all, whatever
// graph came before.
func TestFingerprintsOfSomeNodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keepOrder := rapid.Bool().Draw(t, "ordered")
		scopes := rapid.SliceOfNDistinct(rapid.SampledFrom(testScopes), 1, -1, func(s Scope) Scope { return s }).Draw(t, "scopes")
		before, g := randomGraph(t, "before"), randomGraph(t, "graph")
		all, some := NewFingerprinter(scopes, keepOrder), NewFingerprinter(scopes, keepOrder)
		some.Compute(before)
		all.Compute(g)
		all.ComputeFull(g)
		some.ComputeFull(g)
		var nodes []Node
		for v := range Node(g.Len()) {
			if rapid.Bool().Draw(t, "wanted") {
				nodes = append(nodes, v)
			}
			if some.Full(v) != all.Full(v) {
				t.Fatalf("full of node %d differs", v)
			}
		}
		var shapeOf func(Node) Fingerprint
		if rapid.Bool().Draw(t, "shapes are known") {
			shapeOf = func(v Node) Fingerprint {
				if g.IsSource(v) || slices.Contains(nodes, v) {
					t.Fatalf("asks for the shape of node %d", v)
				}
				return all.At(slices.Index(scopes, Shape()), v)
			}
		}
		some.ComputeOthers(g, nodes, shapeOf)
		for i, scope := range scopes {
			for _, v := range nodes {
				if some.At(i, v) != all.At(i, v) {
					t.Fatalf("%v of node %d alone is not what it is among all", scope, v)
				}
			}
		}
	})
}

// rebuild adds the nodes of g in another order, under other labels.
func rebuild(g *Graph, order []Node) (*Graph, []Node) {
	out, placed := new(Graph), make([]Node, g.Len())
	for i, v := range order {
		label := Indexed("renamed", i)
		if g.IsSource(v) {
			placed[v] = out.Source(label, g.Value(v))
			continue
		}
		var args []Node
		for _, a := range g.Args(v) {
			args = append(args, placed[a])
		}
		placed[v] = out.Add(g.Op(v), label, g.Value(v), args...)
	}
	return out, placed
}

func TestFingerprintsIgnoreLabelsAndOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t, "graph")
		f, e := NewFingerprinter(testScopes, false), NewFingerprinter(testScopes, false)
		f.Compute(g)
		for _, order := range [][]Node{g.ByLayer(), g.DepthFirst()} {
			h, placed := rebuild(g, order)
			e.Compute(h)
			for i := range testScopes {
				for v := range Node(g.Len()) {
					if f.At(i, v) != e.At(i, placed[v]) {
						t.Fatalf("%v of node %d changed with the order", testScopes[i], v)
					}
				}
			}
		}
	})
}

// A DAG and its tree unfolding have the same term (METHOD.md section 2), but
// not the same number of nodes.
func TestUnfoldingHasTheSameFingerprint(t *testing.T) {
	shared := new(Graph)
	two := shared.Source(Name("a"), "2")
	four := shared.Add("add", Name("b"), "4", two, two)
	shared.Add("multiply", Name("c"), "16", four, four)

	unfolded := new(Graph)
	var fours [2]Node
	for i := range fours {
		l, r := unfolded.Source(Indexed2("s", i, 0), "2"), unfolded.Source(Indexed2("s", i, 1), "2")
		fours[i] = unfolded.Add("add", Indexed("b", i), "4", l, r)
	}
	unfolded.Add("multiply", Name("c"), "16", fours[0], fours[1])

	f, e := NewFingerprinter(testScopes, false), NewFingerprinter(testScopes, false)
	f.Compute(shared)
	e.Compute(unfolded)
	a, b := NewSizer(testScopes), NewSizer(testScopes)
	a.Compute(shared)
	b.Compute(unfolded)
	for i, scope := range testScopes {
		if f.At(i, 2) != e.At(i, 6) {
			t.Errorf("%v differs between a graph and its unfolding", scope)
		}
	}
	if got, want := a.At(Full(), 2), 3; got != want {
		t.Errorf("the shared graph has %d nodes, want %d", got, want)
	}
	if got, want := b.At(Full(), 6), 7; got != want {
		t.Errorf("the unfolded graph has %d nodes, want %d", got, want)
	}
}

func TestOrderedKeepsTheOrderOfFactors(t *testing.T) {
	g := new(Graph)
	two, four := g.Source(Name("a"), "2"), g.Source(Name("b"), "4")
	v, u := g.Add("multiply", Name("c"), "8", two, four), g.Add("multiply", Name("d"), "8", four, two)
	for _, keepOrder := range []bool{false, true} {
		f := NewFingerprinter(testScopes, keepOrder)
		f.Compute(g)
		for i, scope := range testScopes {
			want := !keepOrder || scope == Shape()
			if equal := f.At(i, v) == f.At(i, u); equal != want {
				t.Errorf("ordered=%v, %v: 2 x 4 and 4 x 2 equal: %v, want %v", keepOrder, scope, equal, want)
			}
		}
	}
}
