package arithmetic

import (
	"strconv"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

var seeds = []string{
	eggs.Gold, "3 + 4 = 7\n= 14 / 2 = 7", `\(\frac{1}{2} \times 3 = 1.5\) \text{eggs}`, "20% of $1,000 = 200, 2**3 = 8, **A:** 5",
	"-(3 + -4) = 1 ≈ 1.0", "1 1/2 x 2 = 3 (so 3 // 2 = 1)\n#### 1", `{"reasoning": "5 * 2 = 10\n", "answer": "10"}`, "1½² ÷ 0 = 5!",
}

// FuzzScan: no text fails, and the steps of a text are well-formed.
func FuzzScan(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := scan(text)
		end := int32(0)
		for _, s := range w.steps {
			if s.root >= int32(len(w.nodes)) || s.first >= s.root || w.nodes[s.root].isLiteral() || s.first < end {
				t.Fatalf("%q: step %+v of %d nodes", text, s, len(w.nodes))
			}
			if graph.Canonical(s.stated) != s.stated || s.stated == "" {
				t.Fatalf("%q states %q", text, s.stated)
			}
			end = s.root + 1
		}
	})
}

// FuzzParse: what a question is read as is written so that it reads the same.
func FuzzParse(f *testing.F) {
	for _, s := range append(seeds, "Calculate 3 + 4 * -(2 - 5%) / 2^3^2.", "What is 7 times 6?") {
		f.Add(s, "#### 5")
	}
	f.Fuzz(func(t *testing.T, question, gold string) {
		instance, err := Task{}.Parse(task.Problem{Question: question, Gold: gold})
		if err != nil {
			return
		}
		var g graph.Graph
		instance.Compile(&g)
		if fault := tasktest.CheckGraph(&g); fault != "" {
			t.Fatalf("%q: %s", question, fault)
		}
		back, err := Task{}.Parse(task.Problem{Input: instance.Input(), Gold: gold})
		if err != nil || back.Input() != instance.Input() || back.Answer() != instance.Answer() {
			t.Fatalf("%q is %s, which comes back as %v, %v", question, instance.Input(), back, err)
		}
	})
}

// FuzzRead: no response fails, and its trace is well-formed.
func FuzzRead(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, gold, response string) {
		instance := Solution("", "", gold, "5", task.NoContainer)
		var g graph.Graph
		instance.Compile(&g)
		trace := instance.Read(&g, response)
		if fault := tasktest.CheckTrace(&g, trace); fault != "" {
			t.Fatalf("%q: %s", response, fault)
		}
		for v := range graph.Node(g.Len()) {
			if args := g.Args(v); len(args) > 0 {
				if value, ok := instance.Apply(&g, v, []string{"7", response}[:len(args)]); ok && graph.Canonical(value) != value {
					t.Fatalf("%s(7, %q) = %q", g.Op(v), response, value)
				}
			}
		}
	})
}

// FuzzCompileTrace: no document fails, its graph is well-formed, and the
// instance compiles to the same graph.
func FuzzCompileTrace(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, question, text string) {
		var g, gold graph.Graph
		instance, err := Task{}.CompileTrace(&g, task.Document{Question: question, Text: text})
		if err != nil {
			return
		}
		if fault := tasktest.CheckGraph(&g); fault != "" {
			t.Fatalf("%q: %s", text, fault)
		}
		if _, ok := instance.(Worded); ok {
			instance.Compile(&gold)
			if want := strconv.Itoa(gold.Measure().Operations); instance.Size() != want {
				t.Fatalf("%q: size %s, want %s", text, instance.Size(), want)
			}
			if diff := tasktest.Diff(&g, &gold); diff != "" {
				t.Fatalf("%q: %s", text, diff)
			}
		}
	})
}
