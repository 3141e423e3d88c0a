package tasktest

import (
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Graph is what an instance compiles into.
func Graph(instance task.Instance) *graph.Graph {
	g := new(graph.Graph)
	instance.Compile(g)
	return g
}

// Compile is the instance of a question and its graph.
func Compile(t testing.TB, tk task.Task, question string) (task.Instance, *graph.Graph) {
	t.Helper()
	instance, err := tk.Parse(task.Problem{Question: question})
	if err != nil {
		t.Fatal(err)
	}
	return instance, Graph(instance)
}

// Edit replaces the first of every pair, which must stand in the text, at its
// first place by the second.
func Edit(t testing.TB, text string, oldNew ...string) string {
	t.Helper()
	for pair := range slices.Chunk(oldNew, 2) {
		if !strings.Contains(text, pair[0]) {
			t.Fatalf("%q does not stand in the text:\n%s", pair[0], text)
		}
		text = strings.Replace(text, pair[0], pair[1], 1)
	}
	return text
}
