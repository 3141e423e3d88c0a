package examples

import (
	"context"
	"database/sql"
	"fmt"

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
	rare, err := f.outcomeIsRare(ctx, db)
	if err != nil {
		return nil, nil, fmt.Errorf("listing examples: %w", err)
	}
	query, args, err := f.query(rare)
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

// Outcomes of whole responses; those of steps are in package coverage.
const (
	Right = "right"
	Wrong = "wrong"
)
