package arithmetic

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// Texts that would take for ever if any part of the reading were quadratic.
func TestNoHang(t *testing.T) {
	_, g, _ := parse(t, eggs)
	for _, piece := range []string{"(", "5*(", "5(", "<<1=", "<<", "<<1+1=2>>", `\frac{`, `\frac{1}{`, "=\n", "\n=", "**", "5*", "5 a ", "-", "5--", `\`, "1 000 ", "1{,}000{,}", "9", "1/", "$",
		"5*$$$", "A:\n", "A:", "5 x ", "1 + ", "1+1=", "1=1", "≈", "1%", "(a", "1^", "2^9^", "9*", "1 1/2", "1+1=2\n", "9^999+1+1=2,", `\n`, "#### 5\n", "\n", "*5", "½", "²"} {
		for _, text := range []string{strings.Repeat(piece, 1<<16/len(piece)) + "=7", "5 + " + strings.Repeat(piece, 1<<16/len(piece)) + "= 5"} {
			start := time.Now()
			var made graph.Graph
			_, _ = Task{}.CompileTrace(&made, task.Document{Question: text, Text: text})
			_, _ = Task{}.Parse(task.Problem{Question: text, Gold: text})
			Worded{}.Read(g, text)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%q over and over takes %v", piece, took)
			}
		}
	}
}

// The size of a long document is counted in one pass over its steps.
func TestSizeOfLongText(t *testing.T) {
	const n = 60_000
	w := Worded{solution: scan(strings.Repeat("1%*2=3\n", n))}
	start := time.Now()
	if got, want := w.Size(), strconv.Itoa(2*n); got != want {
		t.Errorf("%s operations, want %s", got, want)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("counting them takes %v", took)
	}
}
