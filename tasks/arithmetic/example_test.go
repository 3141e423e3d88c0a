package arithmetic

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// A worded problem, worked by hand.
var eggs = task.Problem{
	Question: "He has 3 crates and 4 bags, each with 2 boxes of 5 eggs, and sells 10 eggs.  How many are left?",
	Gold: "He has 3 + 4 = <<3+4=7>>7 of them.\nThey hold 7 * 2 * 5 = <<7*2*5=70>>70 eggs.\n" +
		"So 70 - 10 = <<70-10=60>>60 are left.\n#### 60",
}

func parse(t testing.TB, p task.Problem) (task.Instance, *graph.Graph, graph.Node) {
	t.Helper()
	instance, err := Task{}.Parse(p)
	if err != nil {
		t.Fatal(err)
	}
	g := new(graph.Graph)
	sink := instance.Compile(g)
	return instance, g, sink
}

func TestWordedProblem(t *testing.T) {
	instance, g, sink := parse(t, eggs)
	want := []string{
		"inner[1,0] = multiply[14](result[0], operand[1,1])",
		"operand[0,0] = 3", "operand[0,1] = 4", "operand[1,1] = 2", "operand[1,2] = 5", "operand[2,1] = 10",
		"result[0] = add[7](operand[0,0], operand[0,1])",
		"result[1] = multiply[70](inner[1,0], operand[1,2])",
		"result[2] = subtract[60](result[1], operand[2,1])",
	}
	if diff := cmp.Diff(want, tasktest.Nodes(g)); diff != "" {
		t.Error(diff)
	}
	if g.Label(sink).String() != "result[2]" || instance.Answer() != "60" || instance.Size() != "4" {
		t.Errorf("sink %v, answer %s, size %s", g.Label(sink), instance.Answer(), instance.Size())
	}
	if want := `{"question":"he has 3 crates and 4 bags, each with 2 boxes of 5 eggs, and sells 10 eggs. how many are left?"}`; instance.Input() != want {
		t.Errorf("input %s", instance.Input())
	}
	pad := string(instance.AppendScratchpad(nil))
	if want := "3 + 4 = 7\n7 * 2 * 5 = 70\n70 - 10 = 60\n#### 60"; pad != want {
		t.Errorf("scratchpad %q", pad)
	}
	var traced graph.Graph
	about, err := Task{}.CompileTrace(&traced, task.Document{Question: eggs.Question, Text: pad})
	if err != nil || about.Input() != instance.Input() || about.Answer() != "60" {
		t.Errorf("the scratchpad is of %v, %v", about, err)
	}
	if diff := tasktest.Diff(g, &traced); diff != "" {
		t.Errorf("the scratchpad spells out %s", diff)
	}
}

// reading is what a trace says of the nodes, by label.
func reading(g *graph.Graph, trace task.Trace) map[string]string {
	got := make(map[string]string)
	for v, r := range trace.Readings {
		switch {
		case g.IsSource(graph.Node(v)):
		case r.State == task.Stated:
			got[g.Label(graph.Node(v)).String()] = r.Value
		case r.State == task.Unstated:
			got[g.Label(graph.Node(v)).String()] = "inferred"
		}
	}
	for _, o := range trace.Operands {
		got[g.Label(o.Of).String()] += " of " + g.Label(g.Args(o.Of)[o.Arg]).String() + "=" + o.Value
	}
	for _, u := range trace.Unaligned {
		got[u.Label()] = u.Value + " " + []string{"not judged", "sound", "unsound"}[u.Arithmetic]
	}
	got["answer"] = trace.Answer
	return got
}

