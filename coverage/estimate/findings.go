package estimate

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/tasks"
)

// finders is the list of what is estimated for each model and task, in the
// order in which findings are stored. A new one is a file find_*.go and a line here.
func finders() []func(*sample) []finding.Finding {
	return []func(*sample) []finding.Finding{
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

// Findings estimates everything anew, for all that is in the database.
func Findings(ctx context.Context, tx *sql.Tx, known tasks.List, seed uint64) error {
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
	return finding.Write(ctx, tx, func(yield func(finding.Finding) bool) {
		for _, s := range samples {
			for _, find := range finders() {
				if ctx.Err() != nil {
					return
				}
				for _, f := range find(s) {
					f.Model, f.Task = s.model, s.task
					if !yield(f) {
						return
					}
				}
			}
		}
	})
}
