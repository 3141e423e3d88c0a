package corpus

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// Multiplications of few digits have the same rows again and again, some of them
// twice in one document: the counts are those of the twin, which knows nothing of
// parts, also where the tables are emptied now and then and where parts are no
// longer kept.
func TestPartsAreCountedLikeTheirNodes(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	var documents []*graph.Graph
	c := newCounters(t, 2, countedScopes(), false)
	defer c.close()
	met := 0
	for i := range 600 {
		question := fmt.Sprintf("What is %d times %d?", 10+rng.IntN(12), rng.IntN([]int{10, 100, 1000}[i%3]))
		instance, err := multiplication.Task{}.Parse(task.Problem{Question: question})
		if err != nil {
			t.Fatal(err)
		}
		g := new(graph.Graph)
		instance.Compile(g)
		documents = append(documents, g)
		k := i % 2
		c.parts[k].Add(g, instance)
		for _, number := range c.parts[k].parts.numbers {
			if number != none {
				met++
			}
		}
		switch {
		case i == 200 || i == 201:
			if err := c.spills[k].write(c.parts[k]); err != nil {
				t.Fatal(err)
			}
		case i == 500:
			c.parts[k].parts.isOff = true
		}
	}
	if met < 500 {
		t.Errorf("%d parts were known", met)
	}
	m := newMerge(c.parts, c.spills, 1<<20)
	fingerprinter := graph.NewFingerprinter(countedScopes(), false)
	for i, s := range twinScopes {
		want, counted := s.countTwin(documents, false), make(map[graph.Fingerprint]row)
		for _, r := range m.all(t, i) {
			counted[r.fingerprint] = r
		}
		if len(counted) != len(want) {
			t.Errorf("%v: %d distinct, want %d", s.scope, len(counted), len(want))
		}
		got := make(map[string]twinCounts)
		for _, g := range documents {
			fingerprinter.Compute(g)
			for v := range graph.Node(g.Len()) {
				if !g.IsSource(v) {
					r := counted[fingerprinter.At(i, v)]
					got[s.term(g, v, 0, false)] = twinCounts{int(r.documents), int(r.occurrences), int(r.nodes), m.kinds[r.kind].depth, string(m.kinds[r.kind].op)}
				}
			}
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(twinCounts{})); diff != "" {
			t.Errorf("%v: %s", s.scope, diff)
		}
	}
}

// Where parts are seldom met again, they are no longer kept.
func TestPartsThatDoNotPay(t *testing.T) {
	for _, known := range []int{0, 1} { // of each part, how often it is met again
		var p parts
		for i := range firstJudgement {
			g := new(graph.Graph)
			g.MarkPart(0, graph.FingerprintText(string(rune(i))))
			for range 1 + known {
				if p.find(g.Parts())[0] == none && !p.isOff {
					p.table.find(g.Parts()[0].Key)
				}
			}
		}
		if p.judge(); p.isOff != (known == 0) {
			t.Errorf("met again %d times: off: %v", known, p.isOff)
		}
	}
}
