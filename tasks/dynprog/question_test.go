package dynprog

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

func TestParse(t *testing.T) {
	long := strings.Repeat("9", MaxDigits)
	for _, c := range []struct {
		name string
		p    task.Problem
		want string // the input; "other": of another task; else a part of the error
	}{
		{"scratchpad", task.Problem{Question: "Let's solve input = [5, -3]. \n\n###\n\n"}, `{"input":[5,-3]}`},
		{"scratchpad without ending", task.Problem{Question: "Let's solve input = [5, -3]."}, `{"input":[5,-3]}`},
		{"answer", task.Problem{Question: askAnswer + "[5, -3] \n\n###\n\n"}, `{"input":[5,-3]}`},
		{"answer without ending", task.Problem{Question: askAnswer + "[5,-3]"}, `{"input":[5,-3]}`},
		{"examples before it", task.Problem{Question: askAnswer + "[1, 2] output = [2, 1]\n" + askAnswer + "[5, -3]"}, `{"input":[5,-3]}`},
		{"a wish after it", task.Problem{Question: askAnswer + "[5, -3]. Write output=[..]."}, `{"input":[5,-3]}`},
		{"a colon", task.Problem{Question: askTask + ".\n**Input:** [5, −3, +2]"}, `{"input":[5,-3,2]}`},
		{"other words", task.Problem{Question: "Choose numbers of [5, -3] with the highest sum, no two of them adjacent."}, `{"input":[5,-3]}`},
		{"no words, but named", task.Problem{Question: "[5, -3]", Named: true}, `{"input":[5,-3]}`},
		{"no separators of thousands", task.Problem{Question: "Let's solve input = [5,100,300]."}, `{"input":[5,100,300]}`},
		{"zeros", task.Problem{Question: "Let's solve input = [-0, 007]."}, `{"input":[0,7]}`},
		{"several lines", task.Problem{Input: "{\"input\": [\n  5,\n  -3\n]}"}, `{"input":[5,-3]}`},
		{"any length", task.Problem{Input: `{"input":[-` + long + `]}`}, `{"input":[-` + long + `]}`},

		{"no words", task.Problem{Question: "[5, -3]"}, "other"},
		{"a program", task.Problem{Question: "What does this print?\ninput = [5, 3]\nprint(sum(input))"}, "other"},
		{"two lists", task.Problem{Question: "Choose numbers of [5, 3] or [4] with the highest sum, no two of them adjacent."}, "other"},
		{"no list", task.Problem{Question: askTask}, "other"},
		{"named, no list", task.Problem{Question: "dp[3] = 5", Named: true}, "other"},
		{"another field", task.Problem{Input: `{"input":[1],"x":2}`}, "other"},
		{"no list in the field", task.Problem{Input: `{"input":"5 3"}`}, "other"},

		{"places after a point", task.Problem{Input: `{"input":[1.5]}`}, "wants integers"},
		{"words", task.Problem{Input: `{"input":["five"]}`}, "wants a list of integers"},
		{"words in a question", task.Problem{Question: "Let's solve input = [a, b]."}, "no list of integers"},
		{"empty", task.Problem{Input: `{"input":[]}`}, "0 numbers"},
		{"a number too long", task.Problem{Input: `{"input":[` + long + `9]}`}, "at most 1000 digits"},
		{"too many", task.Problem{Input: `{"input":[1` + strings.Repeat(",1", MaxLength) + `]}`}, "65537 numbers"},
	} {
		instance, err := Task{}.Parse(c.p)
		switch {
		case c.want == "other":
			if !errors.Is(err, task.ErrOtherTask) {
				t.Errorf("%s: error %v, want task.ErrOtherTask", c.name, err)
			}
		case !strings.HasPrefix(c.want, "{"):
			if err == nil || errors.Is(err, task.ErrOtherTask) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
			}
		case err != nil || instance.Input() != c.want:
			t.Errorf("%s: %v, %v, want %s", c.name, instance, err, c.want)
		}
	}
}

