package calibration

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// term spells a whole sub-graph out, arguments of commutative ops in sorted order.
func term(g *graph.Graph, v graph.Node) string {
	if g.IsSource(v) {
		return g.Value(v)
	}
	var args []string
	for _, a := range g.Args(v) {
		args = append(args, term(g, a))
	}
	if g.Op(v).Commutative() {
		slices.Sort(args)
	}
	return string(g.Op(v)) + "(" + strings.Join(args, ",") + ")"
}

// The slow twin of the index: the terms of all documents in a set.
func TestArgumentsSeen(t *testing.T) {
	d := Design{Task: multiplication.Task{}, Sizes: []string{"3x1", "2x2"}, Documents: 200, Problems: 200, Seed: 7}
	scopes := graph.DefaultScopes()
	pool, err := newPool(t.Context(), d, scopes)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "train.jsonl")
	inputs, err := writeCorpus(path, d, rand.New(rand.NewPCG(d.Seed, 0))) // the same documents
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	terms := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var document struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &document); err != nil {
			t.Fatal(err)
		}
		instance, err := multiplication.Task{}.Parse(task.Problem{Question: document.Question})
		if err != nil {
			t.Fatal(err)
		}
		g := new(graph.Graph)
		instance.Compile(g)
		for v := range graph.Node(g.Len()) {
			terms[term(g, v)] = true
		}
	}
	seen := 0
	for _, p := range pool {
		if inputs[p.instance.Input()] {
			t.Errorf("%s is in the corpus", p.instance.Input())
		}
		g := new(graph.Graph)
		sink := p.instance.Compile(g)
		want := !slices.ContainsFunc(g.Args(sink), func(v graph.Node) bool { return !g.IsSource(v) && !terms[term(g, v)] })
		if p.ArgumentsSeen != want {
			t.Errorf("%s: arguments seen %v, want %v", p.instance.Input(), p.ArgumentsSeen, want)
		}
		if want {
			seen++
		}
		full := p.coverage[slices.Index(scopes, graph.Full())]
		if covered := full.SinkDocuments > 0; covered != terms[term(g, sink)] {
			t.Errorf("%s: the whole graph seen %v", p.instance.Input(), covered)
		}
	}
	if seen == 0 || seen == len(pool) {
		t.Errorf("the arguments of %d of %d problems were seen: nothing to tell apart", seen, len(pool))
	}
}
