package arithmetic

import (
	"errors"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

func TestParseExpression(t *testing.T) {
	for question, want := range map[string]string{ // the answer, empty where it is no expression
		"Calculate -65 - -9292 + 5869 + -6236.": "8860",
		"What is 3 + 4 * 2?":                    "11",
		"State the final answer to the following arithmetic problem: 12 - 5 =":                      "7",
		"Solve the following multiplication: 8 * 4 * 5. Give only the result as your final answer.": "160",
		"((-9 * 7 * 7 * -9) + (4 * -9 - 8 - -4)) =":                                                 "3929",
		"What is 20% of 50?":                                    "10",
		"What is 7 times 6, please?":                            "42",
		"How much is 12 divided by 4 plus 2":                    "5",
		"Compute **2 ** 3** and put it into <answer></answer>.": "8",
		`Evaluate \(\frac{1}{2} \times 3\).`:                    "1.5",
		"What is $1,000 / 8 * 2?":                               "250",
		"Calculate 1/3 + 1/3.":                                  "2/3",
		"Calculate 1 / 0.":                                      "",
		"Calculate 5.":                                          "",
		"Calculate 2^1000000.":                                  "",
		"Calculate 3 + x.":                                      "",
		"Calculate 3 + 4 and 5.":                                "",
		"John has 3 + 4 apples. How many?":                      "",
		"What is 3 + 4? Use 5 words.":                           "",
		"What is the sum of 3 and 4?":                           "",
		"What is the capital of France - Paris?":                "",
	} {
		instance, err := Task{}.Parse(task.Problem{Question: question})
		got := ""
		if err == nil {
			got = instance.Answer()
		}
		if got != want {
			t.Errorf("%q: %q (%v), want %q", question, got, err, want)
		}
	}
}

func TestParseWorded(t *testing.T) {
	other := "not a problem of this task"
	for _, c := range []struct {
		gold, want string // the answer and size, or a part of the error
		named      bool
	}{
		{"He has <<3+4=7>>7.\n#### 7", "7 1", false},
		{"3 + 4 = 7\nA: 7", "7 1", false},
		{"So 3 + 4 = 7 and 7 * 2 * 2 = 28 are left.", "28 3", false},
		{"#### 1,000", "1000 ", false},
		{"# 18", "18 ", false},
		{"18", other, false},
		{"18", "18 ", true},
		{"$18 a day", "18 ", true},
		{"Alice", other, false},
		{"Alice", "is no number", true},
		{"", other, false},
		{" ", "no reference answer", true},
		{"#### 7\n#### 8", "8 ", false},
		{"# Solution\n#### 8", "8 ", false},
	} {
		instance, err := Task{}.Parse(task.Problem{Question: "How many are left?", Gold: c.gold, Named: c.named})
		switch {
		case err != nil && !strings.Contains(err.Error(), c.want):
			t.Errorf("%q: error %v, want %q", c.gold, err, c.want)
		case err != nil && errors.Is(err, task.ErrOtherTask) != (c.want == other):
			t.Errorf("%q: error %v is of another kind", c.gold, err)
		case err == nil && instance.Answer()+" "+instance.Size() != c.want:
			t.Errorf("%q: answer %s, size %s, want %s", c.gold, instance.Answer(), instance.Size(), c.want)
		}
	}
}

// The sink is the last step that gives the answer, or else the last step.
func TestSink(t *testing.T) {
	for gold, want := range map[string]string{
		"<<1+1=2>> <<2+2=4>> <<5-1=4>> <<4*2=8>>\n#### 4": "result[2]",
		"<<1+1=2>> <<2+2=4>>\n#### 5":                     "result[1]",
		"#### 5":                                          "none",
	} {
		_, g, sink := parse(t, task.Problem{Question: "How many?", Gold: gold})
		got := "none"
		if sink != graph.None {
			got = g.Label(sink).String()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", gold, got, want)
		}
	}
}

// Copies of a problem are the same, other problems and documents are not.
func TestInput(t *testing.T) {
	of := func(question, text string) string {
		var g graph.Graph
		instance, err := Task{}.CompileTrace(&g, task.Document{Question: question, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return instance.Input()
	}
	if a, b := of("How  many?\n", "1+1=2"), of("how many?", "1+2=3"); a != b {
		t.Errorf("%s is not %s", a, b)
	}
	if a, b := of("", "1 + 1 = 2"), of("", "1 + 2 = 3"); a == b {
		t.Errorf("two documents are both %s", a)
	}
	if a, b := of("Calculate 3+4.", "3+4=7"), `{"expression":"3 + 4"}`; a != b {
		t.Errorf("%s is not %s", a, b)
	}
}

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		container task.Container
		text      string
		want      string
	}{
		{"", "3 + 4 = 7\nA: 7", "7"},
		{"", "A: 7 eggs\nor rather\n**A:** 8", "8"},
		{"", "#### 6\nA: 7", "7"},
		{"", "A: 7\n#### 6", "6"},
		{"", "A: 7\nThe answer is 5.", "5"},
		{"", "A: 7\nThe answer is 5 or 6.", ""},
		{"", "A: 3 + 4 = 7", ""},
		{"", "A: -1.8 billion", ""},
		{"", "The answer is $1,008.50.", "1008.5"},
		{"", "DNA: 7", ""},
		{"", "3 + 4 = 7", ""},
		{"", "7", "7"},
		{task.Tag, "<answer>7</answer>\nA: 8", "7"},
		{task.Tag, "<answer>3 + 4 = 7</answer>", ""},
		{task.Tag, "A: 8", ""},
		{task.JSONField, `{"reasoning": "3 + 4 = 7", "answer": "7 eggs"}`, "7"},
		{task.JSONField, `{"answer": "2:00 pm"}`, ""},
	} {
		var trace task.Trace
		if readAnswer(&trace, c.text, c.container); trace.Answer != c.want {
			t.Errorf("%s %q: %q, want %q", c.container, c.text, trace.Answer, c.want)
		}
	}
}
