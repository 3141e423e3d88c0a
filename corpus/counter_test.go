package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// The twin of a Counter: terms are spelled out as METHOD.md section 2 has them,
// sub-graphs are sets of nodes, counts are Go maps.
type twinCounts struct {
	documents, occurrences, nodes, depth int
	op                                   string
}

type twinScope struct {
	scope  graph.Scope
	levels int // hops; 0: all
	shape  bool
}

var twinScopes = []twinScope{
	{graph.Hop(1), 1, false}, {graph.Hop(2), 2, false}, {graph.Hop(3), 3, false}, {graph.Full(), 0, false}, {graph.Shape(), 0, true},
}

func countedScopes() (scopes []graph.Scope) {
	for _, s := range twinScopes {
		scopes = append(scopes, s.scope)
	}
	return scopes
}

// term spells out the sub-graph of v.
func (s twinScope) term(g *graph.Graph, v graph.Node, level int, ordered bool) string {
	if s.levels > 0 && level == s.levels {
		return g.Value(v)
	}
	value := g.Value(v)
	if s.shape {
		value = "_"
	}
	if g.IsSource(v) {
		return "=" + value
	}
	var args []string
	for _, a := range g.Args(v) {
		args = append(args, s.term(g, a, level+1, ordered))
	}
	if g.Op(v).Commutative() && !ordered {
		slices.Sort(args)
	}
	return fmt.Sprintf("%s[%s](%s)", g.Op(v), value, strings.Join(args, ","))
}

// ancestors adds the nodes that the scope compares to a set, and returns the
// depth of that part.
func (s twinScope) ancestors(g *graph.Graph, v graph.Node, level int, into map[graph.Node]bool) (depth int) {
	into[v] = true
	if s.levels > 0 && level == s.levels {
		return 0
	}
	for _, a := range g.Args(v) {
		depth = max(depth, 1+s.ancestors(g, a, level+1, into))
	}
	return depth
}

// countTwin counts documents by term.
func (s twinScope) countTwin(documents []*graph.Graph, ordered bool) map[string]twinCounts {
	counts := make(map[string]twinCounts)
	for _, g := range documents {
		inDocument := make(map[string]bool)
		for v := range graph.Node(g.Len()) {
			if g.IsSource(v) {
				continue
			}
			term, nodes := s.term(g, v, 0, ordered), make(map[graph.Node]bool)
			depth := s.ancestors(g, v, 0, nodes)
			c, known := counts[term]
			if !known {
				c = twinCounts{nodes: len(nodes), depth: depth, op: string(g.Op(v))}
			}
			if c.depth != depth {
				panic("equal terms of unequal depth: " + term)
			}
			c.nodes = min(c.nodes, len(nodes))
			c.occurrences++
			if !inDocument[term] {
				inDocument[term] = true
				c.documents++
			}
			counts[term] = c
		}
	}
	return counts
}

// problem is an instance of which only what is counted matters.
type problem struct {
	task.Instance
	input, size string
}

func (p problem) Input() string { return p.input }
func (p problem) Size() string  { return p.size }

// randomGraph draws few ops and values, so that equal terms are frequent.
func randomGraph(t *rapid.T) *graph.Graph {
	g := new(graph.Graph)
	for i := range rapid.IntRange(1, 8).Draw(t, "nodes") {
		value := rapid.SampledFrom([]string{"1", "2"}).Draw(t, "value")
		if i == 0 || rapid.IntRange(0, 2).Draw(t, "source") == 0 {
			g.Source(graph.Indexed("s", i), value)
			continue
		}
		args := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graph.Node {
			return graph.Node(rapid.IntRange(0, i-1).Draw(t, "argument"))
		}), 1, 3).Draw(t, "args")
		g.Add(rapid.SampledFrom([]graph.Op{"add", "concat"}).Draw(t, "op"), graph.Indexed("n", i), value, args...)
	}
	return g
}

func randomProblem(t *rapid.T) problem {
	n := rapid.IntRange(0, 3).Draw(t, "problem")
	return problem{input: fmt.Sprint(n), size: fmt.Sprint(n % 2)}
}

func TestCounterAgreesWithItsTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ordered := rapid.Bool().Draw(t, "ordered")
		documents := rapid.SliceOfN(rapid.Custom(randomGraph), 0, 6).Draw(t, "documents")
		counter := NewCounter(countedScopes(), ordered)
		inputs, sizes, nodes := make(map[string]int64), make(map[string]int64), int64(0)
		for _, g := range documents {
			about := randomProblem(t)
			counter.Add(g, about)
			inputs[about.input]++
			sizes[about.size]++
			for v := range graph.Node(g.Len()) {
				if !g.IsSource(v) {
					nodes++
				}
			}
		}
		fingerprinter := graph.NewFingerprinter(countedScopes(), ordered)
		for i, s := range twinScopes {
			want, got := s.countTwin(documents, ordered), make(map[string]twinCounts)
			for _, g := range documents {
				fingerprinter.Compute(g)
				for v := range graph.Node(g.Len()) {
					if g.IsSource(v) {
						continue
					}
					e := counter.tables[i].at(fingerprinter.At(i, v))
					kind := counter.kinds[e.kind]
					got[s.term(g, v, 0, ordered)] = twinCounts{int(e.documents), int(e.occurrences), int(e.nodes), kind.depth, string(kind.op)}
				}
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(twinCounts{})); diff != "" {
				t.Fatalf("%v: %s", s.scope, diff)
			}
			if counter.Distinct(i) != len(want) {
				t.Fatalf("%v: %d distinct, want %d", s.scope, counter.Distinct(i), len(want))
			}
		}
		if counter.Documents() != int64(len(documents)) || counter.Nodes() != nodes {
			t.Fatalf("%d documents with %d nodes, want %d with %d", counter.Documents(), counter.Nodes(), len(documents), nodes)
		}
		if counter.inputs.used != len(inputs) || !maps.Equal(counter.sizes, sizes) {
			t.Fatalf("%d problems of sizes %v, want %v of %v", counter.inputs.used, counter.sizes, inputs, sizes)
		}
		for input, n := range inputs {
			if e := counter.inputs.at(graph.FingerprintText(input)); e.documents != n {
				t.Fatalf("problem %s in %d documents, want %d", input, e.documents, n)
			}
		}
	})
}

// lines are all that a Counter counted, in the order in which it is written.
func (c *Counter) lines() []string {
	all := []string{fmt.Sprint(c.documents, c.nodes, c.sizes)}
	for i := range c.tables {
		for _, k := range c.tables[i].sorted() {
			e := c.tables[i].entry(k)
			all = append(all, fmt.Sprint(c.scopes[i], e.fingerprint, c.kinds[e.kind], e.nodes, e.documents, e.occurrences))
		}
	}
	for _, k := range c.inputs.sorted() {
		e := c.inputs.entry(k)
		all = append(all, fmt.Sprint("input", e.fingerprint, e.documents))
	}
	return all
}

func TestMergedCountersAreOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scopes := countedScopes()
		one := NewCounter(scopes, false)
		parts := make([]*Counter, rapid.IntRange(1, 4).Draw(t, "counters"))
		for i := range parts {
			parts[i] = NewCounter(scopes, false)
		}
		add := func(to []*Counter) {
			g, about := randomGraph(t), randomProblem(t)
			one.Add(g, about)
			to[rapid.IntRange(0, len(to)-1).Draw(t, "counter")].Add(g, about)
		}
		for range rapid.IntRange(0, 8).Draw(t, "documents") {
			add(parts)
		}
		for _, part := range parts[1:] {
			parts[0].Merge(part)
		}
		for range rapid.IntRange(0, 2).Draw(t, "more documents") { // a merged counter goes on
			add(parts[:1])
		}
		if diff := cmp.Diff(one.lines(), parts[0].lines()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// One graph, counted by hand: (2 x 4 = 8 twice, in either order, and their sum.
func TestCounterByHand(t *testing.T) {
	g := new(graph.Graph)
	two, four := g.Source(graph.Name("a"), "2"), g.Source(graph.Name("b"), "4")
	first := g.Add("multiply", graph.Name("c"), "8", two, four)
	second := g.Add("multiply", graph.Name("d"), "8", four, two)
	g.Add("add", graph.Name("e"), "16", first, second)
	for _, test := range []struct {
		ordered bool
		want    map[string]int // distinct sub-graphs by scope
	}{
		// 2 x 4 = 8 and 8 + 8 = 16.
		{false, map[string]int{"step": 2, "full": 2, "shape": 2}},
		// 4 x 2 = 8 as well; without values the two orders look the same.
		{true, map[string]int{"step": 3, "full": 3, "shape": 2}},
	} {
		scopes := []graph.Scope{graph.Hop(1), graph.Full(), graph.Shape()}
		c := NewCounter(scopes, test.ordered)
		c.Add(g, problem{})
		c.Add(g, problem{})
		got := make(map[string]int)
		for i, s := range scopes {
			got[s.String()] = c.Distinct(i)
			documents, occurrences := int64(0), int64(0)
			for _, e := range c.tables[i].all() {
				documents += e.documents
				occurrences += e.occurrences
			}
			if want := int64(2 * c.Distinct(i)); documents != want || occurrences != 6 {
				t.Errorf("ordered %v, %v: %d documents, %d occurrences, want %d and 6", test.ordered, s, documents, occurrences, want)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("ordered %v: %s", test.ordered, diff)
		}
	}
}
