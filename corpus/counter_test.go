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

// counters are some Counters that share the work, each with its spill.
type counters struct {
	parts  []*Counter
	spills []*spill
}

func newCounters(t testing.TB, n int, scopes []graph.Scope, ordered bool) *counters {
	c := new(counters)
	for range n {
		c.parts, c.spills = append(c.parts, NewCounter(scopes, ordered)), append(c.spills, &spill{dir: t.TempDir()})
	}
	return c
}

func (c *counters) close() {
	for _, s := range c.spills {
		s.close()
	}
}

// rows are all rows of a table, in the order in which they are written.
func (m *merge) all(t testing.TB, table int) (all []row) {
	t.Helper()
	if err := m.rows(table, func(r *row) error { all = append(all, *r); return nil }); err != nil {
		t.Fatal(err)
	}
	var batched []row
	if err := m.batches(t.Context(), table, func(rows []row) error { batched = append(batched, rows...); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(all, batched) {
		t.Errorf("%d rows one by one, %d other ones in batches", len(all), len(batched))
	}
	return all
}

// Documents are spread over Counters, which are spilled now and then: the rows
// are those that the twin counts.
func TestCountersAgreeWithTheirTwin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ordered := rapid.Bool().Draw(rt, "ordered")
		twins := rapid.SliceOfNDistinct(rapid.SampledFrom(twinScopes), 1, -1, func(s twinScope) graph.Scope { return s.scope }).Draw(rt, "scopes")
		var scopes []graph.Scope
		for _, s := range twins {
			scopes = append(scopes, s.scope)
		}
		documents := rapid.SliceOfN(rapid.Custom(randomGraph), 0, 12).Draw(rt, "documents")
		c := newCounters(t, rapid.IntRange(1, 3).Draw(rt, "counters"), scopes, ordered)
		defer c.close()
		inputs, sizes, nodes := make(map[graph.Fingerprint]int64), make(map[string]int64), int64(0)
		for _, g := range documents {
			about, i := randomProblem(rt), rapid.IntRange(0, len(c.parts)-1).Draw(rt, "counter")
			c.parts[i].Add(g, about)
			if rapid.IntRange(0, 3).Draw(rt, "spill") == 0 {
				if err := c.spills[i].write(c.parts[i]); err != nil {
					rt.Fatal(err)
				}
			}
			inputs[graph.FingerprintText(about.input)]++
			sizes[about.size]++
			for v := range graph.Node(g.Len()) {
				if !g.IsSource(v) {
					nodes++
				}
			}
		}
		m := newMerge(c.parts, c.spills, 1<<20)
		fingerprinter := graph.NewFingerprinter(scopes, ordered)
		for i, s := range twins {
			counted, last := make(map[graph.Fingerprint]row), graph.Fingerprint{}
			for _, r := range m.all(t, i) {
				if r.fingerprint.Compare(last) <= 0 {
					rt.Fatalf("%v: %v comes after %v", s.scope, r.fingerprint, last)
				}
				counted[r.fingerprint], last = r, r.fingerprint
			}
			want, got := s.countTwin(documents, ordered), make(map[string]twinCounts)
			for _, g := range documents {
				fingerprinter.Compute(g)
				for v := range graph.Node(g.Len()) {
					if g.IsSource(v) {
						continue
					}
					r := counted[fingerprinter.At(i, v)]
					kind := m.kinds[r.kind]
					got[s.term(g, v, 0, ordered)] = twinCounts{int(r.documents), int(r.occurrences), int(r.nodes), kind.depth, string(kind.op)}
				}
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(twinCounts{})); diff != "" {
				rt.Fatalf("%v: %s", s.scope, diff)
			}
			if len(counted) != len(want) {
				rt.Fatalf("%v: %d distinct, want %d", s.scope, len(counted), len(want))
			}
		}
		if m.documents != int64(len(documents)) || m.nodes != nodes || !maps.Equal(m.sizes, sizes) {
			rt.Fatalf("%d documents with %d nodes of sizes %v, want %d with %d of %v", m.documents, m.nodes, m.sizes, len(documents), nodes, sizes)
		}
		problems := make(map[graph.Fingerprint]int64)
		for _, r := range m.all(t, m.inputs()) {
			problems[r.fingerprint] = r.documents
		}
		if diff := cmp.Diff(inputs, problems); diff != "" {
			rt.Fatal(diff)
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
		c := newCounters(t, 1, scopes, test.ordered)
		c.parts[0].Add(g, problem{})
		c.parts[0].Add(g, problem{})
		m := newMerge(c.parts, c.spills, 0)
		got := make(map[string]int)
		for i, s := range scopes {
			rows := m.all(t, i)
			got[s.String()] = len(rows)
			documents, occurrences := int64(0), int64(0)
			for _, r := range rows {
				documents += r.documents
				occurrences += r.occurrences
			}
			if want := int64(2 * len(rows)); documents != want || occurrences != 6 {
				t.Errorf("ordered %v, %v: %d documents, %d occurrences, want %d and 6", test.ordered, s, documents, occurrences, want)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("ordered %v: %s", test.ordered, diff)
		}
	}
}
