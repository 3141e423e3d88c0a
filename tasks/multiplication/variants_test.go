package multiplication

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// operationsOf lists the operation nodes of a graph by value and arguments,
// whatever their labels.
func operationsOf(g *graph.Graph) []string {
	var list []string
	for v := range graph.Node(g.Len()) {
		if g.IsSource(v) {
			continue
		}
		line := string(g.Op(v)) + "[" + g.Value(v) + "]"
		for _, a := range g.Args(v) {
			line += " " + g.Value(a)
		}
		list = append(list, line)
	}
	return list
}

func TestVariants(t *testing.T) {
	instance, err := Task{}.Parse(task.Problem{Question: "What is 203 times 47?"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"equations":      {"multiply[9541] 203 47"},
		"distributive_y": {"multiply[8120] 203 40", "multiply[1421] 203 7", "add[9541] 8120 1421"},
		"distributive_x": {"multiply[9400] 47 200", "multiply[141] 47 3", "add[9541] 9400 141"}, // no tens
	}
	for _, v := range instance.(task.Variants).Variants() {
		var g graph.Graph
		sink := v.Compile(&g)
		if diff := cmp.Diff(want[v.Algorithm()], operationsOf(&g)); diff != "" || g.Value(sink) != "9541" {
			t.Errorf("%s: the answer is %s, %s", v.Algorithm(), g.Value(sink), diff)
		}
	}
}

// Nobody writes out thousands of places, and the equations would fill the memory.
func TestVariantsOfLongFactors(t *testing.T) {
	for n, want := range map[int]int{999: 3, 1000: 0, 60_000: 0} {
		if got := len(Instance{x: strings.Repeat("7", n), y: "3"}.Variants()); got != want {
			t.Errorf("%d digits by 1: %d variants, want %d", n, got, want)
		}
	}
}

// A response that splits a factor in other words is read against that graph.
func TestVariantRead(t *testing.T) {
	instance, err := Task{}.Parse(task.Problem{Question: "What is 23 times 47?"})
	if err != nil {
		t.Fatal(err)
	}
	const text = "To multiply 23 by 47, split 47 into 40 and 7.\n\n1. 23 × 40 = 920\n2. 23 × 7 = 151\n\nAdd them up: 920 + 151 = **1,071**"
	for _, v := range instance.(task.Variants).Variants() {
		var g graph.Graph
		v.Compile(&g)
		trace := v.Read(&g, text)
		if fault := tasktest.CheckTrace(&g, trace); fault != "" {
			t.Errorf("%s: %s", v.Algorithm(), fault)
		}
		if trace.Answer != "1071" {
			t.Errorf("%s: answer %q, want 1071", v.Algorithm(), trace.Answer)
		}
		want := map[string][2]int{"equations": {0, 3}, "distributive_y": {3, 0}, "distributive_x": {0, 3}}[v.Algorithm()]
		if got := [2]int{trace.Explained(), len(trace.Unaligned)}; got != want {
			t.Errorf("%s: explained and unaligned %v, want %v", v.Algorithm(), got, want)
		}
	}
}

// A document of equations is what it spells out; the problem itself as an
// equation is no step.
func TestCompileEquations(t *testing.T) {
	for text, want := range map[string][]string{
		"23 x 40 = 920. 23 x 7 = 151. 920 + 151 = 1071.": {"multiply[920] 23 40", "multiply[151] 23 7", "add[1071] 920 151"},
		"23 * 47 = 1081": nil,
		"47 * 23 = 1081": nil,
		"1081":           nil,
	} {
		var g graph.Graph
		about, err := Task{}.CompileTrace(&g, task.Document{Question: "What is 23 times 47?", Text: text})
		if (err == nil) != (want != nil) {
			t.Errorf("%q: error %v", text, err)
		}
		if err != nil {
			continue
		}
		if diff := cmp.Diff(want, operationsOf(&g)); diff != "" || about.Answer() != "1081" {
			t.Errorf("%q: about %s: %s", text, about.Input(), diff)
		}
	}
}
