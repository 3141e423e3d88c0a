package estimate

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
)

// Kinds of telling examples.
const (
	// RightByRecall: the full sub-graph of the answer is in the training data.
	RightByRecall = "right by recall"
	// RightByComposition: the full sub-graph of the answer is not, and of those
	// before it few are, though nearly all single steps are.
	RightByComposition = "right by composition"
	// WrongByPropagation: something is miscalculated, and what comes after it is
	// right on wrong values.
	WrongByPropagation = "wrong by propagation"
	// RightFromNowhere: a step is right although it does not follow from what
	// the response had before, an unexplained restoration.
	RightFromNowhere = "unexplained restoration"
)

// Telling is a response that shows one kind of success or failure in a graph
// small enough to look at. One example proves nothing: it illustrates.
type Telling struct {
	Kind     string
	Example  int64
	Response int64
	Because  string // a sentence, without its full stop
}

// TellingExamples picks one response of a model for each kind, in the order of
// the constants, from the tables of an analysis: of those of the kind the one
// with the smallest graph (by composition: with the smallest share of full
// sub-graphs seen, then the smallest graph), of equals the first. Kinds that no response is of are
// left out, and so are the first two where no corpus is named. That nothing is
// left is no error.
func TellingExamples(ctx context.Context, db database.Querier, model, task, corpus string) ([]Telling, error) {
	var all []Telling
	for _, kind := range tellingKinds() {
		if kind.ofCorpus && corpus == "" {
			continue
		}
		err := database.EachRow(ctx, db, kind.query, []any{sql.Named("model", model), sql.Named("task", task), sql.Named("corpus", corpus)}, func(rows *sql.Rows) error {
			found := Telling{Kind: kind.name}
			err := rows.Scan(&found.Example, &found.Response, &found.Because)
			all = append(all, found)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("picking an example that is %s: %w", kind.name, err)
		}
	}
	return all, nil
}

// tellingKind is how a kind is found: its query gives example, response and
// sentence.
type tellingKind struct {
	name     string
	ofCorpus bool
	query    string
}

func tellingKinds() []tellingKind {
	return []tellingKind{
		{RightByRecall, true, `
			SELECT e.example_id, r.response_id, printf('right, and training documents that contain the whole computation of its answer %s number %d', e.gold, f.sink_documents)
			FROM response r JOIN example e USING (example_id) JOIN corpus k ON k.name = :corpus
			JOIN example_coverage f ON f.example_id = e.example_id AND f.algorithm = r.algorithm AND f.corpus_id = k.corpus_id AND f.scope = 'full'
			WHERE r.model = :model AND e.task = :task AND r.correct AND f.sink_documents > 0
			ORDER BY f.operations, r.response_id LIMIT 1`},
		// As in the view compositionality, nearly all steps before the last were
		// seen; and more than the last one had to be put together anew.
		{RightByComposition, true, `
			SELECT e.example_id, r.response_id, printf('right, although of its %d partial computations training has %d from the input on; of the single steps it has %d', f.operations, f.seen_nodes, s.seen_nodes)
			FROM response r JOIN example e USING (example_id) JOIN corpus k ON k.name = :corpus
			JOIN example_coverage f ON f.example_id = e.example_id AND f.algorithm = r.algorithm AND f.corpus_id = k.corpus_id AND f.scope = 'full'
			JOIN example_coverage s ON s.example_id = e.example_id AND s.algorithm = r.algorithm AND s.corpus_id = k.corpus_id AND s.scope = 'step'
			WHERE r.model = :model AND e.task = :task AND r.correct AND NOT f.seen AND f.operations - f.seen_nodes > 1
				AND f.sink_documents = 0 AND 10 * (s.seen_nodes - (s.sink_documents > 0)) >= 9 * (s.operations - 1)
			ORDER BY f.seen_nodes * 1.0 / f.operations, f.operations, r.response_id LIMIT 1`},
		// One miscalculation with consequences, and nothing else to look at.
		{WrongByPropagation, false, `
			SELECT e.example_id, r.response_id, printf('wrong since %s was miscalculated; right steps on the wrong values after it: %d', max(o.node) FILTER (WHERE o.outcome = 'local'), sum(o.outcome = 'propagation'))
			FROM response r JOIN example e USING (example_id) JOIN outcome o USING (response_id)
			WHERE r.model = :model AND e.task = :task AND NOT r.correct
			GROUP BY r.response_id
			HAVING sum(o.outcome = 'local') = 1 AND sum(o.outcome = 'propagation') > 0 AND sum(o.outcome NOT IN ('correct', 'local', 'propagation')) = 0
			ORDER BY e.operations, r.response_id LIMIT 1`},
		{RightFromNowhere, false, `
			SELECT e.example_id, r.response_id, printf('%s is %s, as it should be, which does not follow from the wrong values that the response had before it', o.node, o.value)
			FROM response r JOIN example e USING (example_id) JOIN outcome o USING (response_id)
			JOIN node n ON n.example_id = r.example_id AND n.algorithm = r.algorithm AND n.node = o.node
			WHERE r.model = :model AND e.task = :task AND o.outcome = 'restoration_unexplained' AND NOT o.inferred
			ORDER BY e.operations, (SELECT count(*) FROM outcome u WHERE u.response_id = r.response_id AND u.outcome IN ('missing', 'unaligned')), r.response_id, n.position LIMIT 1`},
	}
}