func TestRead(t *testing.T) {
	_, g, _ := parse(t, eggs)
	for name, c := range map[string]struct {
		text string
		want map[string]string
	}{
		"the same terms, in another order of arguments": {
			"4 + 3 = 7\n5 * (2 * 7) = 70\n70 - 10 = 60\nA: 60",
			map[string]string{"result[0]": "7", "inner[1,0]": "inferred", "result[1]": "70", "result[2]": "60", "answer": "60"},
		},
		"miscalculated, carried on, beside the point": {
			"3 + 4 = 8, 8 * 2 * 5 = 80\n80 / 2 = 40, 80 / 3 = 30, 80 / 0 = 1, 2^9999 = 7\n80 - 10 = 70\nThe answer is 70.",
			map[string]string{"result[0]": "8", "inner[1,0]": "inferred", "result[1]": "80", "result[2]": "70", "answer": "70",
				"step[2]": "40 sound", "step[3]": "30 unsound", "step[4]": "1 unsound", "step[5]": "7 not judged"},
		},
		"an inner operation spelled out": {
			"3 + 4 = 7. 7 * 2 = 14. 14 * 5 = 70. 70 - 10 = 60",
			map[string]string{"result[0]": "7", "inner[1,0]": "14", "result[1]": "70", "result[2]": "60", "answer": ""},
		},
		"an inner operation is left to the step that states it": {
			"3 + 4 = 7. 7 * 2 * 5 = 70. 7 * 2 = 14",
			map[string]string{"result[0]": "7", "inner[1,0]": "14", "result[1]": "70", "answer": ""},
		},
		"other operands than the ones stated before": {
			"3 + 4 = 8. 7 * 2 * 5 = 70. 75 - 10 = 65, 70 - 10 = 60",
			map[string]string{"result[0]": "8", "inner[1,0]": "inferred", "result[1]": "70 of inner[1,0]=14", "result[2]": "60", "step[2]": "65 sound", "answer": ""},
		},
		"an equal value, made in another way": {
			"14 * 5 = 70. 5 * 12 = 60",
			map[string]string{"result[1]": "70 of inner[1,0]=14", "result[2]": "60", "answer": ""},
		},
		"said twice": {
			"3 + 4 = 8. 3 + 4 = 8. 8 * 2 = 16",
			map[string]string{"result[0]": "8", "inner[1,0]": "16", "step[1]": "8 unsound", "answer": ""},
		},
		"rounded": {
			"10 / 3 = 3.33, 10 / 3 = 3.3 cm and 20 / 3 = 6.7",
			map[string]string{"step[0]": "3.33 sound", "step[1]": "3.3 sound", "step[2]": "6.7 sound", "answer": ""},
		},
	} {
		trace := Worded{}.Read(g, c.text)
		if diff := cmp.Diff(c.want, reading(g, trace)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if fault := tasktest.CheckTrace(g, trace); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// An expression with a sign before a bracket, worked by hand.
func TestExpression(t *testing.T) {
	instance, g, sink := parse(t, task.Problem{Question: "Calculate -( ( 4 + -9 * 8 ) + 9 )."})
	want := []string{
		"operand[0,0] = -9", "operand[0,1] = 8", "operand[1,0] = 4", "operand[2,1] = 9",
		"result[0] = multiply[-72](operand[0,0], operand[0,1])",
		"result[1] = add[-68](operand[1,0], result[0])",
		"result[2] = add[-59](result[1], operand[2,1])",
		"result[3] = negate[59](result[2])",
	}
	if diff := cmp.Diff(want, tasktest.Nodes(g)); diff != "" {
		t.Error(diff)
	}
	if instance.Input() != `{"expression":"-(4 + (-9) * 8 + 9)"}` || g.Value(sink) != "59" || instance.Size() != "4" {
		t.Errorf("%s, sink %s, size %s", instance.Input(), g.Value(sink), instance.Size())
	}
	if pad, want := string(instance.AppendScratchpad(nil)), "-9 * 8 = -72\n4 + (-72) = -68\n-68 + 9 = -59\n-(-59) = 59\n#### 59"; pad != want {
		t.Errorf("scratchpad %q", pad)
	}
}

// A training document with its mistakes: a result that is used otherwise than
// it was stated is a source of its own.
func TestCompileTrace(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"errors included": {"3 + 4 = 8. 7 * 2 = 14. 8 - 14 = 5", []string{
			"operand[0,0] = 3", "operand[0,1] = 4", "operand[1,0] = 7", "operand[1,1] = 2",
			"result[0] = add[8](operand[0,0], operand[0,1])", "result[1] = multiply[14](operand[1,0], operand[1,1])",
			"result[2] = subtract[5](result[0], result[1])"}},
		"the latest step, and not an inner operation": {"2 + 1 + 4 = 7. 8 - 1 = 7. 7 * 3 = 21", []string{
			"inner[0,0] = add[3](operand[0,0], operand[0,1])",
			"operand[0,0] = 2", "operand[0,1] = 1", "operand[0,2] = 4", "operand[1,0] = 8", "operand[1,1] = 1", "operand[2,1] = 3",
			"result[0] = add[7](inner[0,0], operand[0,2])", "result[1] = subtract[7](operand[1,0], operand[1,1])",
			"result[2] = multiply[21](result[1], operand[2,1])"}},
		"p% is an earlier result, or percent(p)": {"100% - 40% = 60%. 60% * 30% = 18%", []string{
			"inner[0,0] = percent[1](operand[0,0])", "inner[0,1] = percent[0.4](operand[0,1])", "inner[1,0] = percent[0.3](operand[1,1])",
			"operand[0,0] = 100", "operand[0,1] = 40", "operand[1,1] = 30",
			"result[0] = subtract[0.6](inner[0,0], inner[0,1])", "result[1] = multiply[0.18](result[0], inner[1,0])"}},
	} {
		var g graph.Graph
		if _, err := (Task{}).CompileTrace(&g, task.Document{Text: c.text}); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(c.want, tasktest.Nodes(&g)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
