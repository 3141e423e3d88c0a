package puzzle

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// readings are those of cells that a text states, sorted.
func readings(g *graph.Graph, trace task.Trace) string {
	var list []string
	for v, r := range trace.Readings {
		if label := g.Label(graph.Node(v)); r.State == task.Stated && label.Base() == "cell" {
			list = append(list, r.Value)
		}
	}
	return sorted(strings.Join(list, ", "))
}

func sorted(list string) string {
	return strings.Join(slices.Sorted(strings.SplitSeq(list, ", ")), ", ")
}

// TestAnswers: tables and JSON, the last of them, of which every cell counts.
func TestAnswers(t *testing.T) {
	const right = "root beer eric water arnold milk peter"
	asJSON := `{"reasoning": "x", "solution": {"House 1": {"Name": "Eric", "Drink": "Root Beer"}, "House 2": {"Name": "Arnold", "Drink": "water"}, "House 3": {"Name": "Peter", "Drink": "milk"}}}`
	swapped := strings.NewReplacer("Eric", "Peter", "Peter", "Eric").Replace(asJSON)
	for text, want := range map[string]string{
		workedTable:                                                                              right,
		"So:\n" + strings.ToUpper(workedTable):                                                   right,
		strings.ReplaceAll(workedTable, "|", "$"):                                                right,
		strings.ReplaceAll(workedTable, "\n", ""):                                                right,
		strings.ReplaceAll(workedTable, "$ House", "| **House**"):                                right,
		strings.ReplaceAll(workedTable, "\n", "\n\nthen\n"):                                      right,
		strings.Replace(workedTable, "root beer", "rootbeer", 1):                                 right,
		strings.Replace(workedTable, "root beer", "root beers", 1):                               "root beers eric water arnold milk peter",
		strings.Replace(workedTable, "root beer", "beer", 1):                                     "beer eric water arnold milk peter",
		strings.Replace(workedTable, "arnold", "arnold or eric", 1):                              "root beer eric water arnold or eric milk peter",
		strings.Replace(workedTable, "$ House: 2 ", "$ House: 4 ", 1):                            "root beer eric ? ? milk peter",
		strings.Replace(workedTable, "water", "___", 1):                                          "root beer eric ? arnold milk peter",
		strings.Replace(workedTable, "| Name: eric |", "| Name: peter | Name: eric |", 1):        "root beer ? water arnold milk peter", // not one value
		strings.Replace(workedTable, "| Name: eric |", "| Name: eric | Name: Eric |", 1):         right,
		strings.Replace(asJSON, `"Name": "Eric"`, `"Name": "Peter", "Name": "Eric"`, 1):          "root beer ? water arnold milk peter",
		workedTable + "\n$ House: 1 | Name: eric |":                                              "? eric ? ? ? ?",
		workedTable[:len(workedTable)-40]:                                                        "root beer eric water arnold ? ?",
		asJSON:                                                                                   right,
		"Hence\n```json\n" + asJSON + "\n```\nas I said.":                                        right,
		strings.ReplaceAll(asJSON, ", ", ",\n  "):                                                right,
		strings.ReplaceAll(asJSON, `"}, `, `"} `):                                                right, // no comma
		strings.ReplaceAll(asJSON, `"Drink"`, `"Favorite drink"`):                                right,
		strings.ReplaceAll(workedTable, "\n", "\nHouse 2: Eric\n"):                               right,
		strings.TrimRight(asJSON, "}"):                                                           right, // not closed
		strings.Replace(asJSON, `"x"`, "\"a \"quote\" and\na line\"", 1):                         right,
		strings.Replace(asJSON, `"House 2": {`, `"House 2": {"Pet": {"a": "b"}, "Age": 12, `, 1): right,
		strings.Replace(asJSON, `"solution"`, `"answer"`, 1):                                     "",
		swapped + " No: " + asJSON:                                                               right,
		asJSON + "\nor rather\n" + swapped:                                                       "root beer peter water arnold milk eric",
		workedTable + "\n" + swapped:                                                             "root beer peter water arnold milk eric",
		swapped + "\n" + workedTable:                                                             right,
		asJSON + "\nThe \"solution\" is as in the form { }.":                                     right,
		strings.ReplaceAll(strings.ReplaceAll(workedTable, "eric", "___"), "root beer", "___"):   "? ? water arnold milk peter",
		"": "", right: "", "House 1: eric, root beer\nHouse 2: arnold, water\nHouse 3: peter, milk": "",
		"<answer>" + right + "</answer>": "", "$ House: ___ | Name: ___ | Drink: ___ |": "", `"solution": {`: "", `{"solution": 3}`: "",
	} {
		instance, g := compiled(t, workedQuestion)
		trace := instance.Read(g, text)
		if trace.Answer != want {
			t.Errorf("%q: answer %q, want %q", text, trace.Answer, want)
		}
		if isRight := trace.RightParts == trace.Parts; isRight != (want == right) {
			t.Errorf("%q: %d of %d cells right", text, trace.RightParts, trace.Parts)
		}
	}
}

