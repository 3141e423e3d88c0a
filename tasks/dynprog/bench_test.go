package dynprog

import (
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

func BenchmarkCompile(b *testing.B) {
	tasktest.BenchmarkPerNode(b, Task{}, benchmarkSizes(), func(b *testing.B, instance task.Instance) int {
		var g graph.Graph
		for b.Loop() {
			g.Reset()
			instance.Compile(&g)
		}
		return g.Len()
	})
}

// BenchmarkRead reads a scratchpad as a response.
func BenchmarkRead(b *testing.B) {
	tasktest.BenchmarkPerNode(b, Task{}, benchmarkSizes(), func(b *testing.B, instance task.Instance) int {
		g, text := tasktest.Graph(instance), string(instance.AppendScratchpad(nil))
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			instance.Read(g, text)
		}
		return g.Len()
	})
}

// BenchmarkCompileTrace reads a scratchpad into its graph.
func BenchmarkCompileTrace(b *testing.B) { tasktest.BenchmarkCompileTrace(b, Task{}, benchmarkSizes()) }

func benchmarkSizes() []string { return []string{"3", "10", "40"} }
