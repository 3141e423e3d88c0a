package coverage

import (
	"context"
	"database/sql"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
)

// nodeCounts is what the responses to an example made of one operation node of
// its graph. Values that the text never states are left out.
type nodeCounts struct {
	position int    // in the graph
	kind     string // its label without indices
	op       string
	layer    int

	correct, local      int // with right arguments
	wrongArguments      int // stated, from some wrong argument
	masked, unexplained int // of them right all the same
	missing             int
}

// workedCounts are the responses to an example that were read against its graph:
// the others took other ways.
type workedCounts struct {
	n, right            int
	flawed, flawedRight int // with a step gone wrong; of these with a right answer
}

// loadNodes reads the outcomes of nodes, by example, and their coverage. A
// database without node rows has none.
func loadNodes(ctx context.Context, db database.Querier, samples []*sample) error {
	type graphOf struct {
		model string
		input string
		task  string
	}
	at := make(map[graphOf]*observed)
	for _, s := range samples {
		for i := range s.examples {
			at[graphOf{s.model, s.examples[i].input, s.task}] = &s.examples[i]
		}
	}
	err := database.EachRow(ctx, db, `SELECT r.model, e.task, e.input, r.algorithm, n.position, n.node, n.op, n.layer,
		sum(o.outcome = 'correct'), sum(o.outcome = 'local' AND o.arguments_right),
		sum(NOT o.arguments_right AND o.outcome <> 'missing'), sum(o.outcome = 'restoration_masked'), sum(o.outcome = 'restoration_unexplained'),
		sum(o.outcome = 'missing')
		FROM outcome o JOIN response r USING (response_id) JOIN example e USING (example_id)
		JOIN node n ON n.example_id = r.example_id AND n.algorithm = r.algorithm AND n.node = o.node
		WHERE NOT o.inferred
		GROUP BY r.model, e.task, e.input, r.algorithm, n.position`, nil, func(rows *sql.Rows) error {
		var of graphOf
		var algorithm, label string
		var n nodeCounts
		if err := rows.Scan(&of.model, &of.task, &of.input, &algorithm, &n.position, &label, &n.op, &n.layer,
			&n.correct, &n.local, &n.wrongArguments, &n.masked, &n.unexplained, &n.missing); err != nil {
			return err
		}
		n.kind, _, _ = strings.Cut(label, "[")
		if o := at[of]; o != nil && o.graph.algorithm == algorithm {
			o.nodes = append(o.nodes, n)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = database.EachRow(ctx, db, `SELECT model, task, input, algorithm, count(*), sum(correct), sum(flawed), sum(flawed AND correct) FROM (
			SELECT r.model, e.task, e.input, r.algorithm, r.correct,
				EXISTS (SELECT 1 FROM outcome o WHERE o.response_id = r.response_id AND o.outcome = 'local') AS flawed
			FROM response r JOIN example e USING (example_id)
		) GROUP BY model, task, input, algorithm`, nil, func(rows *sql.Rows) error {
		var of graphOf
		var algorithm string
		var w workedCounts
		if err := rows.Scan(&of.model, &of.task, &of.input, &algorithm, &w.n, &w.right, &w.flawed, &w.flawedRight); err != nil {
			return err
		}
		if o := at[of]; o != nil && o.graph.algorithm == algorithm {
			o.worked = w
		}
		return nil
	})
	if err != nil {
		return err
	}
	loaded := make(map[*corpusSample]bool)
	for _, s := range samples {
		for _, c := range s.corpora {
			if loaded[c] {
				continue
			}
			loaded[c] = true
			if err := c.loadNodes(ctx, db); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *corpusSample) loadNodes(ctx context.Context, db database.Querier) error {
	c.nodes = make(map[string]map[graphKey]map[int]int64)
	return database.EachRow(ctx, db, `SELECT c.scope, c.example_id, c.algorithm, n.position, c.documents
		FROM coverage c JOIN node n USING (example_id, algorithm, node) WHERE c.corpus_id = ?`, []any{c.id}, func(rows *sql.Rows) error {
		var scope string
		var of graphKey
		var position int
		var documents int64
		if err := rows.Scan(&scope, &of.example, &of.algorithm, &position, &documents); err != nil {
			return err
		}
		if c.nodes[scope] == nil {
			c.nodes[scope] = make(map[graphKey]map[int]int64)
		}
		if c.nodes[scope][of] == nil {
			c.nodes[scope][of] = make(map[int]int64)
		}
		c.nodes[scope][of][position] = documents
		return nil
	})
}