// TestJoined: the same words in other cells are another answer.
func TestJoined(t *testing.T) {
	instance, err := Task{}.Parse(task.Problem{Input: `{"attributes":{"flower":["a","a b"],"gem":["b c","c"]},"clues":["found_at(flower=a b,2)","found_at(gem=c,2)"]}`})
	if err != nil {
		t.Fatal(err)
	}
	g := new(graph.Graph)
	instance.Compile(g)
	trace := instance.Read(g, "$ House: 1 | Flower: a | Gem: b c | $ House: 2 | Flower: a b | Gem: c |")
	wrong := instance.Read(g, "$ House: 1 | Flower: a b | Gem: c | $ House: 2 | Flower: a | Gem: b c |")
	if trace.Answer != "a b c a b c" || trace.Answer != instance.Answer() || wrong.Answer != "? a b c a b c" || wrong.RightParts != 0 {
		t.Errorf("answers %q (right: %q), %q with %d right cells", trace.Answer, instance.Answer(), wrong.Answer, wrong.RightParts)
	}
}

func TestTag(t *testing.T) {
	instance, g := compiled(t, workedPuzzle+askDrink2)
	for text, want := range map[string][2]string{ // the answer, and the lenient one
		"<answer>water</answer>": {"water", "water"}, "so <answer>\n Water.\n</answer>": {"water", "water"},
		"<answer>milk</answer> no, <answer>water</answer>": {"water", "water"},
		"<answer>water</answer> no, <answer>milk</answer>": {"milk", "milk"},
		"<answer>water": {"", "water"}, "water</answer>": {"", "water"}, "water": {"", "water"}, "": {"", ""}, "<answer></answer>": {"", ""},
		"<answer>it is water</answer>":                {"it is water", "water"},
		"<answer>waters</answer>":                     {"waters", ""},
		"<answer>root  beer</answer>, not milkshakes": {"root beer", "root beer"},
		workedTable: {"", "milk"},
	} {
		trace := instance.Read(g, text)
		if got := [2]string{trace.Answer, trace.AnswerLenient}; got != want || trace.Parts != 0 {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	boxed, err := Task{}.Parse(task.Problem{Question: workedPuzzle + askDrink2, Prompt: workedPuzzle + askDrink2 + ` Put it in \boxed{}.`})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{`So \boxed{Water}.`: "water", `\boxed{milk or water}`: "milk or water", `\boxed{water`: "", "<answer>water</answer>": ""} {
		if got := boxed.Read(g, text).Answer; got != want {
			t.Errorf("boxed, %q: %q, want %q", text, got, want)
		}
	}
	trace := instance.Read(g, workedStep3+"<answer>milk</answer>")
	if got := readings(g, trace); got != "2.drink=milk" {
		t.Errorf("the cell asked for is read as %q, want the final answer", got)
	}
}

// TestFreeText: what chat models write of cells.
func TestFreeText(t *testing.T) {
	instance, g := compiled(t, workedQuestion)
	for text, want := range map[string]string{
		"| House | Name | Beverage | Favorite drink |\n|---|:-:|---|---|\n| 1 | **Eric** | milk | ? |\n| House 3 | Peter / Eric | | Milk |": "1.name=eric, 3.drink=milk",
		"| Name | House |\n|---|---|\n| Eric | 1 |":                                          "", // not a row for each house
		"| 1 | Eric | milk |":                                                                "",
		"House 2: Arnold, water":                                                             "2.name=arnold, 2.drink=water",
		"- **House 2:** Arnold (the water drinker, likes milk?)":                             "2.name=arnold",
		"*House 3: Peter - likes milk*":                                                      "3.name=peter, 3.drink=milk",
		"House 3: Name: Peter, Drink = milk; Gem: ruby":                                      "3.name=peter, 3.drink=milk",
		"* **House 1:** Eric (root beer) | **House 2:** water | **House 3** | House 4: milk": "1.name=eric, 1.drink=root beer, 2.drink=water",
		"House 1: Eric, House 3: Peter (milk)":                                               "1.name=eric, 3.name=peter, 3.drink=milk",
		"House 1: Eric, not in House 3: Peter":                                               "1.name=eric",
		"House 3: Peter or Eric":                                                             "", "House 3: not Peter": "", "House 3: Peter, Eric, milk": "3.drink=milk",
		"House 4: Peter": "", "House: Peter": "", "House 3 Peter": "", "Houses 1, 2: Peter": "", "If House 3: Peter": "",
		"- House 3 is Peter.\n- The root beer lover is in House 1.\n* Eric is in House 1": "1.name=eric, 1.drink=root beer, 3.name=peter",
		"Eric is in House 1 or 2.": "", "If Eric is in House 1, Peter is in House 3.": "", "so Eric is in House 1.": "",
		"The Name in house 3 is peter.":               "3.name=peter",
		"the name in house 3 is Peter. House 2 is ..": "3.name=peter",
		"THE NAME IN HOUSE 3 IS PETER.":               "3.name=peter",
		"The Name in House 3 is Peter. The Drink":     "3.name=peter",
		"The Name in house 3 is not known yet.":       "", "The Name in house 3 is peter or eric.": "", "The Gem in house 3 is peter.": "",
		"The Name in house 3 is peter": "3.name=peter", "The Name in house 4 is peter.": "", "The Name in house is peter.": "",
		"Step 1: The Name in house 3 is zoe.": "3.name=zoe",
	} {
		trace := instance.Read(g, text)
		if got := readings(g, trace); got != sorted(want) || trace.Answer != "" {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestReadFaults: what contradicts is counted, what is said again is not.
func TestReadFaults(t *testing.T) {
	instance, g := compiled(t, workedQuestion)
	pad := strings.NewReplacer(
		"<Peter is in the third house.>", "<Peter is in the second house.>",
		"The Drink in house 3 is milk. ", "The Drink in house 3 is milk. The Drink in house 3 is milk. The Drink in house 3 is water. ",
		"| Name: arnold |", "| Name: eric |",
		workedEnd, "Well then!\n"+workedEnd,
	).Replace(workedPad)
	trace := instance.Read(g, pad)
	if diff := cmp.Diff(map[string]int{copyClue: 1, copyCell: 1}, trace.Miscopied); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]task.UnalignedStep{{Step: 7, Value: "3.drink=water"}}, trace.Unaligned); diff != "" {
		t.Error(diff)
	}
	if sink, _ := g.Find(labelSolution()); trace.Operands != nil || outcomeOf(instance, g, trace)[sink] != "local" {
		t.Errorf("operands %v, outcomes %v: want the cell copied wrongly to be a mistake of the table", trace.Operands, outcomeOf(instance, g, trace))
	}
	if trace.LinesParsed != 8 || trace.LinesRejected != 1 {
		t.Errorf("%d lines parsed, %d rejected", trace.LinesParsed, trace.LinesRejected)
	}
	if trace.Answer != trace.AnswerLenient || trace.Answer != "root beer eric water eric milk peter" {
		t.Errorf("answers %q, %q", trace.Answer, trace.AnswerLenient)
	}
}

// TestApply: clues and cells that leave the cell open or contradict each other
// make no value, and wrong ones make what they force.
func TestApply(t *testing.T) {
	instance, g := compiled(t, workedQuestion)
	v, _ := g.Find(graph.ParseLabel("cell[3,drink]"))
	const clue = "beside(drink=water,name=eric)"
	for args, want := range map[string]string{
		clue + "; 1.drink=root beer; 2.name=arnold": "3.drink=milk",
		clue + "; 1.drink=milk; 2.name=arnold":      "3.drink=root beer",
		clue + "; 1.drink=water; 2.name=arnold":     "", // water is beside Eric, so in house 2
		clue + "; 1.drink=root beer; 1.name=peter":  "", // Eric in 2, or in 3 beside water in 2
		clue + "; 1.drink=tea; 2.name=arnold":       "", clue + "; 9.drink=milk; 2.name=arnold": "", clue: "", "x; y; z": "",
	} {
		got, ok := instance.Apply(g, v, strings.Split(args, "; "))
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, %t, want %q", args, got, ok, want)
		}
	}
}
