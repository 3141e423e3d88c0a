package multiplication

import (
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// BenchmarkCompileAndFingerprint compiles an instance and fingerprints all
// nodes under the four default scopes.
func BenchmarkCompileAndFingerprint(b *testing.B) {
	tasktest.BenchmarkPerNode(b, Task{}, benchmarkSizes(), func(b *testing.B, instance task.Instance) int {
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

// BenchmarkSizes counts the nodes of all sub-graphs, as an indexer does.
func BenchmarkSizes(b *testing.B) {
	tasktest.BenchmarkPerNode(b, Task{}, benchmarkSizes(), func(b *testing.B, instance task.Instance) int {
		var g graph.Graph
		instance.Compile(&g)
		s := graph.NewSizer(graph.DefaultScopes())
		for b.Loop() {
			s.Compute(&g)
		}
		return g.Len()
	})
}

// BenchmarkCompileTrace reads a scratchpad into its graph.
func BenchmarkCompileTrace(b *testing.B) { tasktest.BenchmarkCompileTrace(b, Task{}, benchmarkSizes()) }

// BenchmarkRecognize recognizes one and compiles its instance instead.
func BenchmarkRecognize(b *testing.B) {
	tasktest.BenchmarkPerNode(b, Task{}, benchmarkSizes(), func(b *testing.B, instance task.Instance) int {
		var g graph.Graph
		question, text := task.Written{Text: []byte(instance.Question())}, task.Written{Text: instance.AppendScratchpad(nil)}
		b.SetBytes(int64(len(text.Text)))
		for b.Loop() {
			g.Reset()
			about, ok := Task{}.Recognize(question, text)
			if !ok {
				b.Fatal("it is not recognized")
			}
			about.Compile(&g)
		}
		return g.Len()
	})
}

func benchmarkSizes() []string { return []string{"2x2", "5x5", "10x10", "20x20"} }
