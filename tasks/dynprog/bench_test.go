package dynprog

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// benchmarkPerNode runs f on an instance of that size and reports the time for
// each node of its graph, sources included.
func benchmarkPerNode(b *testing.B, f func(b *testing.B, instance task.Instance) (nodes int)) {
	for _, size := range []string{"3", "10", "40"} {
		b.Run(size, func(b *testing.B) {
			instance, err := Task{}.Generate(rand.New(rand.NewPCG(1, 1)), size)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			nodes := f(b, instance)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(nodes), "ns/node")
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	benchmarkPerNode(b, func(b *testing.B, instance task.Instance) int {
		var g graph.Graph
		for b.Loop() {
			g.Reset()
			instance.Compile(&g)
		}
		return g.Len()
	})
}

// BenchmarkCompileTrace reads a scratchpad into its graph.
func BenchmarkCompileTrace(b *testing.B) {
	benchmarkPerNode(b, func(b *testing.B, instance task.Instance) int {
		doc := task.Document{Question: instance.Question(), Text: string(instance.AppendScratchpad(nil))}
		var g graph.Graph
		b.SetBytes(int64(len(doc.Text)))
		for b.Loop() {
			g.Reset()
			if _, err := (Task{}).CompileTrace(&g, doc); err != nil {
				b.Fatal(err)
			}
		}
		return g.Len()
	})
}

// BenchmarkRead reads a scratchpad as a response.
func BenchmarkRead(b *testing.B) {
	benchmarkPerNode(b, func(b *testing.B, instance task.Instance) int {
		g, text := compiled(instance), string(instance.AppendScratchpad(nil))
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			instance.Read(g, text)
		}
		return g.Len()
	})
}
