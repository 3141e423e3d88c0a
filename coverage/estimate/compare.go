package estimate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// Compared is one measure of two models, or of one model against two corpora, on
// the same examples.
type Compared struct {
	Task       string
	Corpus     string // whose coverage the stratum is made of; empty: none
	Scope      string // empty: of no scope
	Stratum    string
	A, B       stats.Estimate
	Difference stats.Estimate // A minus B, paired
	P          stats.Estimate // of no difference; not OK where it was not tested
}

// Strata of a comparison of models, beside all and the sizes: problems with an
// exposure under the full scope below the median, and the others.
const (
	StratumLessCovered = "less covered"
	StratumMoreCovered = "more covered"
)

// CompareModels sets the accuracies of two models on the problems that both
// responded to beside each other: over all, by size, and for the problems that
// each corpus covers less or more. An empty task compares all tasks. Nothing in
// common is an error.
func CompareModels(ctx context.Context, db database.Querier, modelA, modelB, task string, seed uint64) ([]Compared, error) {
	samples, err := loadSamples(ctx, db, seed)
	if err != nil {
		return nil, err
	}
	var all []Compared
	for _, a := range samples {
		for _, b := range samples {
			if a.model == modelA && b.model == modelB && a.task == b.task && (task == "" || a.task == task) {
				all = append(all, comparison{a, inCommon(a, b)}.compare()...)
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no problem that both %q and %q responded to; there is %s", modelA, modelB, sampleNames(samples))
	}
	return all, nil
}

// both is an example with the responses of two models.
type both struct{ a, b *observed }

// inCommon finds the examples that both responded to.
func inCommon(a, b *sample) (shared []both) {
	ofB := make(map[string]*observed, len(b.examples))
	for i := range b.examples {
		ofB[b.examples[i].input] = &b.examples[i]
	}
	for i := range a.examples {
		if o := ofB[a.examples[i].input]; o != nil {
			shared = append(shared, both{&a.examples[i], o})
		}
	}
	return shared
}

// comparison is of two models on one task.
type comparison struct {
	a      *sample // says which sizes and corpora there are
	shared []both
}

func (c comparison) compare() []Compared {
	compared := c.stratum(nil, "", "", finding.StratumAll, func(both) bool { return true })
	for _, size := range c.a.sizes() {
		compared = c.stratum(compared, "", "", size, func(p both) bool { return p.a.size == size })
	}
	for _, corpus := range c.a.corpora {
		const scope = "full"
		var exposures []float64
		for _, p := range c.shared {
			if r, ok := corpus.of(p.a, scope); ok {
				exposures = append(exposures, r.exposure)
			}
		}
		if len(exposures) == 0 {
			continue
		}
		slices.Sort(exposures)
		median := exposures[len(exposures)/2]
		for _, more := range []bool{false, true} {
			name := map[bool]string{false: StratumLessCovered, true: StratumMoreCovered}[more]
			compared = c.stratum(compared, corpus.name, scope, name, func(p both) bool {
				r, ok := corpus.of(p.a, scope)
				return ok && (r.exposure >= median) == more
			})
		}
	}
	return compared
}

// stratum adds the comparison on the examples that pass, if there are any.
func (c comparison) stratum(to []Compared, corpus, scope, name string, pass func(both) bool) []Compared {
	var pairs []stats.Pair
	var a, b []stats.Cluster
	for _, p := range c.shared {
		if pass(p) {
			pairs = append(pairs, stats.Pair{A: p.a.cluster(), B: p.b.cluster()})
			a, b = append(a, p.a.cluster()), append(b, p.b.cluster())
		}
	}
	if len(pairs) == 0 {
		return to
	}
	resampling := stats.Resampling{Seed: c.a.seed}
	return append(to, Compared{
		Task: c.a.task, Corpus: corpus, Scope: scope, Stratum: name,
		A: stats.Accuracy(a, c.a.seed), B: stats.Accuracy(b, c.a.seed),
		Difference: stats.PairedDifference(pairs, resampling), P: stats.PairedP(pairs, resampling),
	})
}

// CompareCorpora asks which of two corpora the success of a model goes with: for
// each scope, the stratified AUC of the headline exposure in either, over the
// examples that were looked up in both and are themselves in neither.
func CompareCorpora(ctx context.Context, db database.Querier, model, corpusA, corpusB string, seed uint64) ([]Compared, error) {
	samples, err := loadSamples(ctx, db, seed)
	if err != nil {
		return nil, err
	}
	var all []Compared
	for _, s := range samples {
		a, b := s.corpus(corpusA), s.corpus(corpusB)
		if s.model != model || a == nil || b == nil {
			continue
		}
		for _, scope := range a.scopes {
			all = append(all, s.compareCorpora(a, b, scope))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no problem of %q was looked up in both %q and %q; there is %s", model, corpusA, corpusB, sampleNames(samples))
	}
	return all, nil
}

func (s *sample) compareCorpora(a, b *corpusSample, scope string) Compared {
	in := &associationFamily{s: s, c: a}
	exposureIn := func(c *corpusSample) func(*observed, coverageRow) float64 {
		return func(o *observed, _ coverageRow) float64 {
			row, _ := c.of(o, scope)
			return row.exposure
		}
	}
	unseenInB := func(o *observed) bool {
		r, ok := b.of(o, scope)
		return ok && !r.seen
	}
	obsA, _ := in.observationsOf(scope, unseenInB, exposureIn(a), bySizeAndOperations)
	obsB, _ := in.observationsOf(scope, unseenInB, exposureIn(b), bySizeAndOperations)
	resampling := stats.Resampling{Seed: s.seed}
	return Compared{
		Task: s.task, Scope: scope, Stratum: finding.StratumAll,
		A: stats.BootstrapAUC(obsA, resampling), B: stats.BootstrapAUC(obsB, resampling),
		Difference: stats.PairedAUCDifference(obsA, obsB, resampling),
	}
}

func (s *sample) corpus(name string) *corpusSample {
	i := slices.IndexFunc(s.corpora, func(c *corpusSample) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return s.corpora[i]
}

// sampleNames lists what there is to compare, for a message.
func sampleNames(samples []*sample) string {
	var names []string
	for _, s := range samples {
		of := fmt.Sprintf("%q on %s", s.model, s.task)
		for _, c := range s.corpora {
			of += fmt.Sprintf(" against %q", c.name)
		}
		names = append(names, of)
	}
	return cmp.Or(strings.Join(names, ", "), "nothing analyzed yet")
}
