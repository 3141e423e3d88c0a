package dot

import (
	"cmp"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/graph"
)

// readCoverage finds the corpus and scope to draw, and the counts of the nodes.
// An example that was looked up nowhere has none, which is no error as long as
// nobody asked for them.
func (l *loader) readCoverage() error {
	type lookedUp struct {
		id   int64
		name string
	}
	var corpora []lookedUp
	var names []string
	err := l.each(`SELECT corpus_id, name FROM corpus WHERE corpus_id IN (SELECT corpus_id FROM coverage WHERE example_id = ? AND algorithm = ?) ORDER BY name`,
		[]any{l.example, l.algorithm}, func(rows *sql.Rows) error {
			var c lookedUp
			err := rows.Scan(&c.id, &c.name)
			corpora, names = append(corpora, c), append(names, c.name)
			return err
		})
	if err != nil {
		return err
	}
	i := slices.Index(names, l.opt.Corpus)
	switch {
	case l.opt.Corpus == "" && len(corpora) == 0 && l.opt.Scope == "":
		return nil
	case l.opt.Corpus == "" && len(corpora) == 1:
		i = 0
	case l.opt.Corpus == "" && len(corpora) > 1:
		return fmt.Errorf("it was looked up in several corpora: name one of %s with --corpus", orNone(names))
	case i < 0:
		return fmt.Errorf("it was not looked up in the corpus %q: there is %s", l.opt.Corpus, orNone(names))
	}
	l.corpusID, l.corpus = corpora[i].id, corpora[i].name
	scopes, err := l.scopes()
	if err != nil {
		return err
	}
	l.scope = cmp.Or(l.opt.Scope, graph.Full().String())
	if !slices.Contains(scopes, l.scope) {
		return fmt.Errorf("nothing was counted under the scope %q: there is %s", l.scope, orNone(scopes))
	}
	return l.each("SELECT node, documents, occurrences FROM coverage WHERE example_id = ? AND algorithm = ? AND corpus_id = ? AND scope = ?",
		[]any{l.example, l.algorithm, l.corpusID, l.scope}, func(rows *sql.Rows) error {
			var label string
			var documents, occurrences int64
			if err := rows.Scan(&label, &documents, &occurrences); err != nil {
				return err
			}
			if v, ok := l.at[label]; ok {
				l.nodes[v].Documents, l.nodes[v].Occurrences = &documents, &occurrences
			}
			return nil
		})
}

// scopes are those under which the example was looked up in the corpus.
func (l *loader) scopes() (scopes []string, err error) {
	err = l.each("SELECT DISTINCT scope FROM coverage WHERE example_id = ? AND algorithm = ? AND corpus_id = ? ORDER BY scope",
		[]any{l.example, l.algorithm, l.corpusID}, func(rows *sql.Rows) error {
			var scope string
			err := rows.Scan(&scope)
			scopes = append(scopes, scope)
			return err
		})
	return scopes, err
}

// readCounts finds the counts of the node in focus, in every corpus and under
// every scope.
func (l *loader) readCounts(d *Drawing) error {
	if d.Focus == "" {
		return nil
	}
	if err := l.fingerprint(d); err != nil {
		return err
	}
	err := l.each(`SELECT k.name, c.scope, c.documents, c.occurrences FROM coverage c JOIN corpus k USING (corpus_id)
		WHERE c.example_id = ? AND c.algorithm = ? AND c.node = ?`, []any{l.example, l.algorithm, d.Focus}, func(rows *sql.Rows) error {
		var c Count
		err := rows.Scan(&c.Corpus, &c.Scope, &c.Documents, &c.Occurrences)
		d.Counts = append(d.Counts, c)
		return err
	})
	slices.SortFunc(d.Counts, func(a, b Count) int {
		return cmp.Or(strings.Compare(a.Corpus, b.Corpus), cmp.Compare(depth(a.Scope), depth(b.Scope)), strings.Compare(a.Scope, b.Scope))
	})
	return err
}

// depth orders scopes, from the narrowest: how deep they compare.
func depth(scope string) int {
	parsed, err := graph.ParseScope(scope)
	if err != nil {
		return math.MaxInt
	}
	return parsed.Depth(math.MaxInt)
}

// fingerprint names the sub-graph of the node in focus as the index does.
func (l *loader) fingerprint(d *Drawing) error {
	if l.corpus == "" {
		return nil
	}
	scope, err := graph.ParseScope(l.scope)
	if err != nil {
		return err
	}
	_, ordered, err := corpus.MadeWith(l.ctx, l.db)
	if err != nil {
		return err
	}
	fingerprinter := graph.NewFingerprinter([]graph.Scope{scope}, ordered)
	fingerprinter.Compute(&l.graph)
	of := fingerprinter.At(0, graph.Node(l.at[d.Focus]))
	d.Fingerprint = &of
	return nil
}
