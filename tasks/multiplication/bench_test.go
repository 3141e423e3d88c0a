package multiplication

import (
	"math/rand/v2"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// benchmarkPerNode runs f on an instance of that size and reports the time for
// each node of its graph, sources included.
func benchmarkPerNode(b *testing.B, f func(b *testing.B, instance task.Instance) (nodes int)) {
	for _, size := range []string{"2x2", "5x5", "10x10", "20x20"} {
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

// BenchmarkCompileAndFingerprint compiles an instance and fingerprints all
// nodes under the four default scopes.
func BenchmarkCompileAndFingerprint(b *testing.B) {
	benchmarkPerNode(b, func(b *testing.B, instance task.Instance) int {
		var g graph.Graph
		f := graph.NewFingerprinter(graph.DefaultScopes(), false)
		for b.Loop() {
			g.Reset()
			instance.Compile(&g)
			f.Compute(&g)
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

// BenchmarkSizes counts the nodes of all sub-graphs, as an indexer does.
func BenchmarkSizes(b *testing.B) {
	benchmarkPerNode(b, func(b *testing.B, instance task.Instance) int {
		var g graph.Graph
		instance.Compile(&g)
		s := graph.NewSizer(graph.DefaultScopes())
		for b.Loop() {
			s.Compute(&g)
		}
		return g.Len()
	})
}
