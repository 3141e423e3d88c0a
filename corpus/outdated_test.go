package corpus

import (
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
)

// What was measured against a corpus goes when the corpus grows; what was
// measured against another, and what is of no corpus, stays.
func TestGrowingCorpusDropsWhatIsOutdated(t *testing.T) {
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, corpusFile(t, 1, 3, "1x1"))
	mustIndex(t, path, func(opt *Options) { opt.Corpus = "other" }, corpusFile(t, 2, 3, "1x1"))
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(`
			INSERT INTO source VALUES ('s', 'x', 'native', 2, 2, 0, 'now');
			INSERT INTO example VALUES (1, 'm', 's', '1', 'q', 'i', '1x1', 'g', 1, 3, 2, 1, 2, 3.0), (2, 'm', 's', '2', 'q', 'i', '1x1', 'g', 1, 3, 2, 1, 2, 3.0);
			INSERT INTO coverage SELECT example_id, 'long', 'p', corpus_id, 'full', 1, 1 FROM example, corpus;
			INSERT INTO example_coverage SELECT example_id, 'long', corpus_id, scope, 1, 1, 0.5, 1, 1, 1, 1 FROM example, corpus, (SELECT 'full' AS scope UNION SELECT 'step');
			INSERT INTO reference_coverage SELECT example_id, 'long', corpus_id, 'full', '[0.5]' FROM example, corpus;
			INSERT INTO finding SELECT NULL, 'm', 'm', corpus_id, 'full', 'auc', 'all', 0.5, 0.4, 0.6, 0.1, 0.1, 9, 'weak', '' FROM corpus;
			INSERT INTO finding VALUES (NULL, 'm', 'm', NULL, NULL, 'accuracy', 'all', 0.5, 0.4, 0.6, NULL, NULL, 9, NULL, '');`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	const rows = `SELECT 'coverage', corpus_id, count(*) FROM coverage GROUP BY 2
		UNION ALL SELECT 'example_coverage', corpus_id, count(*) FROM example_coverage GROUP BY 2
		UNION ALL SELECT 'reference_coverage', corpus_id, count(*) FROM reference_coverage GROUP BY 2
		UNION ALL SELECT 'finding', ifnull(corpus_id, 0), count(*) FROM finding GROUP BY 2
		UNION ALL SELECT 'example', 0, count(*) FROM example ORDER BY 1, 2`
	report := mustIndex(t, path, func(opt *Options) { opt.Corpus = "third" }, corpusFile(t, 3, 3, "1x1"))
	if report.Outdated != 0 {
		t.Errorf("a new corpus makes %d examples outdated", report.Outdated)
	}
	want := []string{"coverage 1 2", "coverage 2 2", "example 0 2", "example_coverage 1 4", "example_coverage 2 4", "finding 0 1", "finding 1 1", "finding 2 1", "reference_coverage 1 2", "reference_coverage 2 2"}
	if diff := cmp.Diff(want, query(t, path, rows)); diff != "" {
		t.Error(diff)
	}
	report = mustIndex(t, path, nil, corpusFile(t, 4, 3, "1x1"))
	if report.Outdated != 2 {
		t.Errorf("%d examples outdated, want 2", report.Outdated)
	}
	want = []string{"coverage 2 2", "example 0 2", "example_coverage 2 4", "finding 0 1", "finding 2 1", "reference_coverage 2 2"}
	if diff := cmp.Diff(want, query(t, path, rows)); diff != "" {
		t.Error(diff)
	}
}
