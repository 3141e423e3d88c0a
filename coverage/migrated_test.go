package coverage_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// Databases of earlier versions can be gone on with: the findings are made anew
// from what they have, and transcripts are looked up in their corpora.
func TestGoingOnWithEarlierDatabases(t *testing.T) {
	for _, name := range []string{"v1.db.gz", "v2.db.gz"} {
		packed, err := os.Open(filepath.Join("..", "corpus", "database", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		defer packed.Close()
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(unpacked)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "earlier.db")
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		db, err := database.Create(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		analyze(t, db, options())
		checkFindings(t, db)
		if f := find(t, db, finding.MeasureAccuracy, "", finding.StratumAll); f.Estimate.N != 3 {
			t.Errorf("%s: %+v, want that of 3 problems", name, f)
		}
		const question = "What is 12 times 8?" // not among them
		said := write(t, filepath.Join(t.TempDir(), "said.jsonl"), response("new", question, scratchpad(t, question)))
		if report := analyze(t, db, options(said)); len(report.Corpora) != 1 || report.Files[0].Right != 1 {
			t.Errorf("%s: %+v", name, report)
		}
		checkFindings(t, db)
		if f := find(t, db, finding.MeasureAccuracy, "", finding.StratumAll); f.Estimate.N != 4 {
			t.Errorf("%s: %+v, want that of 4 problems", name, f)
		}
	}
}
