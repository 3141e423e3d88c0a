package puzzle

import (
	"errors"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/puzzle/logic"
	"github.com/graphcov/graphcov/tasks/task"
)

// zebraLogic is a prompt with an example puzzle first.
const zebraLogic = `# Example Puzzle

There are 3 houses, numbered 1 to 3 from left to right, as seen from across the street. Each house is occupied by a different person. Each house has a unique attribute for each of the following characteristics:
 - Each person has a unique name: ` + "`Peter`, `Eric`, `Arnold`." + `
 - Each person has a unique favorite drink: ` + "`tea`, `water`, `milk`" + `

## Clues for the Example Puzzle

1. Peter is in the second house.

# Puzzle to Solve

There are 2 houses, numbered 1 to 2 from left to right, as seen from across the street. Each house is occupied by a different person. Each house has a unique attribute for each of the following characteristics:
 - Each person has a unique name: ` + "`Peter`, `Eric`." + `
 - Everyone was born on a planet: ` + "`mars`, `venus`" + `

## Clues:
1. The person from Mars is directly left of Eric.

# Instruction

Now please solve the above puzzle. Present your reasoning and solution in the following json format:

{
    "reasoning": "___",
    "solution": {
        "House 1": {
            "Name": "___",
            "BirthPlace": "___"
        },
        "House 2": {
            "Name": "___",
            "BirthPlace": "___"
        }
    }
}
`

func TestParseZebraLogic(t *testing.T) {
	instance := parse(t, zebraLogic)
	want := `{"attributes":{"birthplace":["mars","venus"],"name":["eric","peter"]},"clues":["consecutive(birthplace=mars,name=eric)"]}`
	if instance.Input() != want || instance.Size() != "2x2" || instance.Answer() != "mars peter venus eric" {
		t.Errorf("input %s, size %s, answer %q", instance.Input(), instance.Size(), instance.Answer())
	}
	for name, p := range map[string]task.Problem{"question": {Question: instance.Question()}, "input": {Input: instance.Input()}} {
		if back, err := (Task{}).Parse(p); err != nil || back.Input() != want {
			t.Errorf("by its %s: %v, %v", name, back, err)
		}
	}
}

// TestLabels: where no template labels an attribute its line does.
func TestLabels(t *testing.T) {
	for line, want := range map[string]string{
		"Each person has a unique zodiac sign": "zodiac sign", "People have different gems": "gems", "The planet": "planet",
		"A unique favorite x-ray of unique": "x-ray of unique", "": "",
	} {
		if got := lineLabel(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestParseAsked(t *testing.T) {
	for ending, want := range map[string]string{
		"What is Name of the person who lives in House 1?? Provide only the name of the person as your final answer.": "eric",
		"What is the drink of the person who lives in House 3?":                                                       "milk",
		"What is Drink?": "root beer eric water arnold milk peter",
		"":               "root beer eric water arnold milk peter",
	} {
		if got := parse(t, workedPuzzle+"\n"+ending).Answer(); got != want {
			t.Errorf("%q: answer %q, want %q", ending, got, want)
		}
	}
}

// TestParseErrors: what is wrong with a puzzle is said; what is none is left
// to other tasks.
func TestParseErrors(t *testing.T) {
	replaced := func(old, new string) string {
		if !strings.Contains(workedPuzzle, old) {
			t.Fatalf("the example has no %q", old)
		}
		return strings.Replace(workedPuzzle, old, new, 1)
	}
	const otherTask = "task.ErrOtherTask"
	for question, want := range map[string]string{
		replaced("There are 3 houses", "There are three houses"):                     otherTask,
		"There are 3 houses in the street. Each has 4 windows. How many?":            otherTask,
		"There are 3 houses.\n - a roof: red\n - a door: blue":                       otherTask,
		"There are 3 houses.\n\n1. Peter is in the third house.":                     otherTask,
		workedPuzzle + strings.Repeat("5. Peter is in the third house.\n", 1000):     "1004 clues",
		strings.Repeat("There are ", 1000):                                           otherTask,
		replaced("peter, eric, arnold", "peter, eric"):                               `"Each person has a unique name: peter, eric" has 2 values for 3 houses`,
		replaced("peter, eric, arnold", "peter, eric, Peter"):                        "attribute Name has the value peter twice",
		replaced("peter, eric, arnold", "peter, , arnold"):                           `"" is no value`,
		replaced("Each person has a favorite drink", "A unique name"):                "two attributes are labelled Name",
		replaced("Each person has a favorite drink", "?"):                            "no proper label",
		replaced("There are 3 houses", "There are 99999999999999999999 houses"):      otherTask,
		replaced("There are 3 houses", "There are 4 houses"):                         "has 3 values for 4 houses",
		replaced("Eric is the root", "Tom is the root"):                              `clue 3: clue "Tom is the root beer lover."`,
		replaced("in the third house", "in the fourth house"):                        `clue 4: clue "Peter is in the fourth house."`,
		replaced("The root beer lover is not in the second", "Eric is in the third"): logic.ErrNoSolution.Error(),
		replaced("4. Peter is in the third house.\n", ""):                            logic.ErrManySolutions.Error(),
		workedPuzzle + "\nWhat is Pet of the person who lives in House 1??":          `"Pet" of house "1"`,
		workedPuzzle + "\nWhat is Name of the person who lives in House 4??":         `"Name" of house "4"`,
	} {
		_, err := Task{}.Parse(task.Problem{Question: question})
		if other := want == otherTask; err == nil || errors.Is(err, task.ErrOtherTask) != other || !other && !strings.Contains(err.Error(), want) {
			t.Errorf("%.900q: error %v, want %s", question, err, want)
		}
	}
}

func TestParseInputErrors(t *testing.T) {
	const attributes = `"attributes":{"name":["eric","bob"]}`
	for input, other := range map[string]bool{
		`{"attributes":{}}`: true, `{"clues":[]}`: true, `{` + attributes + `,"clues":[],"x":1}`: true, `[]`: true, `{"attributes":[],"clues":[]}`: true,
		`{"attributes":{},"clues":[]}`:                                                 false,
		`{"attributes":{"a":["1","2"],"b":["1","2","3"]},"clues":[]}`:                  false,
		`{"attributes":{"a":[],"b":[]},"clues":[]}`:                                    false,
		`{"attributes":{"a,b":["1","2"]},"clues":[]}`:                                  false,
		`{"attributes":{"Name":["1","2"],"name":["1","2"]},"clues":[]}`:                false,
		`{"attributes":{"a":["1,2","3"]},"clues":[]}`:                                  false,
		`{` + attributes + `,"clues":[]}`:                                              false,
		`{` + attributes + `,"clues":["found_at(name=tom,1)"]}`:                        false,
		`{` + attributes + `,"clues":["found_at(name=bob,1)"],"asked":"3.name"}`:       false,
		`{` + attributes + `,"clues":["found_at(name=bob,1)"],"asked":"name"}`:         false,
		`{` + attributes + `,"clues":["found_at(name=bob,1)","found_at(name=bob,2)"]}`: false,
	} {
		if _, err := (Task{}).Parse(task.Problem{Input: input}); err == nil || errors.Is(err, task.ErrOtherTask) != other {
			t.Errorf("%s: error %v; of another task: want %t", input, err, other)
		}
	}
}
