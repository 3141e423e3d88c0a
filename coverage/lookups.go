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
	tx            database.Settled // an analysis changes no index
	idle          func() error     // waits until nobody else uses the transaction
	corpora       []corpusRow
	scopes        []graph.Scope
	byName        []int // positions of the scopes in the order of their names, as it is in the primary keys
	ordered       bool
	fingerprinter *graph.Fingerprinter

	waiting map[string]*waiting // by task
	nodes   int                 // of all that waits
}

// waiting is the graphs of one task that are to be looked up: the more
// together, the less time each takes. Of a graph only the fingerprints are
// kept, since a file may have very many.
type waiting struct {
	works []*work
	keys  [][]graph.Fingerprint // by scope: of all operation nodes of all graphs
}

// mostWaiting is how many operation nodes wait, at most: with their counts some
// 200 MB.
const mostWaiting = 1 << 20

type corpusRow struct {
	id         int64
	name, task string
}

// openLookups reads which corpora there are, and under which scopes they were
// counted. Names that are no corpus are an error.
func openLookups(ctx context.Context, tx *sql.Tx, names []string) (*lookups, error) {
	l := &lookups{tx: database.Settled{Querier: tx}, idle: func() error { return nil }, waiting: make(map[string]*waiting)}
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
	for s := range scopes {
		l.byName = append(l.byName, s)
	}
	slices.SortFunc(l.byName, func(a, b int) int { return strings.Compare(scopes[a].String(), scopes[b].String()) })
	l.scopes, l.ordered, l.fingerprinter = scopes, ordered, graph.NewFingerprinter(scopes, ordered)
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

// add has a graph looked up with others. It reports whether it is time to do so.
func (l *lookups) add(w *work, g *graph.Graph) (full bool) {
	if l.fingerprinter == nil || !slices.ContainsFunc(l.corpora, func(c corpusRow) bool { return c.task == w.example.task.Name() }) {
		return false
	}
	q := l.waiting[w.example.task.Name()]
	if q == nil {
		q = &waiting{keys: make([][]graph.Fingerprint, len(l.scopes))}
		l.waiting[w.example.task.Name()] = q
	}
	q.works = append(q.works, w)
	l.fingerprinter.Compute(g)
	for v := range operations(g) {
		l.nodes++
		for s := range q.keys {
			q.keys[s] = append(q.keys[s], l.fingerprinter.At(s, v))
		}
	}
	return l.nodes >= mostWaiting
}

// covered is the coverage of one graph in one corpus.
type covered struct {
	work   *work
	graph  *graph.Graph
	corpus int64
	counts [][]corpus.Count // by scope and node; those of sources are 0
	seen   bool             // the whole problem is in the corpus
}

// each looks up all graphs that wait in every corpus of their task, and calls f
// for every combination of the two. The graphs are made again by graphOf. What f is given
// holds until it returns.
func (l *lookups) each(ctx context.Context, graphOf func(*work) *graph.Graph, f func(covered) error) error {
	for _, c := range l.corpora {
		if q := l.waiting[c.task]; q != nil {
			if err := l.corpus(ctx, c, q, graphOf, f); err != nil {
				return err
			}
		}
	}
	clear(l.waiting)
	l.nodes = 0
	return nil
}

// corpus looks up graphs of the corpus's own task.
func (l *lookups) corpus(ctx context.Context, c corpusRow, q *waiting, graphOf func(*work) *graph.Graph, f func(covered) error) error {
	if err := l.idle(); err != nil {
		return err
	}
	var inputs []string
	for _, w := range q.works {
		inputs = append(inputs, w.instance.Input())
	}
	documents, err := corpus.LookupInputs(ctx, l.tx, c.id, inputs)
	if err != nil {
		return err
	}
	found := make([][]corpus.Count, len(l.scopes)) // in the order of the keys
	for s, scope := range l.scopes {
		if found[s], err = corpus.Lookup(ctx, l.tx, c.id, scope, q.keys[s]); err != nil {
			return err
		}
	}
	counts := make([][]corpus.Count, len(l.scopes))
	next := 0
	for i, w := range q.works {
		g := graphOf(w)
		for s := range counts {
			counts[s] = append(counts[s][:0], make([]corpus.Count, g.Len())...)
		}
		for v := range operations(g) {
			for s := range counts {
				counts[s][v] = found[s][next]
			}
			next++
		}
		if err := f(covered{w, g, c.id, counts, documents[i] > 0}); err != nil {
			return err
		}
	}
	return nil
}
