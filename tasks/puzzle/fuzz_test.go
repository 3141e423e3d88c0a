package puzzle

import (
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// FuzzParse: whatever the question or the input, what is taken for a puzzle
// compiles, and is the same puzzle by its input.
func FuzzParse(f *testing.F) {
	f.Add(workedQuestion, "")
	f.Add(workedPuzzle+askDrink2, "")
	f.Add(zebraLogic, "")
	f.Add("", parse(f, workedPuzzle+askDrink2).Input())
	f.Add("", `{"attributes":{"planet":["mars","venus"]},"clues":["right_of(planet=mars,planet=venus)"]}`)
	f.Fuzz(func(t *testing.T, question, input string) {
		instance, err := Task{}.Parse(task.Problem{Question: question, Input: input})
		if err != nil {
			return
		}
		checkInstance(t, instance)
		back, err := Task{}.Parse(task.Problem{Input: instance.Input()})
		if err != nil || back.Input() != instance.Input() || back.Answer() != instance.Answer() {
			t.Errorf("by its input %s it is %v, %v", instance.Input(), back, err)
		}
	})
}

func checkInstance(t *testing.T, instance task.Instance) {
	t.Helper()
	var g graph.Graph
	if sink := instance.Compile(&g); sink == graph.None {
		t.Error("it does not compile")
	}
	if fault := tasktest.CheckGraph(&g); fault != "" {
		t.Error(fault)
	}
	pad := string(instance.AppendScratchpad(nil))
	if trace := instance.Read(&g, pad); trace.Answer != instance.Answer() {
		t.Errorf("its scratchpad %q is read as %q, want %q", pad, trace.Answer, instance.Answer())
	}
}

// FuzzRead: no text fails to be read, as a response or as a document, and what
// is made of it is well-formed.
func FuzzRead(f *testing.F) {
	cell, cellGraph := compiled(f, workedPuzzle+askDrink2)
	all, allGraph := compiled(f, workedQuestion)
	for _, text := range []string{workedPad, workedTable, "House 2: Arnold (water)", "| House | Name |\n|---|---|\n| 1 | Eric |",
		"```json\n{\"solution\": {\"House 1\": {\"Name\": \"Eric\", 'Drink': tea, [\"a\\\"\"", "Step 2: <Eric is the root beer lover.> The Name in house 1 is zoe. <answer>water</answer>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if fault := tasktest.CheckTrace(cellGraph, cell.Read(cellGraph, text)); fault != "" {
			t.Error(fault)
		}
		if fault := tasktest.CheckTrace(allGraph, all.Read(allGraph, text)); fault != "" {
			t.Error(fault)
		}
		for _, question := range []string{workedQuestion, ""} {
			var g graph.Graph
			if _, err := (Task{}).CompileTrace(&g, task.Document{Question: question, Text: text}); err != nil {
				continue
			}
			if fault := tasktest.CheckGraph(&g); fault != "" {
				t.Error(fault)
			}
		}
	})
}

// FuzzAnswer: an answer is right only if each of its cells is.
func FuzzAnswer(f *testing.F) {
	instance, g := compiled(f, workedQuestion)
	f.Add(workedTable)
	f.Add(`{"solution": {"House 1": {"Name": "Eric", "Drink": "Root Beer"}, "House 2": {"Name": "Arnold"`)
	f.Fuzz(func(t *testing.T, text string) {
		trace := instance.Read(g, text)
		if right := trace.Answer == instance.Answer(); right != (trace.RightParts == trace.Parts) || trace.RightParts > trace.Parts {
			t.Errorf("answer %q, %d of %d cells right", trace.Answer, trace.RightParts, trace.Parts)
		}
	})
}

// FuzzSentence: a clue that is read is written as the same clue.
func FuzzSentence(f *testing.F) {
	p := fourHouses(f)
	f.Add("Bob is the person's child is named Alice.")
	f.Add("There are two houses between the Martian and the person who owns an Audi A4.")
	f.Fuzz(func(t *testing.T, sentence string) {
		c, err := p.parseSentence(sentence)
		if err != nil {
			return
		}
		if again, err := p.parseSentence(p.writeSentence(c)); err != nil || again != c {
			t.Errorf("%q: read as %s, its words %q as %s, %v", sentence, c.text, p.writeSentence(c), again.text, err)
		}
	})
}
