//go:build unix

package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

const publishedFiles = "faith-and-fate/multiplication_*.json.gz"

// cpuTime is what the process has used of all processors so far. Documents per
// CPU second do not depend on what else the machine is doing.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// benchmarkRuns reports documents per second of CPU over all iterations.
func benchmarkRuns(b *testing.B, run func() (documents int64)) {
	b.Helper()
	documents, start := int64(0), cpuTime(b)
	for b.Loop() {
		documents += run()
	}
	b.ReportMetric(float64(documents)/(cpuTime(b)-start).Seconds(), "documents/cpu-s")
	b.ReportMetric(float64(documents)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkCounter counts graphs of published documents that are compiled
// beforehand: fingerprints, sizes and tables.
func BenchmarkCounter(b *testing.B) {
	var graphs []*graph.Graph
	var abouts []task.Instance
	nodes := int64(0)
	for _, size := range []string{"1x1", "3x2", "4x4"} {
		file := tasktest.Data(b, "faith-and-fate/multiplication_"+size+".json.gz")[0]
		for _, record := range tasktest.Records(b, file) {
			g := new(graph.Graph)
			about, err := multiplication.Task{}.CompileTrace(g, task.Document{
				Question: record["question"].(string), Text: record["prompt"].(string)})
			if err != nil {
				b.Fatal(err)
			}
			graphs, abouts = append(graphs, g), append(abouts, about)
		}
	}
	for b.Loop() {
		c := NewCounter(graph.DefaultScopes(), false)
		for i, g := range graphs {
			c.Add(g, abouts[i])
		}
		nodes += c.Nodes()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(nodes), "ns/node")
}

// benchmarkOptions are for GRAPHCOV_BENCH_CORPUS, a file of multiplications, or
// the published files.
func benchmarkOptions(b *testing.B, workers int) Options {
	paths := []string{os.Getenv("GRAPHCOV_BENCH_CORPUS")}
	if paths[0] == "" {
		paths = tasktest.Data(b, publishedFiles)
	}
	return Options{
		Corpus: "c", Task: multiplication.Task{}, Paths: paths,
		Scopes: graph.DefaultScopes(), Workers: workers, Now: time.Unix(0, 0), Memory: 8 << 30,
	}
}

// BenchmarkCount takes files from text to counts in memory, on one core and on all.
func BenchmarkCount(b *testing.B) {
	all := runtime.GOMAXPROCS(0)
	for workers := 1; ; workers = all {
		b.Run(fmt.Sprint("workers=", workers), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
			opt := benchmarkOptions(b, workers)
			benchmarkRuns(b, func() int64 {
				run := indexRun{opt: &opt, into: &corpusWriter{opt: &opt, known: make(map[string]string)}}
				p, err := run.count(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				defer p.close()
				return run.report.Total.Compiled
			})
		})
		if workers == all {
			return
		}
	}
}

// BenchmarkIndex takes the published files from text to a new database.
func BenchmarkIndex(b *testing.B) {
	opt := benchmarkOptions(b, 1)
	benchmarkRuns(b, func() int64 {
		ctx := context.Background()
		db, err := database.Create(ctx, filepath.Join(b.TempDir(), "b.db"))
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		report, err := Index(ctx, db, opt)
		if err != nil {
			b.Fatal(err)
		}
		return report.Total.Compiled
	})
}