// Answers to the list 4, 4, -2, 1, of which [1, 2, 2, 1] is right.
func TestAnswers(t *testing.T) {
	const question = "Let's solve input = [4, 4, -2, 1]."
	steps := padExample[:strings.Index(padExample, "\nReconstructing")]
	for _, c := range []struct{ wish, text, want, lenient string }{
		{"", padExample, "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", " output = [1, 2, 2, 1] ###", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "[1,2,2,1]", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "**[1, 2, 2, 1]**.", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "The answer is [1, 2, 2, 1].", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "Output:\n[1, 2, 2, 1]\nHope this helps!", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "output=[2, 1, 2, 1], no, output=[1, 2, 2, 1]", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "output=[1, 2, 2, 1], no, output=[1, 2", "", "[1, 2, 2, 1]"},
		{"", "output=[1, 2, 2]", "[1, 2, 2]", "[1, 2, 2]"},
		{"", "output=[1, 2, 2, 1.0]", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "output=[]", "", ""},
		{"", "The answer is [1, 2, 2, 1] or [2, 1, 2, 1].", "", "[2, 1, 2, 1]"},
		{"", "The answer is [1, 2, 2, 1], [2, 1, 2, 1].", "", "[2, 1, 2, 1]"},
		{"", "The answer is [1, 2, 2, 1] and dp[0] is 5.", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "output=[1, 2, 2, 1] + [1]", "", "[1]"},
		{"", "output=[1, 2, 2, 1]7", "", "[1, 2, 2, 1]"},
		{"", "output=[yes, no, no, yes]", "", ""},
		{"", "It could be [1, 2, 2, 1] or so.", "", "[1, 2, 2, 1]"},
		{"", "input = [4, 4, -2, 1]", "", ""},
		{"", "1, 2, 2, 1", "", ""},
		{"", "", "", ""},
		{"", steps, "", ""},
		{"", steps + "So [1, 2, 2, 1].", "", "[1, 2, 2, 1]"},
		{"", steps + `{"answer": [1, 2, 2, 1]}`, "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", steps + "<answer>[1, 2, 2, 1]</answer>", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{"", "<answer>[1, 2, 2, 1]</answer> output=[2]", "[2]", "[2]"},
		{"", "#### Step 1\noutput=[2]", "[2]", "[2]"},
		{" Write output=[..].", "The answer is [1, 2, 2, 1].", "", "[1, 2, 2, 1]"},
		{" Write output=[..].", "output=[1, 2, 2, 1]", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{" Use <answer></answer>.", padExample, "", "[1, 2, 2, 1]"},
		{" Use <answer></answer>.", "<answer>\noutput = [1, 2, 2, 1]\n</answer>", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{" Use <answer></answer>.", "<answer>[1, 2, 2, 1] or [2]</answer>", "", "[2]"},
		{" Use <answer></answer>.", "<answer>[1, 2, 2, 1]", "", "[1, 2, 2, 1]"},
		{" Use <answer></answer>.", "<answer>[1, 2, 2, 1]</answer> <answer>none</answer>", "", "[1, 2, 2, 1]"},
		{` Use \boxed{}.`, `\boxed{[1, 2, 2, 1]}`, "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{` Use \boxed{}.`, `\boxed{[1, 2, 2, 1]`, "", "[1, 2, 2, 1]"},
		{" End with ####.", "So\n#### [1, 2, 2, 1]\n", "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{" End with ####.", "#### [1, 2, 2, 1] or [2]", "", "[2]"},
		{` Reply {"answer": ..}.`, `{"why": "..", "answer": "[1, 2, 2, 1]"}`, "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{` Reply {"answer": ..}.`, `{"answer": [1, 2, 2, 1], "of": "answer"}`, "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
		{` Reply {"answer": ..}.`, `{"answer": [1, 2, 2, 1], [2]}`, "", "[2]"},
		{` Reply {"answer": ..}.`, `{"answer": [1, 2, 2, 1]`, "[1, 2, 2, 1]", "[1, 2, 2, 1]"},
	} {
		instance, err := Task{}.Parse(task.Problem{Question: question, Prompt: question + c.wish})
		if err != nil {
			t.Fatal(err)
		}
		trace := instance.Read(tasktest.Graph(instance), c.text)
		if trace.Answer != c.want || trace.AnswerLenient != c.lenient {
			t.Errorf("%s %.60q: answer %q, lenient %q, want %q, %q", c.wish, c.text, trace.Answer, trace.AnswerLenient, c.want, c.lenient)
		}
	}
}

func TestRightParts(t *testing.T) {
	p := of(t, example)
	g := tasktest.Graph(p)
	for text, want := range map[string]string{
		"output=[1, 2, 2, 1]":    "4 of 4",
		"output=[1, 2, 1, 1]":    "3 of 4",
		"output=[2, 1, 1, 2]":    "0 of 4",
		"output=[1, 2, 2]":       "0 of 4",
		"output=[1, 2, 2, 1, 1]": "0 of 4",
		"":                       "0 of 4",
	} {
		trace := p.Read(g, text)
		if got := fmt.Sprintf("%d of %d", trace.RightParts, trace.Parts); got != want {
			t.Errorf("%q: %s right, want %s", text, got, want)
		}
	}
}

// The value of a text without steps is that of the node, too.
func TestReadingOfTheOutput(t *testing.T) {
	p := of(t, example)
	var g graph.Graph
	sink := p.Compile(&g)
	for text, want := range map[string]string{"[1, 2, 2, 2]": "[1, 2, 2, 2]", " output = [2] ###": "[2]", "no": ""} {
		if got := p.Read(&g, text).Readings[sink].Value; got != want {
			t.Errorf("%q: output is read as %q, want %q", text, got, want)
		}
	}
}
