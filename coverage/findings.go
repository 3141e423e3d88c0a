package coverage

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks"
)

// finders is the list of what is estimated for each model and task, in the
// order in which findings are stored. A new one is a file find_*.go and a line here.
func finders() []func(*sample) []Finding {
	return []func(*sample) []Finding{
		findAccuracy,
		findRightParts,
		findUnread,
		findSeen,
		findSizes,
		findCliff,
		findComposition,
		findOutcomes,
		findNodes,
		findPropagation,
		findSampling,
		findTrees,
		findShortcuts,
		findByDepth,
		findByGraph,
		findDescriptive,
		findAssociation,
		findReference,
		findOddsRatio,
		findRegression,
	}
}

// writeFindings estimates everything anew, for all that is in the database.
func writeFindings(ctx context.Context, tx *sql.Tx, known tasks.List, seed uint64) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM finding"); err != nil {
		return err
	}
	samples, err := loadSamples(ctx, tx, seed)
	if err != nil {
		return fmt.Errorf("reading what was measured: %w", err)
	}
	if err := loadResponses(ctx, tx, samples); err != nil {
		return fmt.Errorf("reading responses: %w", err)
	}
	if err := loadNodes(ctx, tx, samples); err != nil {
		return fmt.Errorf("reading nodes: %w", err)
	}
	for _, s := range samples {
		s.of, _ = known.Get(s.task) // a task that is not known any more has what the database has of it
	}
	in, err := database.NewInserter(ctx, tx, "finding", []string{"finding_id", "model", "task", "corpus_id", "scope", "measure", "stratum",
		"estimate", "low", "high", "p", "q", "n", "verdict", "note"}, "")
	if err != nil {
		return err
	}
	id := 0
	for _, s := range samples {
		for _, find := range finders() {
			if err := ctx.Err(); err != nil {
				return context.Cause(ctx)
			}
			for _, f := range find(s) {
				id++
				f.Model, f.Task = s.model, s.task
				if err := in.Add(ctx, f.row(id)...); err != nil {
					return err
				}
			}
		}
	}
	return in.Close(ctx)
}
