package dynprog

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// of makes the instance of a list, "3, 2, -1".
func of(t testing.TB, list string) Instance {
	t.Helper()
	instance, err := Task{}.Parse(task.Problem{Input: `{"input":[` + list + `]}`})
	if err != nil {
		t.Fatal(err)
	}
	return instance.(Instance)
}

func compiled(instance task.Instance) *graph.Graph {
	g := new(graph.Graph)
	instance.Compile(g)
	return g
}

// effects says in what way the reading of a text differs from that of a
// perfect scratchpad, "" where it does not:
//
//	dp[1]=9         a node with a value that is not gold's
//	dp[1] lost      a node without a value
//	unaligned 3=16  the fourth step of the text is no node
//	2 input         two restatements of input values are miscopied
//	answer=[1]      the answer
//	rejected 1      a line was skipped
func effects(instance task.Instance, text string) string {
	g := compiled(instance)
	trace := instance.Read(g, text)
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	for v := range graph.Node(g.Len()) {
		switch r := trace.Readings[v]; {
		case g.IsSource(v):
		case r.State == task.Missing:
			add("%v lost", g.Label(v))
		case r.State == task.Stated && r.Value != g.Value(v):
			add("%v=%s", g.Label(v), r.Value)
		}
	}
	for _, u := range trace.Unaligned {
		add("unaligned %d=%s%s", u.Step, u.Value, [...]string{"", " sound", " unsound"}[u.Arithmetic])
	}
	for _, kind := range slices.Sorted(maps.Keys(trace.Miscopied)) {
		add("%d %s", trace.Miscopied[kind], kind)
	}
	if trace.Answer != instance.Answer() {
		add("answer=%s", trace.Answer)
	}
	if trace.LinesRejected > 0 {
		add("rejected %d", trace.LinesRejected)
	}
	return strings.Join(list, ", ")
}

// edited replaces one part of a text, which must occur, at its first place.
func edited(t testing.TB, text, part, by string) string {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Fatalf("the text has no %q", part)
	}
	return strings.Replace(text, part, by, 1)
}
