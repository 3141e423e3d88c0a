package multiplication

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

func published(t testing.TB) []map[string]any {
	var all []map[string]any
	for _, path := range tasktest.Data(t, "faith-and-fate/multiplication_*.json.gz") {
		all = append(all, tasktest.Records(t, path)...)
	}
	if len(all) != 13_891 {
		t.Fatalf("%d published documents, want 13,891", len(all))
	}
	return all
}

// Every published scratchpad is reproduced byte for byte, and read back as the
// very graph of its instance.
func TestPublishedScratchpads(t *testing.T) {
	t.Parallel()
	var gold, traced graph.Graph
	nodes, edges := 0, 0
	for _, record := range published(t) {
		question, text := record["question"].(string), record["prompt"].(string)
		instance, err := Task{}.Parse(task.Problem{Question: question})
		if err != nil {
			t.Fatal(err)
		}
		if pad := string(instance.AppendScratchpad(nil)); pad != text {
			t.Fatalf("%s: %s", question, cmp.Diff(text, pad))
		}
		gold.Reset()
		instance.Compile(&gold)
		traced.Reset()
		if _, err := (Task{}).CompileTrace(&traced, task.Document{Question: question, Text: text}); err != nil {
			t.Fatal(err)
		}
		if diff := tasktest.Diff(&gold, &traced); diff != "" {
			t.Fatalf("%s: %s", question, diff)
		}
		nodes += traced.Len()
		edges += traced.Edges()
		traced.Reset()
		// Without its question it is read step by step.
		if _, err := (Task{}).CompileTrace(&traced, task.Document{Text: text}); err != nil {
			t.Fatal(err)
		}
		if diff := tasktest.Diff(&gold, &traced); diff != "" {
			t.Fatalf("%s: without its question: %s", question, diff)
		}
	}
	// As .ci/bench/networkx_peer.py counts them.
	if nodes != 488_187 || edges != 730_134 {
		t.Errorf("%d nodes and %d edges in all, want 488,187 and 730,134", nodes, edges)
	}
}

// The figures were counted on string terms, outside of this program.
func TestPublishedCounts(t *testing.T) {
	t.Parallel()
	type figures struct{ occurrences, distinct, documents int }
	want := map[string]figures{
		"step":  {400_595, 50_458, 332_066},
		"hop2":  {400_595, 57_223, 336_714},
		"full":  {400_595, 89_757, 338_132},
		"shape": {400_595, 2_324, 154_171},
	}
	scopes := graph.DefaultScopes()
	type seen struct{ documents, last int }
	counts := make([]map[graph.Fingerprint]seen, len(scopes))
	for i := range counts {
		counts[i] = make(map[graph.Fingerprint]seen)
	}
	got := make(map[string]figures)
	f := graph.NewFingerprinter(scopes, false)
	var g graph.Graph
	for number, record := range published(t) {
		g.Reset()
		doc := task.Document{Question: record["question"].(string), Text: record["prompt"].(string)}
		if _, err := (Task{}).CompileTrace(&g, doc); err != nil {
			t.Fatal(err)
		}
		f.Compute(&g)
		for i, scope := range scopes {
			sum := got[scope.String()]
			for v := range graph.Node(g.Len()) {
				if g.IsSource(v) {
					continue
				}
				sum.occurrences++
				if s := counts[i][f.At(i, v)]; s.last != number+1 {
					sum.documents++
					counts[i][f.At(i, v)] = seen{s.documents + 1, number + 1}
				}
			}
			sum.distinct = len(counts[i])
			got[scope.String()] = sum
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(figures{})); diff != "" {
		t.Error(diff)
	}
}
