package examples

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/outcome"
)

// Choices is what a filter can choose from.
type Choices struct {
	Tasks, Sizes, Models []string
	Corpora              []Corpus
	Scopes               []string
}

// Corpus is one that problems were looked up in.
type Corpus struct {
	ID   int64
	Name string
}

// DefaultScope is the scope that is meant where none is named: full, if it was
// counted.
func (c *Choices) DefaultScope() string {
	for _, s := range c.Scopes {
		if s == "full" {
			return s
		}
	}
	if len(c.Scopes) > 0 {
		return c.Scopes[0]
	}
	return ""
}

// ReadChoices reads them from the findings, which are few, however many the
// examples are.
func ReadChoices(ctx context.Context, db *database.DB) (*Choices, error) {
	var c Choices
	for _, list := range []struct {
		into  *[]string
		query string
	}{
		{&c.Tasks, "SELECT task FROM finding GROUP BY task ORDER BY min(finding_id)"},
		{&c.Models, "SELECT model FROM finding GROUP BY model ORDER BY min(finding_id)"},
		{&c.Sizes, "SELECT stratum FROM finding WHERE measure = '" + finding.MeasureAccuracy + "' AND stratum <> '" + finding.StratumAll + "' GROUP BY stratum ORDER BY min(finding_id)"},
		{&c.Scopes, "SELECT scope FROM finding WHERE measure = '" + finding.MeasureStratifiedAUC + "' GROUP BY scope ORDER BY min(finding_id)"},
	} {
		err := database.EachRow(ctx, db, list.query, nil, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			*list.into = append(*list.into, name)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading what can be chosen: %w", db.Explain(err))
		}
	}
	err := database.EachRow(ctx, db, "SELECT corpus_id, name FROM corpus ORDER BY corpus_id", nil, func(rows *sql.Rows) error {
		var corpus Corpus
		err := rows.Scan(&corpus.ID, &corpus.Name)
		c.Corpora = append(c.Corpora, corpus)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the corpora: %w", db.Explain(err))
	}
	return &c, nil
}

// Outcomes are what a filter can ask for as an outcome: of whole responses, and
// of steps.
func Outcomes() []string {
	names := []string{Right, Wrong}
	for _, o := range outcome.Kinds() {
		if o != outcome.Correct {
			names = append(names, string(o))
		}
	}
	return names
}

// Orders are all orders.
func Orders() []Order { return []Order{ByID, ByFewestSeen, ByMostSeen, ByFewestSteps, ByMostSteps} }
