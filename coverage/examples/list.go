package examples

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
)

// Filter says which examples are listed, and how. An empty field leaves the
// choice open.
type Filter struct {
	Task, Size string
	Model      string // with a response of that model
	Outcome    string // with a response that is right or wrong, or that has a step of this outcome; of Model, if that is set

	// Whose coverage is shown, filtered and sorted by; Scope empty: full.
	CorpusID int64 // 0: none
	Scope    string
	Least    *float64 // share of the partial computations that were seen, from 0 to 1
	Most     *float64

	Sort  Order
	After *Place // only what comes after it
	Limit int    // examples of a page; at least 1
}

// Order is what examples are sorted by.
type Order string

// The orders. Examples with the same come in the order of their ids.
const (
	ByID          Order = ""              // as they were read
	ByFewestSeen  Order = "least-covered" // exposure, rising
	ByMostSeen    Order = "most-covered"  // exposure, falling
	ByFewestSteps Order = "fewest-steps"  // operations, rising
	ByMostSteps   Order = "most-steps"    // operations, falling
)

// Place is where one page ends and the next begins: what the last example of it
// is sorted by (0 for ByID), and its id.
type Place struct {
	Key float64
	ID  int64
}

// Row is an example of the list.
type Row struct {
	ID                         int64
	Task, Question, Size, Gold string
	Operations                 *int64   // nil: its steps are not known
	Responses, Right           int      // of the model of the filter, if there is one
	Seen                       *float64 // share of its partial computations that the corpus has; nil: not looked up
	Exposure                   *float64 // mean ln(1 + documents)
	place                      Place
}

// List returns the examples of one page, and the place that the next page
// begins after, nil where there is none.
func List(ctx context.Context, db database.Querier, f Filter) (rows []Row, next *Place, err error) {
	query, args, err := f.query()
	if err != nil {
		return nil, nil, err
	}
	err = database.EachRow(ctx, db, query, args, func(r *sql.Rows) error {
		var row Row
		err := r.Scan(&row.ID, &row.Task, &row.Question, &row.Size, &row.Gold, &row.Operations, &row.Seen, &row.Exposure, &row.place.Key, &row.Responses, &row.Right)
		row.place.ID = row.ID
		rows = append(rows, row)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("listing examples: %w", err)
	}
	if len(rows) > f.Limit {
		rows = rows[:f.Limit]
		next = &rows[f.Limit-1].place
	}
	return rows, next, nil
}

// query chooses the examples first, one more than the page has, and then adds
// what is shown of those alone.
func (f Filter) query() (string, []any, error) {
	var where []string
	var args []any
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	from, key, falling := "example e", "0", false
	covered := f.CorpusID != 0
	bounded := f.Least != nil || f.Most != nil
	switch f.Sort {
	case ByID:
	case ByFewestSeen, ByMostSeen:
		key, falling = "c.mean_log_documents", f.Sort == ByMostSeen
		bounded = true
	case ByFewestSteps, ByMostSteps:
		key, falling = "e.operations", f.Sort == ByMostSteps
		add("e.operations IS NOT NULL")
	default:
		return "", nil, fmt.Errorf("unknown order %q", f.Sort)
	}
	if bounded && covered {
		from = "example_coverage c CROSS JOIN example e USING (example_id)" // in the order of the index
		if key == "0" || key == "e.operations" {
			from = "example e CROSS JOIN example_coverage c USING (example_id)"
		}
		add("c.corpus_id = ? AND c.scope = ? AND c.algorithm = (SELECT algorithm FROM response WHERE response.example_id = e.example_id ORDER BY response_id LIMIT 1)", f.CorpusID, f.scope())
		if f.Least != nil {
			add("c.seen_nodes >= ? * c.operations", *f.Least)
		}
		if f.Most != nil {
			add("c.seen_nodes <= ? * c.operations", *f.Most)
		}
	} else if bounded {
		return "", nil, fmt.Errorf("coverage is asked for, but no corpus is named")
	}
	if f.Task != "" {
		add("e.task = ?", f.Task)
	}
	if f.Size != "" {
		add("e.size = ?", f.Size)
	}
	if condition, values := f.responses(); condition != "" {
		add(condition, values...)
	}
	above, direction := ">", ""
	if falling {
		above, direction = "<", " DESC"
	}
	switch {
	case f.After != nil && key == "0":
		add("e.example_id > ?", f.After.ID)
	case f.After != nil:
		add(fmt.Sprintf("(%[1]s %[2]s= ? AND (%[1]s, e.example_id) %[2]s (?, ?))", key, above), f.After.Key, f.After.Key, f.After.ID)
	}
	order := "e.example_id" + direction
	if key != "0" {
		order = key + direction + ", e.example_id" + direction
	}
	chosen := "SELECT e.example_id, " + key + " AS key FROM " + from
	if len(where) > 0 {
		chosen += " WHERE " + strings.Join(where, " AND ")
	}
	chosen += " ORDER BY " + order + " LIMIT ?"
	args = append(args, f.Limit+1)

	ofModel := ""
	shown := []any{f.CorpusID, f.scope()}
	if f.Model != "" {
		ofModel = " AND model = ?"
		shown = append(shown, f.Model, f.Model)
	}
	query := `WITH chosen AS MATERIALIZED (` + chosen + `)
		SELECT e.example_id, e.task, e.question, ifnull(e.size, ''), e.gold, e.operations,
			1.0 * c.seen_nodes / c.operations, c.mean_log_documents, ifnull(chosen.key, 0),
			(SELECT count(*) FROM response WHERE example_id = e.example_id` + ofModel + `),
			(SELECT ifnull(sum(correct), 0) FROM response WHERE example_id = e.example_id` + ofModel + `)
		FROM chosen JOIN example e USING (example_id)
		LEFT JOIN example_coverage c ON c.example_id = e.example_id AND c.corpus_id = ? AND c.scope = ?
			AND c.algorithm = (SELECT algorithm FROM response WHERE response.example_id = e.example_id ORDER BY response_id LIMIT 1)
		ORDER BY ` + strings.ReplaceAll(strings.ReplaceAll(order, "c.mean_log_documents", "key"), "e.operations", "key")
	// The counts of responses stand before the join in the text, so do their arguments.
	if f.Model != "" {
		shown = []any{f.Model, f.Model, f.CorpusID, f.scope()}
	}
	return query, append(args, shown...), nil
}

func (f Filter) scope() string {
	if f.Scope == "" {
		return "full"
	}
	return f.Scope
}

// responses is the condition that an example has a response of the model and
// the outcome.
func (f Filter) responses() (string, []any) {
	if f.Model == "" && f.Outcome == "" {
		return "", nil
	}
	condition := "r.example_id = e.example_id"
	var args []any
	if f.Model != "" {
		condition += " AND r.model = ?"
		args = append(args, f.Model)
	}
	switch f.Outcome {
	case "":
	case Right:
		condition += " AND r.correct"
	case Wrong:
		condition += " AND NOT r.correct"
	default:
		condition += " AND EXISTS (SELECT 1 FROM outcome o WHERE o.response_id = r.response_id AND o.outcome = ? AND NOT o.inferred)"
		args = append(args, f.Outcome)
	}
	return "EXISTS (SELECT 1 FROM response r WHERE " + condition + ")", args
}

// Outcomes of whole responses; those of steps are in package coverage.
const (
	Right = "right"
	Wrong = "wrong"
)
