package coverage

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// lookups finds the coverage of examples in the corpora of a database.
type lookups struct {
	tx            *sql.Tx
	corpora       []corpusRow
	scopes        []graph.Scope
	fingerprinter *graph.Fingerprinter
}

type corpusRow struct {
	id         int64
	name, task string
}

// openLookups reads which corpora there are, and under which scopes they were
// counted. Names that are no corpus are an error.
func openLookups(ctx context.Context, tx *sql.Tx, names []string) (*lookups, error) {
	l := &lookups{tx: tx}
	var all []string
	err := database.EachRow(ctx, tx, "SELECT corpus_id, name, task FROM corpus ORDER BY corpus_id", nil, func(rows *sql.Rows) error {
		var c corpusRow
		err := rows.Scan(&c.id, &c.name, &c.task)
		all = append(all, c.name)
		if len(names) == 0 || slices.Contains(names, c.name) {
			l.corpora = append(l.corpora, c)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !slices.Contains(all, name) {
			return nil, fmt.Errorf("no corpus %q in the database: there is %s", name, cmp.Or(strings.Join(all, ", "), "none"))
		}
	}
	return l, l.readOptions(ctx)
}

// readOptions takes scopes and ordering from the index; without one there is
// nothing to look up.
func (l *lookups) readOptions(ctx context.Context) error {
	scopes, ordered, err := corpus.MadeWith(ctx, l.tx)
	if err != nil || scopes == nil {
		return err
	}
	l.scopes, l.fingerprinter = scopes, graph.NewFingerprinter(scopes, ordered)
	return nil
}

func (l *lookups) names() (names []string) {
	if l == nil {
		return nil
	}
	for _, c := range l.corpora {
		names = append(names, c.name)
	}
	return names
}

// covered is the coverage of one graph in one corpus under one scope.
type covered struct {
	work   *work
	corpus int64
	scope  graph.Scope
	counts []corpus.Count // by node; those of sources are 0
	seen   bool           // the whole problem is in the corpus
}

// each looks up all graphs in every corpus of their task, a query for many
// keys at a time, and calls f for every combination.
func (l *lookups) each(ctx context.Context, works []*work, f func(covered) error) error {
	if l.fingerprinter == nil {
		return nil
	}
	for _, c := range l.corpora {
		ofTask := slices.DeleteFunc(slices.Clone(works), func(w *work) bool { return w.example.task.Name() != c.task })
		if err := l.corpus(ctx, c, ofTask, f); err != nil {
			return err
		}
	}
	return nil
}

// corpus looks up graphs of the corpus's own task.
func (l *lookups) corpus(ctx context.Context, c corpusRow, works []*work, f func(covered) error) error {
	keys := make([][]graph.Fingerprint, len(l.scopes)) // by scope: of all operation nodes of all graphs
	var inputs []string
	for _, w := range works {
		inputs = append(inputs, w.instance.Input())
		l.fingerprinter.Compute(w.graph)
		for v := range operations(w.graph) {
			for s := range l.scopes {
				keys[s] = append(keys[s], l.fingerprinter.At(s, v))
			}
		}
	}
	seen, err := corpus.LookupInputs(ctx, l.tx, c.id, inputs)
	if err != nil {
		return err
	}
	for s, scope := range l.scopes {
		found, err := corpus.Lookup(ctx, l.tx, c.id, scope, keys[s])
		if err != nil {
			return err
		}
		next := 0
		for _, w := range works {
			counts := make([]corpus.Count, w.graph.Len())
			for v := range operations(w.graph) {
				counts[v] = found[keys[s][next]]
				next++
			}
			if err := f(covered{w, c.id, scope, counts, seen[w.instance.Input()] > 0}); err != nil {
				return err
			}
		}
	}
	return nil
}
