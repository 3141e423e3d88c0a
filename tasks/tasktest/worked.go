package tasktest

import (
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Compile is the instance of a question and its graph.
func Compile(t testing.TB, tk task.Task, question string) (task.Instance, *graph.Graph) {
	t.Helper()
	instance, err := tk.Parse(task.Problem{Question: question})
	if err != nil {
		t.Fatal(err)
	}
	g := new(graph.Graph)
	instance.Compile(g)
	return instance, g
}

// Edit replaces every first of a pair, which must stand in the text once, by
// the second.
func Edit(t testing.TB, text string, oldNew ...string) string {
	t.Helper()
	for pair := range slices.Chunk(oldNew, 2) {
		if n := strings.Count(text, pair[0]); n != 1 {
			t.Fatalf("%q stands in the text %d times:\n%s", pair[0], n, text)
		}
		text = strings.Replace(text, pair[0], pair[1], 1)
	}
	return text
}
