package coverage

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// BenchmarkReference looks up the renamed graphs of ten problems in an index of
// 1,000 scratchpads of their size.
func BenchmarkReference(b *testing.B) {
	dir := b.TempDir()
	var documents bytes.Buffer
	to := json.NewEncoder(&documents)
	for instance, err := range task.Generate(b.Context(), multiplication.Task{}, task.Draw{Size: "6x6", Count: 1000, Seed: 1}) {
		if err == nil {
			err = to.Encode(map[string]string{"question": instance.Question(), "scratchpad": string(instance.AppendScratchpad(nil))})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	train := filepath.Join(dir, "train.jsonl")
	if err := os.WriteFile(train, documents.Bytes(), 0o666); err != nil {
		b.Fatal(err)
	}
	db, err := database.Create(b.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := corpus.Index(b.Context(), db, corpus.Options{Task: multiplication.Task{}, Corpus: "train", Paths: []string{train}}); err != nil {
		b.Fatal(err)
	}
	works := drawWorks(b, "multiplication", "6x6")
	nodes := 0
	for _, w := range works {
		nodes += w.operations * stats.ReferenceDraws
	}
	for b.Loop() {
		err := db.Write(b.Context(), func(tx *sql.Tx) error {
			l, err := openLookups(b.Context(), tx, nil)
			if err != nil {
				return err
			}
			return newRenaming(l, l.corpora[0], 1).each(b.Context(), works, func(*work, [][]float32) error { return nil })
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(nodes), "ns/node")
}
