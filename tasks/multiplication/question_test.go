package multiplication

import (
	"errors"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/task"
)

func TestQuestions(t *testing.T) {
	for question, want := range map[string]string{
		"What is 12 times 84?": "12 84",
		"12 * 84":              "12 84",
		"12 x 84":              "12 84",
		"12 X 84":              "12 84",
		"12x84":                "12 84",
		"12 × 84 =":            "12 84",
		"12 · 84 = ?":          "12 84",
		"Solve the following multiplication: 12 * 84. Give only the result as your final answer.": "12 84",
		"Answer the question.\n\n12 * 84":                       "12 84",
		"Calculate 12 MULTIPLIED BY 84.":                        "12 84",
		"What is the product of 12 and 84? Think step by step.": "12 84",
		"What is the product of 12 x 84?":                       "12 84",
		"Multiply 12 by 84.":                                    "12 84",
		"multiply 12 and 84, please":                            "12 84",
		"Compute (12 * 84).":                                    "12 84",
		"Compute **12 × 84**.":                                  "12 84",
		"Compute $12 \\times 84$.":                              "12 84",
		"Compute \\(12 \\cdot 84\\).":                           "12 84",
		"What is 1,234 times 5,678,901?":                        "1234 5678901",
		"What is 0 times 5?":                                    "0 5",
		"What is 007 times 00?":                                 "7 0",
		"What is 12 times 84 cups?":                             "12 84",
		"What is 12 times 84? Put the answer in \\boxed{}.":     "12 84",
	} {
		instance, err := Task{}.Parse(task.Problem{Question: question})
		if err != nil {
			t.Errorf("%q: %v", question, err)
			continue
		}
		if p := instance.(Instance); p.x+" "+p.y != want {
			t.Errorf("%q is %s x %s, want %s", question, p.x, p.y, want)
		}
	}
}

func TestOtherQuestions(t *testing.T) {
	for name, questions := range map[string][]string{
		"three factors":    {"12 * 84 * 3", "What is 12 times 84 times 3?", "2 x 3 x 4"},
		"decimals":         {"1.5 x 2", "12 x 8.4", ".5 * 3", "3 * .5", "12.0 times 84"},
		"signs":            {"-12 * 84", "12 * -84", "−12 × 84", "+12 * 84", "What is - 12 times 84?", "What is -(12 * 84)?", "What is minus 12 times 84?", "negative 12 times 84"},
		"other operators":  {"12 + 84", "12 - 84", "12 / 84", "12 ** 84", "12 ^ 84", "12 divided by 84", "12 and 84"},
		"more of them":     {"12 * 84 + 3", "3 + 12 * 84", "(12 * 84) / 7", "12 * (84 + 1)", "12 * 84 + z", "z * 12 * 84", "12 x 84 x z", "12 \\times 84 \\div z", "12 * 84 % 7"},
		"words do it, too": {"What is half of 12 times 84?", "What is 12 times 84 squared?", "Compute the square root of 12 times 84.", "sqrt(12 * 84)", "What is 12 times 84 plus seven?", "What is 12 times 84 percent?"},
		"extra numbers":    {"Question 1: What is 12 times 84?", "What is 12 times 84? Answer in 3 words.", "12 x 84 = 1008", "What is 12 times 84,5?", "What is 3,12 times 84?"},
		"one number":       {"What is 12 times?", "times 84", "What is 12 times twelve?", "12 *", "12"},
		"parts of words":   {"x12 times 84", "12 times 84th", "12 * 84km", "A1 * 5", "version_12 x 84", "12 times 84x"},
		"no multiplying":   {"", "What is the capital of France?", "Is 12 a multiple of 84?", "The screen has 12\" x 84 dots", "12, 84"},
	} {
		for _, question := range questions {
			if instance, err := (Task{}).Parse(task.Problem{Question: question}); !errors.Is(err, task.ErrOtherTask) {
				t.Errorf("%s: %q gives %v, %v, want task.ErrOtherTask", name, question, instance, err)
			}
		}
	}
}

func TestInputs(t *testing.T) {
	for input, want := range map[string]string{
		`{"x":12,"y":84}`:            `{"x":12,"y":84}`,
		` { "y" : 84, "x" : 12 } `:   `{"x":12,"y":84}`,
		`{"x":"12","y":"84"}`:        `{"x":12,"y":84}`,
		`{"x":"0012","y":"000"}`:     `{"x":12,"y":0}`,
		`{"x":0,"y":12345678901234}`: `{"x":0,"y":12345678901234}`,
	} {
		instance, err := Task{}.Parse(task.Problem{Input: input})
		if err != nil {
			t.Errorf("%s: %v", input, err)
		} else if got := instance.Input(); got != want {
			t.Errorf("%s is %s, want %s", input, got, want)
		}
	}
}

// The fields x and y are this task's, so faults in them are its own to report;
// any other JSON may be another task's.
func TestInputFaults(t *testing.T) {
	for input, other := range map[string]bool{
		`{"x":-12,"y":84}`:      false,
		`{"x":12.5,"y":84}`:     false,
		`{"x":1e3,"y":84}`:      false,
		`{"x":"1,008","y":84}`:  false,
		`{"x":"twelve","y":84}`: false,
		`{"x":"","y":84}`:       false,
		`{"x":null,"y":84}`:     false,
		`{"x":[12],"y":84}`:     false,
		`{"x":` + strings.Repeat("7", MaxColumns+1) + `,"y":84}`: false,
		`{"x":12}`:               true,
		`{"x":12,"y":84,"z":3}`:  true,
		`{"X":12,"Y":84}`:        true,
		`{"input":[1,2]}`:        true,
		`[12,84]`:                true,
		`12 x 84`:                true,
		`{"x":12,"y":84} and on`: true,
		`{"x":012,"y":84}`:       true, // no JSON
		`{"x":12,"y":84`:         true,
	} {
		_, err := Task{}.Parse(task.Problem{Input: input})
		if err == nil || errors.Is(err, task.ErrOtherTask) != other {
			t.Errorf("%s: error %v, of another task: want %t", input, err, other)
		}
	}
}

// Input says what the problem is, the question still how to answer.
func TestInputBesideAQuestion(t *testing.T) {
	p := task.Problem{Input: `{"x":12,"y":84}`, Question: "Multiply the two numbers. Answer in <answer></answer>."}
	instance, err := Task{}.Parse(p)
	if err != nil {
		t.Fatal(err)
	}
	if c := instance.(Instance).container; c != task.Tag {
		t.Errorf("container %q, want %q", c, task.Tag)
	}
}

func TestSizes(t *testing.T) {
	for _, size := range []string{"", "3", "x", "3x", "x3", "0x1", "1x0", "-1x2", "3X2", "3x2x1", "3 x 2", "+3x2", "03x2", "65537x1", "257x256", "99999999999999999999x1"} {
		if _, err := (Task{}).Generate(nil, size); err == nil {
			t.Errorf("size %q passes", size)
		}
	}
	for x, want := range map[string]string{"0": "1x1", "5": "1x1", "10": "2x1", "12345": "5x1"} {
		if got := of(t, x, "7").Size(); got != want {
			t.Errorf("%s x 7 has the size %s, want %s", x, got, want)
		}
	}
}
