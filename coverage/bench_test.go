package coverage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// drawProblems draws different instances of a size.
func drawProblems(b testing.TB, size string, count int, seed uint64) []task.Instance {
	var instances []task.Instance
	for instance, err := range task.Generate(b.Context(), multiplication.Task{}, task.Draw{Size: size, Count: count, Seed: seed}) {
		if err != nil {
			b.Fatal(err)
		}
		instances = append(instances, instance)
	}
	return instances
}

// BenchmarkOutcomes reads a scratchpad and judges its nodes.
func BenchmarkOutcomes(b *testing.B) {
	for _, size := range []string{"1x1", "3x3", "10x10", "20x20"} {
		b.Run(size, func(b *testing.B) {
			instance := drawProblems(b, size, 1, 1)[0]
			var g graph.Graph
			instance.Compile(&g)
			text := string(instance.AppendScratchpad(nil))
			b.ReportAllocs()
			for b.Loop() {
				trace := instance.Read(&g, text)
				if n := len(outcome.Of(instance, &g, &trace)); n == 0 {
					b.Fatal("no outcomes")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(g.Measure().Operations), "ns/node")
		})
	}
}

// benchmarkFile makes a corpus of 2,000 documents in a database, and a file of
// responses to 300 problems, each answered by three models, one time in three wrongly.
func benchmarkFile(b *testing.B) (db *database.DB, path string, responses int) {
	dir := b.TempDir()
	var documents, lines []any
	for _, instance := range drawProblems(b, "3x2", 2000, 1) {
		documents = append(documents, record{"question": instance.Question(), "scratchpad": string(instance.AppendScratchpad(nil))})
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for i, instance := range drawProblems(b, "3x2", 300, 2) {
		for model := range 3 {
			text := instance.AppendScratchpad(nil)
			if rng.IntN(3) == 0 {
				text[len(text)-2] = '0' + (text[len(text)-2]-'0'+1)%10 // the last digit of the answer
			}
			lines = append(lines, response(fmt.Sprint(i), instance.Question(), string(text)).with("model", fmt.Sprint(model)))
		}
	}
	db = create(b)
	index(b, db, "train", write(b, filepath.Join(dir, "train.jsonl"), documents...))
	return db, write(b, filepath.Join(dir, "t.jsonl"), lines...), len(lines)
}

// BenchmarkAnalyze analyzes a file of transcripts end to end, findings included.
func BenchmarkAnalyze(b *testing.B) {
	db, path, responses := benchmarkFile(b)
	for b.Loop() {
		if _, err := coverage.Analyze(context.Background(), db, options(path)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(responses), "µs/response")
}

// BenchmarkFindings estimates the findings anew.
func BenchmarkFindings(b *testing.B) {
	db, path, _ := benchmarkFile(b)
	analyze(b, db, options(path))
	for b.Loop() {
		analyze(b, db, options())
	}
}
