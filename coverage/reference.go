package coverage

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

const (
	// referenceExamples bounds the examples of a file and task that are looked up
	// under other names.
	referenceExamples = 2000

	// referenceWorks is how many graphs are looked up at a time.
	referenceWorks = 500

	// referenceKnown bounds the counts that are kept in memory, by scope.
	referenceKnown = 1 << 21
)

// writeReference looks the examples of the file up again under bijections of
// their digits or words, in every corpus of their task (METHOD.md section 6, step 6). Of
// more than referenceExamples it takes those whose inputs come first by their
// fingerprints: the same problem is chosen in every file.
func (r *fileReader) writeReference(ctx context.Context) error {
	for _, c := range r.lookups.corpora {
		var works []*work
		for _, e := range r.referenced(c.task) {
			works = append(works, e.works...)
		}
		if err := r.writeReferenceIn(ctx, c, works); err != nil {
			return err
		}
	}
	return nil
}

// referenced are the examples chosen.
func (r *fileReader) referenced(taskName string) []*example {
	type keyed struct {
		*example
		key graph.Fingerprint
	}
	var all []keyed
	for _, e := range r.examples {
		if _, ok := e.instance.(task.Renaming); ok && !e.seen && e.task.Name() == taskName {
			all = append(all, keyed{e, graph.FingerprintText(e.instance.Input())})
		}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		if by := a.key.Compare(b.key); by != 0 {
			return by
		}
		return int(a.id - b.id)
	})
	var chosen []*example
	for _, e := range all[:min(len(all), referenceExamples)] {
		chosen = append(chosen, e.example)
	}
	return chosen
}

func (r *fileReader) writeReferenceIn(ctx context.Context, c corpusRow, works []*work) error {
	var scopes []int // of the lookups'; shape has nothing to rename
	for s, scope := range r.lookups.scopes {
		if scope != graph.Shape() {
			scopes = append(scopes, s)
		}
	}
	l := newReferenceLookup(r.lookups, c, scopes)
	for works := range slices.Chunk(works, referenceWorks) {
		exposures := make([][][]float32, len(works)) // by work, scope and draw
		for i := range exposures {
			exposures[i] = make([][]float32, len(scopes))
		}
		for draw := range uint64(stats.ReferenceDraws) {
			if err := l.draw(ctx, works, rand.NewPCG(r.opt.Seed, draw), exposures); err != nil {
				return err
			}
		}
		for i, w := range works {
			for s, drawn := range exposures[i] {
				if len(drawn) < stats.ReferenceDraws {
					continue
				}
				text, err := json.Marshal(drawn)
				if err != nil {
					return err
				}
				err = r.store.referenceCoverage.Add(ctx, w.example.id, w.algorithm, c.id, r.lookups.scopes[scopes[s]].String(), string(text))
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// referenceLookup finds exposures of renamed problems in one corpus. It keeps
// what it found, since other problems are made of few different steps.
type referenceLookup struct {
	*lookups
	corpus corpusRow
	scopes []int
	logs   []map[graph.Fingerprint]float64 // by scope: ln(1 + documents)
}

func newReferenceLookup(l *lookups, c corpusRow, scopes []int) *referenceLookup {
	r := &referenceLookup{lookups: l, corpus: c, scopes: scopes, logs: make([]map[graph.Fingerprint]float64, len(scopes))}
	for i := range r.logs {
		r.logs[i] = make(map[graph.Fingerprint]float64)
	}
	return r
}

// draw appends the exposures of the works under one bijection, in each scope;
// none to works that it makes no problem of.
func (l *referenceLookup) draw(ctx context.Context, works []*work, bijection *rand.PCG, exposures [][][]float32) error {
	state, err := bijection.MarshalBinary()
	if err != nil {
		return err
	}
	keys := make([][]graph.Fingerprint, len(l.scopes)) // of all works, one after the other
	operationsOf := make([]int, len(works))            // 0: no problem
	var g graph.Graph
	for i, w := range works {
		if err := bijection.UnmarshalBinary(state); err != nil {
			return err
		}
		g.Reset()
		instance, ok := w.instance.(task.Renaming)
		if !ok || !instance.CompileRenamed(&g, rand.New(bijection)) {
			continue
		}
		l.fingerprinter.Compute(&g)
		for v := range operations(&g) {
			operationsOf[i]++
			for s, scope := range l.scopes {
				keys[s] = append(keys[s], l.fingerprinter.At(scope, v))
			}
		}
	}
	for s := range l.scopes {
		if err := l.find(ctx, s, keys[s]); err != nil {
			return err
		}
		next := 0
		for i, n := range operationsOf {
			sum := 0.0
			for _, key := range keys[s][next : next+n] {
				sum += l.logs[s][key]
			}
			if next += n; n > 0 {
				exposures[i][s] = append(exposures[i][s], float32(sum/float64(n)))
			}
		}
	}
	return nil
}

// find sees to it that the counts of all keys are known.
func (l *referenceLookup) find(ctx context.Context, s int, keys []graph.Fingerprint) error {
	if len(l.logs[s]) > referenceKnown {
		clear(l.logs[s])
	}
	var unknown []graph.Fingerprint
	for _, key := range keys {
		if _, known := l.logs[s][key]; !known {
			l.logs[s][key] = 0
			unknown = append(unknown, key)
		}
	}
	found, err := corpus.Lookup(ctx, l.tx, l.corpus.id, l.lookups.scopes[l.scopes[s]], unknown)
	if err != nil {
		return err
	}
	for i, key := range unknown {
		l.logs[s][key] = math.Log1p(float64(found[i].Documents))
	}
	return nil
}
