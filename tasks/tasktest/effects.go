package tasktest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Effects says in what way the reading of a text differs from that of a perfect
// scratchpad, "" where it does not:
//
//	prod[0,0]=9     a node with a value that is not gold's
//	prod[0,0] lost  a node without a value
//	unaligned 3=16  the fourth thing that the text computes is no node; "sound" or "unsound" where that can be told
//	partial[0]#1=9  the second argument in use is not the reading of its node
//	2 partial       two restatements of partial products are miscopied
//	answer=9        the answer
//	rejected 1      a line was skipped
func Effects(instance task.Instance, text string) string {
	g := Graph(instance)
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
	for _, o := range trace.Operands {
		add("%v#%d=%s", g.Label(o.Of), o.Arg, o.Value)
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
