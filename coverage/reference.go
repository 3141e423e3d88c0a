package coverage

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// referenceExamples bounds the examples of a file and task that are looked up
// under other names.
const referenceExamples = 2000

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
	renaming := newRenaming(r.lookups, c, r.opt.Seed)
	return renaming.each(ctx, works, func(w *work, exposures [][]float32) error {
		for s, scope := range renaming.scopes {
			if err := r.writeExposures(w, c, scope, exposures[s]); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeExposures writes the exposures of a work, one for each bijection. Where
// one of them makes no problem of it there is no row.
func (r *fileReader) writeExposures(w *work, c corpusRow, scope graph.Scope, exposures []float32) error {
	if len(exposures) < stats.ReferenceDraws {
		return nil
	}
	text, err := json.Marshal(exposures)
	if err != nil {
		return err
	}
	return r.store.referenceCoverage.Add(w.example.id, w.algorithm, c.id, scope.String(), string(text))
}
