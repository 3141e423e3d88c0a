package estimate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/coverage/stats"
)

// graphOf makes a graph of nodes a[0], a[1], .., three a layer.
func graphOf(nodes int) *graphNodes {
	g := &graphNodes{at: make(map[string]int)}
	for i := range nodes {
		g.at[fmt.Sprintf("a[%d]", i)] = i
		g.nodes = append(g.nodes, graphNode{kind: "a", op: "add", layer: 1 + i/3})
	}
	return g
}

// Responses that are added one by one are counted as the outcomes are one by one.
func TestNodeOutcomesCount(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	graph := graphOf(7)
	var n nodeOutcomes
	letters := make(texts)
	type seen struct {
		of    outcome.Outcome
		right bool
	}
	all := make([]map[seen]int32, len(graph.nodes))
	for range 50 {
		var rows []string
		wrong := false
		for node := range graph.nodes[:6] { // of the last no response says anything
			if all[node] == nil {
				all[node] = make(map[seen]int32)
			}
			if rng.IntN(4) == 0 {
				continue // an inferred value
			}
			s := seen{outcome.OfNodes()[rng.IntN(6)], rng.IntN(2) == 0}
			all[node][s]++
			wrong = wrong || s.of == outcome.Local
			right := map[bool]string{true: "1", false: "0"}[s.right]
			rows = append(rows, fmt.Sprintf("a[%d]", node)+fieldEnd+string(s.of)+fieldEnd+right)
		}
		rows = append(rows, "step[3]"+fieldEnd+string(outcome.Unaligned)+fieldEnd)
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if flawed := n.add(graph, strings.Join(rows, rowEnd), letters); flawed != wrong {
			t.Errorf("flawed is %v: %q", flawed, rows)
		}
	}
	counted := n.count(nil)
	if len(counted) != 6 {
		t.Fatalf("%d nodes are stated, want 6", len(counted))
	}
	for _, got := range counted {
		want := nodeCounts{graphNode: graph.nodes[got.at], at: got.at}
		for s, times := range all[got.at] {
			want.stated += times
			if !s.right && s.of != outcome.Missing {
				want.wrongArguments += times
			}
			*map[outcome.Outcome]*int32{
				outcome.Correct: &want.correct, outcome.Propagation: &want.propagated, outcome.RestorationMasked: &want.masked,
				outcome.RestorationUnexplained: &want.unexplained, outcome.Missing: &want.missing,
				outcome.Local: map[bool]*int32{true: &want.local, false: &want.localWrong}[s.right],
			}[s.of] += times
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(nodeCounts{}, graphNode{})); diff != "" {
			t.Errorf("node %d (-want +got):\n%s", got.at, diff)
		}
	}
}

// Numbers of any size come back as they were packed, scope by scope, and add up by layer.
func TestPackedDocuments(t *testing.T) {
	graph := graphOf(4)
	numbers := []int64{0, 1, 127, 128, math.MaxInt64, 5, 300, 1 << 40}
	d := packDocuments(graph, numbers)
	for scope := range 2 {
		if diff := cmp.Diff(numbers[4*scope:4*scope+4], d.under(scope, nil)); diff != "" {
			t.Errorf("scope %d (-want +got):\n%s", scope, diff)
		}
	}
	if diff := cmp.Diff([]stats.DepthTotal{{}, {Documents: 128, Nodes: 3}, {Documents: 128, Nodes: 1}}, d.depthTotals(0)); diff != "" {
		t.Error(diff)
	}
	if got := (graphDocuments{}).depthTotals(0); got != nil {
		t.Errorf("of no graph %v", got)
	}
}
