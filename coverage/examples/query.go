package examples

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
)

// chosenAlgorithm is the algorithm of an example whose coverage is shown: that of its
// first response.
const chosenAlgorithm = "c.algorithm = (SELECT algorithm FROM response WHERE response.example_id = e.example_id ORDER BY response_id LIMIT 1)"

// choice is the part of the query that chooses the examples of a page.
type choice struct {
	from, key, order string
	where            []string
	args             []any
}

func (c *choice) add(condition string, values ...any) {
	c.where = append(c.where, condition)
	c.args = append(c.args, values...)
}

func (c *choice) sql() string {
	text := "SELECT e.example_id, " + c.key + " AS key FROM " + c.from
	if len(c.where) > 0 {
		text += " WHERE " + strings.Join(c.where, " AND ")
	}
	return text + " ORDER BY " + c.order + " LIMIT ?"
}

// query chooses the examples first, one more than the page has, and then adds
// what is shown of those alone.
func (f Filter) query(rare bool) (string, []any, error) {
	chosen, err := f.choose(rare)
	if err != nil {
		return "", nil, err
	}
	ofModel, shown := "", []any{f.CorpusID, f.scope()}
	if f.Model != "" { // the counts of responses stand before the join in the text, so do their arguments
		ofModel, shown = " AND model = ?", append([]any{f.Model, f.Model}, shown...)
	}
	order := strings.NewReplacer("c.mean_log_documents", "key", "e.operations", "key").Replace(chosen.order)
	query := `WITH chosen AS MATERIALIZED (` + chosen.sql() + `)
		SELECT e.example_id, e.task, e.question, ifnull(e.size, ''), e.gold, e.operations,
			1.0 * c.seen_nodes / c.operations, c.mean_log_documents, ifnull(chosen.key, 0),
			(SELECT count(*) FROM response WHERE example_id = e.example_id` + ofModel + `),
			(SELECT ifnull(sum(correct), 0) FROM response WHERE example_id = e.example_id` + ofModel + `)
		FROM chosen JOIN example e USING (example_id)
		LEFT JOIN example_coverage c ON c.example_id = e.example_id AND c.corpus_id = ? AND c.scope = ? AND ` + chosenAlgorithm + `
		ORDER BY ` + order
	return query, append(append(chosen.args, f.Limit+1), shown...), nil
}

// choose says which examples are listed, in which order.
func (f Filter) choose(rare bool) (choice, error) {
	c := choice{from: "example e", key: "0"}
	falling := f.Sort == ByMostSeen || f.Sort == ByMostSteps
	switch f.Sort {
	case ByID:
	case ByFewestSeen, ByMostSeen:
		c.key = "c.mean_log_documents"
	case ByFewestSteps, ByMostSteps:
		c.key = "e.operations"
		c.add("e.operations IS NOT NULL")
	default:
		return c, fmt.Errorf("unknown order %q", f.Sort)
	}
	if err := f.byCoverage(&c); err != nil {
		return c, err
	}
	if f.Task != "" {
		c.add("e.task = ?", f.Task)
	}
	if f.Size != "" {
		c.add("e.size = ?", f.Size)
	}
	f.byResponses(&c, rare)
	f.after(&c, falling)
	return c, nil
}

// byCoverage joins the coverage of examples where they are chosen or sorted by it.
func (f Filter) byCoverage(c *choice) error {
	sorted := c.key == "c.mean_log_documents"
	switch {
	case !sorted && f.Least == nil && f.Most == nil:
		return nil
	case f.CorpusID == 0:
		return fmt.Errorf("coverage is asked for, but no corpus is named")
	case sorted:
		c.from = "example_coverage c CROSS JOIN example e USING (example_id)" // in the order of the index
	default:
		c.from = "example e CROSS JOIN example_coverage c USING (example_id)"
	}
	c.add("c.corpus_id = ? AND c.scope = ? AND "+chosenAlgorithm, f.CorpusID, f.scope())
	if f.Least != nil {
		c.add("c.seen_nodes >= ? * c.operations", *f.Least)
	}
	if f.Most != nil {
		c.add("c.seen_nodes <= ? * c.operations", *f.Most)
	}
	return nil
}

// after orders the examples and goes on where the page before ended.
func (f Filter) after(c *choice, falling bool) {
	above, direction := ">", ""
	if falling {
		above, direction = "<", " DESC"
	}
	c.order = "e.example_id" + direction
	if c.key != "0" {
		c.order = c.key + direction + ", " + c.order
	}
	switch {
	case f.After != nil && c.key == "0":
		c.add("e.example_id > ?", f.After.ID)
	case f.After != nil:
		c.add(fmt.Sprintf("(%[1]s %[2]s= ? AND (%[1]s, e.example_id) %[2]s (?, ?))", c.key, above), f.After.Key, f.After.Key, f.After.ID)
	}
}

func (f Filter) scope() string {
	if f.Scope == "" {
		return "full"
	}
	return f.Scope
}

// indexedOutcomes is the condition of the index outcome_by_kind.
const indexedOutcomes = "o.outcome <> 'correct'"

// outcomeIsRare reports whether the steps with that outcome are few enough to
// begin with them: else an example that has one is found before long.
func (f Filter) outcomeIsRare(ctx context.Context, db database.Querier) (bool, error) {
	const few = 20_000
	var rare bool
	err := database.EachRow(ctx, db, `SELECT ?1 <> 'correct' AND
		(SELECT count(*) FROM (SELECT 1 FROM outcome o WHERE o.outcome = ?1 AND `+indexedOutcomes+` LIMIT ?2)) < ?2`,
		[]any{f.Outcome, few}, func(rows *sql.Rows) error { return rows.Scan(&rare) })
	return rare, err
}

// byResponses wants a response of the model and the outcome.
func (f Filter) byResponses(c *choice, rare bool) {
	var conditions []string
	var args []any
	if f.Model != "" {
		conditions, args = append(conditions, "r.model = ?"), append(args, f.Model)
	}
	ofStep := false
	switch f.Outcome {
	case "":
	case Right:
		conditions = append(conditions, "r.correct")
	case Wrong:
		conditions = append(conditions, "NOT r.correct")
	default:
		ofStep = true
	}
	switch {
	case ofStep && rare:
		conditions, args = append(conditions, "o.outcome = ?", "NOT o.inferred", indexedOutcomes), append(args, f.Outcome)
		c.add("e.example_id IN (SELECT r.example_id FROM outcome o CROSS JOIN response r USING (response_id) WHERE "+strings.Join(conditions, " AND ")+")", args...)
	case ofStep:
		conditions, args = append(conditions, "EXISTS (SELECT 1 FROM outcome o WHERE o.response_id = r.response_id AND o.outcome = ? AND NOT o.inferred)"), append(args, f.Outcome)
		fallthrough
	case len(conditions) > 0:
		conditions = append([]string{"r.example_id = e.example_id"}, conditions...)
		c.add("EXISTS (SELECT 1 FROM response r WHERE "+strings.Join(conditions, " AND ")+")", args...)
	}
}
