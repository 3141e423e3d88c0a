package dynprog

import (
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// TestHostile: no text of a megabyte takes longer than its length warrants.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads some 20 megabytes three times over")
	}
	p := of(t, example)
	g := tasktest.Graph(p)
	for _, unit := range []string{"[", "[1,", "[1,\n", "dp[1]=x ", "dp[1] = ", "dp[1]=1=1=", "dp[1] = max(", "dp[0] = max(1,", "dp[0] == 1 (", "dp[0] = 1 + 1 = ",
		"output=[", "output = [1,", "input = [1,", "Input: [1]", "can_use_next_item = ", "<answer>[", `"answer": `, "#### [1,", `\boxed{[`, "d ", "1 + "} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		p.Read(g, text)
		_, _ = Task{}.Parse(task.Problem{Question: text, Named: true})
		_, _ = Task{}.CompileTrace(new(graph.Graph), task.Document{Text: "Let's solve input = [4, 4, -2, 1]." + padExample + text})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q a megabyte long takes %v", unit, took)
		}
	}
}
