package tasktest

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// LongNumber has so many digits that anything that takes the square of their
// number in time would not come to an end.
func LongNumber() string { return strings.Repeat("7", 1_000_000) }

// conformLongNumbers: wherever a text or a question has a number, a very long
// one is read in time, whatever is made of it.
func conformLongNumbers(t *testing.T, tk task.Task) {
	for _, s := range draw(t, tk, tk.About().Examples[0]) {
		for _, text := range withLongNumbers(s.pad) {
			s.Read(s.gold, text)
			for _, question := range []string{s.Question(), ""} {
				var g graph.Graph
				if _, err := tk.CompileTrace(&g, task.Document{Question: question, Text: text}); err == nil {
					if fault := CheckGraph(&g); fault != "" {
						t.Errorf("%s: with a long number in the graph of a document %.200s", s.name, fault)
					}
				}
			}
		}
		for _, question := range withLongNumbers(s.Question()) {
			instance, err := tk.Parse(task.Problem{Question: question, Gold: s.pad, Named: true})
			if err == nil {
				instance.Compile(new(graph.Graph))
			}
			_, _ = tk.CompileTrace(new(graph.Graph), task.Document{Question: question, Text: s.pad})
		}
	}
}

// withLongNumbers are copies of a text with a long number in place of one of the
// first that it has.
func withLongNumbers(text string) (all []string) {
	const copies = 12
	for at := 0; at < len(text) && len(all) < copies; {
		digits := len(text[at:]) - len(strings.TrimLeft(text[at:], "0123456789"))
		if digits > 0 {
			all = append(all, text[:at]+LongNumber()+text[at+digits:])
		}
		at += digits + 1
	}
	return all
}
