package multiplication

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// ask12x84 makes the instance 12 x 84 of a question that goes on like this.
func ask12x84(t *testing.T, wish string) (task.Instance, *graph.Graph) {
	t.Helper()
	instance, err := Task{}.Parse(task.Problem{Question: "What is 12 times 84? " + wish})
	if err != nil {
		t.Fatal(err)
	}
	return instance, tasktest.Graph(instance)
}

// Without a prescribed container, the answer is what the text states as such.
func TestFreeAnswers(t *testing.T) {
	p, g := ask12x84(t, "")
	for text, want := range map[string]string{
		"1008":                               "1008",
		"= 1008.":                            "1008",
		" = 1,008":                           "1008",
		"12 x 84 = 1008":                     "1008",
		"12 * 84 = 12 * 80 + 12 * 4 = 1008.": "1008",
		"The answer is 1,008":                "1008",
		"The answer is **1008**.":            "1008",
		"The answer is:\n\n1008":             "1008",
		"Answer: $1,008.00":                  "1008",
		"The answer is 12 x 84 = 1008.":      "1008",
		"The answer is 1008, which is even.": "1008",
		"First, 12 x 4 = 48. The answer is 1008. I used long multiplication.": "1008",
		"The answer is 48. No, the answer is 1008.":                           "1008",
		"The final answer is 1008":                                            "1008",
		"<answer>1008</answer>":                                               "1008",
		"<answer>\n1,008 cups\n</answer> Done.":                               "1008",
		"<answer>48</answer> or rather <answer>1008</answer>":                 "1008",
		`{"answer": 1008}`:                                                    "1008",
		`{"answer":1008,"sure":true}`:                                         "1008",
		"Here it is:\n```json\n{\n  \"reasoning\": \"12 x 84\",\n  \"answer\": \"1008\"\n}\n```": "1008",
		`So it is $\boxed{1008}$.`: "1008",
		`\boxed{1{,}008}`:          "1008",
		`\boxed{\text{1008}}`:      "1008",
		"48 + 960\n#### 1008":      "1008",
		"1008 apples":              "1008",
		"1008.0":                   "1008",

		"":                                       "",
		"I do not know.":                         "",
		"10080":                                  "10080",
		"The answer is 10080":                    "10080",
		"The answer is 11008":                    "11008",
		"The answer is 1008.5":                   "1008.5",
		"The answer is -1008":                    "-1008",
		"The answer is between 1000 and 1010":    "",
		"The answer is 1008 or 1009":             "",
		"The answer is 1 008":                    "",
		"The answer is 10,08":                    "",
		"The answer is 1008 million":             "",
		"The answer is not 1008.":                "",
		"<answer>12 x 84 = 1008</answer>":        "",
		"<answer>1008 and 1009</answer>":         "",
		"<answer>10:08</answer>":                 "",
		`{"answer": "12 x 84 = 1008"}`:           "",
		`{"answer": 12 x 84 = 1008}`:             "",
		`\boxed{12 \times 84 = 1008}`:            "",
		"12 x 84 = 1008 = 2 x 504":               "",
		"It is 1008, I think, or 1009":           "",
		"The answer is 1008\nThe answer is lost": "",
	} {
		if got := p.Read(g, text).Answer; got != want {
			t.Errorf("%q: answer %q, want %q", text, got, want)
		}
	}
}

