package corpus

import "context"

// dropOutdated removes what was measured against the corpus before it grew:
// such figures would stand for a corpus that is no more. It returns how many
// examples have to be analyzed again; their answers and outcomes stay.
func (w *corpusWriter) dropOutdated(ctx context.Context) (examples int64, err error) {
	if !w.exists {
		return 0, nil
	}
	err = w.tx.QueryRowContext(ctx, "SELECT count(DISTINCT example_id) FROM example_coverage WHERE corpus_id = ?", w.id).Scan(&examples)
	if err != nil || examples == 0 {
		return 0, err
	}
	for _, table := range []string{"coverage", "example_coverage", "reference_coverage", "finding"} {
		if _, err := w.tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE corpus_id = ?", w.id); err != nil {
			return 0, err
		}
	}
	return examples, nil
}
