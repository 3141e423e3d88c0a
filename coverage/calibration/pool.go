package calibration

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// pooled is a problem with its coverage.
type pooled struct {
	Problem
	instance task.Instance
	coverage []coverage.ExampleCoverage // by scope
}

// newPool indexes a corpus and looks up the coverage of problems in it.
func newPool(ctx context.Context, d Design, scopes []graph.Scope) (pool []pooled, err error) {
	dir, err := os.MkdirTemp("", "calibration")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	rng := rand.New(rand.NewPCG(d.Seed, 0))
	inCorpus, err := writeCorpus(filepath.Join(dir, "train.jsonl"), d, rng)
	if err != nil {
		return nil, err
	}
	db, err := database.Create(ctx, filepath.Join(dir, "index.db"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := corpus.Index(ctx, db, corpus.Options{
		Task: d.Task, Paths: []string{filepath.Join(dir, "train.jsonl")}, Scopes: scopes,
		ToolVersion: "calibration", Now: time.Unix(0, 0),
	}); err != nil {
		return nil, err
	}
	if pool, err = drawProblems(d, inCorpus, rng); err != nil {
		return nil, err
	}
	if err := lookUp(ctx, db, pool, scopes); err != nil {
		return nil, err
	}
	rank(pool, d.Sizes)
	return pool, nil
}

// writeCorpus writes training documents with perfect scratchpads, and returns
// which problems they are about.
func writeCorpus(path string, d Design, rng *rand.Rand) (inputs map[string]bool, err error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	inputs = make(map[string]bool)
	buffered := bufio.NewWriter(f)
	encoder := json.NewEncoder(buffered)
	for _, size := range d.Sizes {
		for range d.Documents {
			instance, err := d.Task.Generate(rng, size)
			if err != nil {
				return nil, err
			}
			inputs[instance.Input()] = true
			document := map[string]string{"question": instance.Question(), "scratchpad": string(instance.AppendScratchpad(nil))}
			if err := encoder.Encode(document); err != nil {
				return nil, err
			}
		}
	}
	return inputs, buffered.Flush()
}

// drawProblems draws different problems that are not in the corpus.
func drawProblems(d Design, drawn map[string]bool, rng *rand.Rand) ([]pooled, error) {
	var pool []pooled
	for _, size := range d.Sizes {
		const tries = 100 // a problem; a size may not have that many
		for left, found := tries*d.Problems, 0; found < d.Problems; left-- {
			if left == 0 {
				return nil, fmt.Errorf("size %s: found only %d of %d problems that are not in the corpus", size, found, d.Problems)
			}
			instance, err := d.Task.Generate(rng, size)
			if err != nil {
				return nil, err
			}
			if drawn[instance.Input()] {
				continue
			}
			drawn[instance.Input()] = true
			pool = append(pool, pooled{instance: instance})
			found++
		}
	}
	return pool, nil
}

// lookUp finds the coverage of the problems under each scope.
func lookUp(ctx context.Context, db *database.DB, pool []pooled, scopes []graph.Scope) error {
	const corpusID = 1 // the only one in the database
	fingerprinter := graph.NewFingerprinter(scopes, false)
	graphs, sinks := make([]*graph.Graph, len(pool)), make([]graph.Node, len(pool))
	keys := make([][]graph.Fingerprint, len(scopes)) // of all nodes of all graphs
	for i := range pool {
		graphs[i] = new(graph.Graph)
		sinks[i] = pool[i].instance.Compile(graphs[i])
		fingerprinter.Compute(graphs[i])
		for v := range graph.Node(graphs[i].Len()) {
			for s := range scopes {
				keys[s] = append(keys[s], fingerprinter.At(s, v))
			}
		}
	}
	for s, scope := range scopes {
		found, err := corpus.Lookup(ctx, db, corpusID, scope, keys[s])
		if err != nil {
			return err
		}
		next := 0
		for i, g := range graphs {
			counts := make([]corpus.Count, g.Len())
			for v := range counts {
				counts[v] = found[next]
				next++
			}
			pool[i].describe(g, sinks[i], scope, counts)
		}
	}
	return nil
}

// describe adds the coverage under one scope, and what responders know.
func (p *pooled) describe(g *graph.Graph, sink graph.Node, scope graph.Scope, counts []corpus.Count) {
	measured := coverage.Measure(g, sink, counts)
	p.coverage = append(p.coverage, measured)
	p.Size, p.Operations = p.instance.Size(), measured.Operations
	switch scope {
	case graph.Hop(1):
		p.StepShare = float64(measured.SeenNodes) / float64(measured.Operations)
	case graph.Full():
		p.ArgumentsSeen = !slices.ContainsFunc(g.Args(sink), func(v graph.Node) bool { return !g.IsSource(v) && counts[v].Documents == 0 })
	}
	p.LargeDigits = 0
	for v := range graph.Node(g.Len()) {
		if g.Op(v) == "multiply" && !slices.ContainsFunc(g.Args(v), func(a graph.Node) bool { return g.Value(a) < "5" }) {
			p.LargeDigits++
		}
	}
}

// rank compares each problem with the others of the pool.
func rank(pool []pooled, sizes []string) {
	type stratum struct {
		size       string
		operations int
	}
	shares, operations := make(map[stratum][]float64), make(map[string][]int)
	for _, p := range pool {
		at := stratum{p.Size, p.Operations}
		shares[at] = append(shares[at], p.StepShare)
		operations[p.Size] = append(operations[p.Size], p.Operations)
	}
	for _, s := range shares {
		slices.Sort(s)
	}
	for i := range pool {
		p := &pool[i]
		p.SizeRank = float64(slices.Index(sizes, p.Size)) / float64(max(len(sizes)-1, 1))
		fewest, most := slices.Min(operations[p.Size]), slices.Max(operations[p.Size])
		p.OperationsRank = float64(p.Operations-fewest) / float64(max(most-fewest, 1))
		s := shares[stratum{p.Size, p.Operations}]
		p.TypicalStepShare = s[len(s)/2]
	}
}