// Where the question prescribes a container, nothing else is an answer.
func TestPrescribedContainers(t *testing.T) {
	for wish, texts := range map[string]map[string]string{
		"Put it in <answer></answer> tags.": {
			"<answer>1008</answer>":                    "1008",
			"I get 1010. <answer> 1,008 </answer> Bye": "1008",
			"<answer>5</answer><answer>1008</answer>":  "1008",
			"1008":                               "",
			"The answer is 1008":                 "",
			`\boxed{1008}`:                       "",
			"<answer>1008":                       "",
			"<answer></answer>":                  "",
			"<answer>12 x 84 = 1008</answer>":    "",
			"<answer>5</answer> no, <answer>100": "",
		},
		`Answer in \boxed{}.`: {
			`It is \boxed{1008}.`:   "1008",
			`\boxed {1008}`:         "1008",
			`\boxed{1,008 \text{}}`: "1008",
			`\boxed{1008`:           "",
			`\boxed 1008`:           "",
			`\boxed{48 + 960}`:      "",
			"The answer is 1008":    "",
		},
		"End with #### and the number.": {
			"48 + 960\n#### 1008":   "1008",
			"####1008":              "1008",
			"####\n1008":            "1008",
			"#### 1008\nThat is it": "1008",
			"#### 12 x 84 = 1008":   "",
			"#### So it is 1008":    "",
			"1008":                  "",
		},
		`Reply in JSON: {"reasoning": "..", "answer": ".."}`: {
			`{"reasoning": "12 x 84 = 1010", "answer": "1008"}`: "1008",
			`{"answer": 1008, "reasoning": "48 + 960"}`:         "1008",
			`{"answer": 1,008}`:                                 "1008",
			`{"answer": "1008", "reasoning": "a "word" inside}`: "1008",
			"{\"answer\" : \n 1008\n}":                          "1008",
			`"answer": 1008`:                                    "1008",
			`{"answer": "1008`:                                  "",
			`{"answer": "1008 = 12 x 84"}`:                      "",
			`{"answer": [1008]}`:                                "",
			`{"answer": "48", "answer": "1008"}`:                "1008",
			`{"answer": "1008", "of": "answer"}`:                "1008",
			`{"reasoning": "the answer is 1008"}`:               "",
			"1008":                                              "",
		},
	} {
		p, g := ask12x84(t, wish)
		for text, want := range texts {
			if got := p.Read(g, text).Answer; got != want {
				t.Errorf("%s %q: answer %q, want %q", wish, text, got, want)
			}
		}
	}
}

// A scratchpad that lacks its last sentence has given no answer, whatever
// equation it happens to end with; what it names as its answer counts.
func TestAnswersOfScratchpads(t *testing.T) {
	p, g := ask12x84(t, "")
	unfinished := pad12x84[:strings.Index(pad12x84, " The final answer")]
	for text, want := range map[string]string{
		pad12x84:                                 "1008",
		pad12x84 + "\n\nThe whole took 6 steps.": "6", // the last number from the sentence on
		unfinished:                               "",
		unfinished + " 48 + 960 = 1008":          "",
		unfinished + " The answer is 1008.":      "1008",
		unfinished + " <answer>1008</answer>":    "1008",
		"4. Multiply 84 by the digit in the ones place of 12, which is 2. This gives 12 x 84 = 1008": "",
	} {
		if got := p.Read(g, text).Answer; got != want {
			t.Errorf("%q: answer %q, want %q", text, got, want)
		}
	}
	p, g = ask12x84(t, "Put it in <answer></answer> tags.")
	if trace := p.Read(g, pad12x84); trace.Answer != "" || trace.AnswerLenient != "1008" {
		t.Errorf("a scratchpad without the prescribed tags: answer %q, lenient %q", trace.Answer, trace.AnswerLenient)
	}
}

// The node of the product has the number of the last sentence, even where the
// answer is to stand elsewhere, or else the answer of a text without steps.
func TestReadingOfTheProduct(t *testing.T) {
	for _, c := range []struct {
		name, wish, text string
		want             task.Reading
	}{
		{"last sentence", "", "The final answer is 48 + 960 = 1010.", task.Reading{State: task.Stated, Value: "1010"}},
		{"last number of a text that goes on", "", "The final answer is 48 + 960 = 1010,\nno, 1,008.", task.Reading{State: task.Stated, Value: "1008"}},
		{"no sentence, no steps", "", "12 x 84 = 1008", task.Reading{State: task.Stated, Value: "1008"}},
		{"no sentence, no steps, a container", "Answer in <answer></answer>.", "1010 <answer>1008</answer>", task.Reading{State: task.Stated, Value: "1008"}},
		{"no sentence, but steps", "", "1. Multiply 4 by the digit in the ones place of 12, which is 2. This gives 2 x 4 = 8.\n\nThe answer is 1008.", task.Reading{}},
		{"sentence without a number", "", "The final answer is lost.", task.Reading{}},
		{"nothing", "", "", task.Reading{}},
	} {
		p, g := ask12x84(t, c.wish)
		product, _ := g.Find(labelProduct())
		if got := p.Read(g, c.text).Readings[product]; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
