package coverage

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// mostRenamed is how many operation nodes of renamed graphs are looked up at a
// time, about: with their counts some 250 MB. Of a large index each look-up
// reads a good part, however many keys it is for, so there should be few.
const mostRenamed = 1 << 21

// renamed is a graph of a work with other digits or words.
type renamed struct {
	work      *work
	draw      uint64                // the number of the bijection
	keys      [][]graph.Fingerprint // by scope: of the operation nodes; none where it makes no problem
	exposures []float32             // by scope; none likewise
}

// renaming looks up renamed graphs in one corpus, very many at a time.
type renaming struct {
	*lookups
	corpus corpusRow
	scopes []graph.Scope // of the index, without shape, which has nothing to rename
	seed   uint64        // of the bijections
	most   int           // operation nodes at a time
}

func newRenaming(l *lookups, c corpusRow, seed uint64) *renaming {
	r := &renaming{lookups: l, corpus: c, seed: seed, most: mostRenamed}
	for _, scope := range l.scopes {
		if scope != graph.Shape() {
			r.scopes = append(r.scopes, scope)
		}
	}
	return r
}

// each calls f for every work, in order, with its exposures by scope: one for each
// bijection that makes a problem of it. They hold until f returns.
func (r *renaming) each(ctx context.Context, works []*work, f func(w *work, exposures [][]float32) error) error {
	var graphs []*renamed
	nodes := 0
	exposures := make([][]float32, len(r.scopes)) // of the work at hand
	find := func() error {
		if err := r.find(ctx, graphs); err != nil {
			return err
		}
		for _, g := range graphs {
			for s, exposure := range g.exposures {
				exposures[s] = append(exposures[s], exposure)
			}
			if g.draw < stats.ReferenceDraws-1 {
				continue
			}
			if err := f(g.work, exposures); err != nil {
				return err
			}
			for s := range exposures {
				exposures[s] = exposures[s][:0]
			}
		}
		graphs, nodes = graphs[:0], 0
		return nil
	}
	for _, w := range works {
		for draw := range uint64(stats.ReferenceDraws) {
			graphs = append(graphs, &renamed{work: w, draw: draw})
			if nodes += w.operations; nodes >= r.most { // renamed it has about as many
				if err := find(); err != nil {
					return err
				}
			}
		}
	}
	return find()
}

// find sets the exposures of the graphs.
func (r *renaming) find(ctx context.Context, graphs []*renamed) error {
	if err := r.compile(ctx, graphs); err != nil {
		return err
	}
	if err := r.idle(); err != nil {
		return err
	}
	for s := range r.scopes {
		if err := r.findScope(ctx, s, graphs); err != nil {
			return err
		}
	}
	return nil
}

// compile makes the graphs and keeps their fingerprints.
func (r *renaming) compile(ctx context.Context, graphs []*renamed) error {
	return onProcessors(ctx, len(graphs), func() func(int) {
		var g graph.Graph
		fingerprinter := graph.NewFingerprinter(r.scopes, r.ordered)
		return func(i int) {
			to := graphs[i]
			instance, ok := to.work.instance.(task.Renaming)
			g.Reset()
			if !ok || !instance.CompileRenamed(&g, rand.New(rand.NewPCG(r.seed, to.draw))) {
				return
			}
			fingerprinter.Compute(&g)
			n := 0
			for range operations(&g) {
				n++
			}
			to.keys = make([][]graph.Fingerprint, len(r.scopes))
			for s := range to.keys {
				to.keys[s] = make([]graph.Fingerprint, 0, n)
				for v := range operations(&g) {
					to.keys[s] = append(to.keys[s], fingerprinter.At(s, v))
				}
			}
		}
	})
}

// findScope adds to each graph its exposure under a scope.
func (r *renaming) findScope(ctx context.Context, s int, graphs []*renamed) error {
	ends := make([]int, len(graphs)) // of each graph's keys
	n := 0
	for i, g := range graphs {
		if g.keys != nil {
			n += len(g.keys[s])
		}
		ends[i] = n
	}
	if n == 0 {
		return nil
	}
	keys := make([]graph.Fingerprint, 0, n)
	for _, g := range graphs {
		if g.keys != nil {
			keys = append(keys, g.keys[s]...)
			g.keys[s] = nil // lets go of the memory
		}
	}
	found, err := corpus.Lookup(ctx, r.tx, r.corpus.id, r.scopes[s], keys)
	if err != nil {
		return err
	}
	return onProcessors(ctx, len(graphs), func() func(int) {
		return func(i int) {
			from := 0
			if i > 0 {
				from = ends[i-1]
			}
			sum := 0.0
			for _, count := range found[from:ends[i]] {
				sum += math.Log1p(float64(count.Documents))
			}
			if n := ends[i] - from; n > 0 {
				graphs[i].exposures = append(graphs[i].exposures, float32(sum/float64(n)))
			}
		}
	})
}
