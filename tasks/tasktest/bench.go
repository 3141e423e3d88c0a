package tasktest

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// BenchmarkPerNode runs f on an instance of each size and reports the time for
// each node of its graph, sources included.
func BenchmarkPerNode(b *testing.B, tk task.Task, sizes []string, f func(b *testing.B, instance task.Instance) (nodes int)) {
	for _, size := range sizes {
		b.Run(size, func(b *testing.B) {
			instance, err := tk.Generate(rand.New(rand.NewPCG(1, 1)), size)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			nodes := f(b, instance)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(nodes), "ns/node")
		})
	}
}

// BenchmarkCompileTrace reads scratchpads of those sizes into their graphs.
func BenchmarkCompileTrace(b *testing.B, tk task.Task, sizes []string) {
	BenchmarkPerNode(b, tk, sizes, func(b *testing.B, instance task.Instance) int {
		doc := task.Document{Question: instance.Question(), Text: string(instance.AppendScratchpad(nil))}
		var g graph.Graph
		b.SetBytes(int64(len(doc.Text)))
		for b.Loop() {
			g.Reset()
			if _, err := tk.CompileTrace(&g, doc); err != nil {
				b.Fatal(err)
			}
		}
		return g.Len()
	})
}
