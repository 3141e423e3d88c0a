package puzzle

import (
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// TestHostile: no text of a megabyte takes longer than its length warrants.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads some 30 megabytes five times over")
	}
	all, g := compiled(t, workedQuestion)
	cell, cellGraph := compiled(t, workedPuzzle+askDrink2)
	for _, unit := range []string{"<", "<a ", "<a b>", "<Eric is the root beer lover.>", "The Name in house 1 is ", "The Name in house 1 is eric. ", "Step 1: ", `"solution": {`,
		`"solution"`, `"solution": {"House 1": {"Name": `, "House 2: ", "House 2: eric\n", "eric, ", "| House |", "|", "| House | Name |\n| 1 | eric |\n", "$ House: 1 | Name: eric |", "House:1|",
		"<answer>", "water ", "There are 3 houses", "There are ", " is ", "\n - a: b, c, d", "\n1. Eric is peter.", "1. is and ", "{", "\\\""} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		all.Read(g, text)
		cell.Read(cellGraph, text)
		_, _ = Task{}.Parse(task.Problem{Question: text})
		_, _ = Task{}.Parse(task.Problem{Question: workedPuzzle + text})
		_, _ = Task{}.CompileTrace(new(graph.Graph), task.Document{Question: workedQuestion, Text: text})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q a megabyte long takes %v", unit, took)
		}
	}
}
