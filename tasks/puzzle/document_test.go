package puzzle

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// TestCompileTrace: a text that differs from the worked scratchpad, and the
// nodes in which its graph then differs.
func TestCompileTrace(t *testing.T) {
	const (
		notAt = "not_at(drink=root beer,2)"
		same  = "same_house(drink=root beer,name=eric)"
	)
	for name, c := range map[string]struct {
		old, new string   // pairs, separated by #
		nodes    []string // instead of those with the same label
		without  []string
	}{
		"the same":                  {},
		"the words of the appendix": {old: "applying clue:#combining clues:", new: "apply clue#combine clues"},
		"a wrong value has the clues of its step": {
			old: "The Drink in house 1 is root beer.", new: "The Drink in house 1 is milk.",
			nodes: []string{
				"cell[1,drink] = deduce[1.drink=milk](" + notAt + ", " + same + ")",
				// With milk there the clues so far contradict each other and force nothing.
				"cell[2,drink] = deduce[2.drink=water](beside(drink=water,name=eric))",
				"cell[3,drink] = deduce[3.drink=milk](beside(drink=water,name=eric))",
				"operand[10] = 1.drink=root beer",
				"solution = table[root beer eric water arnold milk peter](operand[10], cell[1,name], cell[2,drink], cell[2,name], cell[3,drink], cell[3,name])",
			},
		},
		"a clue that the puzzle does not have": {
			old: "<Peter is in the third house.>", new: "<Peter is not in the first house.>",
			nodes: []string{
				"cell[3,name] = deduce[3.name=peter](not_at(name=peter,1))",
				"not_at(name=peter,1) = not_at(name=peter,1)",
			},
			without: []string{"found_at(name=peter,3)"},
		},
		"an unreadable clue and none": {
			old: "<Peter is in the third house.>#<Eric and the one who only drinks water are next to each other.>", new: "<Peter lives there.>#",
			nodes: []string{
				"cell[3,name] = 3.name=peter",
				"cell[2,drink] = 2.drink=water", "cell[3,drink] = 3.drink=milk",
			},
			without: []string{"found_at(name=peter,3)", "beside(drink=water,name=eric)"},
		},
		"a value that the puzzle does not have": {
			old: "house 3 is milk#Drink: milk", new: "house 3 is tea#Drink: tea",
			nodes: []string{
				"cell[3,drink] = deduce[3.drink=tea](beside(drink=water,name=eric))",
				"solution = table[root beer eric water arnold tea peter](cell[1,drink], cell[1,name], cell[2,drink], cell[2,name], cell[3,drink], cell[3,name])",
			},
		},
		"no table":   {old: workedTable, new: "", without: []string{"solution"}},
		"said twice": {old: workedEnd, new: "The Name in house 3 is eric. <Eric is the root beer lover.>\n" + workedEnd},
		"half a table": {
			old: "$ House: 2 | Name: arnold | Drink: water |\n", new: "",
			nodes: []string{"solution = table[root beer eric milk peter](cell[1,drink], cell[1,name], cell[3,drink], cell[3,name])"},
		},
	} {
		pad := workedPad
		news := strings.Split(c.new, "#")
		for i, old := range strings.Split(c.old, "#") {
			if old != "" {
				pad = strings.ReplaceAll(pad, old, news[i])
			}
		}
		replaced := c.without
		for _, node := range c.nodes {
			label, _, _ := strings.Cut(node, " = ")
			replaced = append(replaced, label)
		}
		want := slices.Clone(c.nodes)
		for _, node := range workedNodes {
			if label, _, _ := strings.Cut(node, " = "); !slices.Contains(replaced, label) {
				want = append(want, node)
			}
		}
		slices.Sort(want)
		for form, doc := range map[string]task.Document{
			"apart":    {Question: workedQuestion, Text: pad},
			"together": {Text: workedQuestion + "\n\n" + pad},
		} {
			var g graph.Graph
			instance, err := Task{}.CompileTrace(&g, doc)
			if err != nil {
				t.Errorf("%s, %s: %v", name, form, err)
				continue
			}
			if diff := cmp.Diff(want, tasktest.Nodes(&g)); diff != "" {
				t.Errorf("%s, %s: %s", name, form, diff)
			}
			if instance.Input() != parse(t, workedQuestion).Input() {
				t.Errorf("%s, %s: it is about %s", name, form, instance.Input())
			}
		}
	}
}

func TestCompileTraceErrors(t *testing.T) {
	for name, c := range map[string]struct {
		doc     task.Document
		noSteps bool
	}{
		"nothing":         {task.Document{}, true},
		"no puzzle":       {task.Document{Question: "What is 12 times 84?", Text: workedPad}, true},
		"only an answer":  {task.Document{Question: workedQuestion, Text: workedEnd + workedTable}, true},
		"only free text":  {task.Document{Question: workedQuestion, Text: "House 1: Eric"}, true},
		"no solution":     {task.Document{Question: strings.Replace(workedQuestion, "4. ", "4. Peter is in the second house.\n5. ", 1), Text: workedPad}, false},
		"unreadable clue": {task.Document{Question: strings.Replace(workedQuestion, "3. Eric", "3. Tom", 1), Text: workedPad}, false},
	} {
		var g graph.Graph
		if _, err := (Task{}).CompileTrace(&g, c.doc); err == nil || errors.Is(err, task.ErrNoSteps) != c.noSteps {
			t.Errorf("%s: error %v; no steps: want %t", name, err, c.noSteps)
		}
	}
}
