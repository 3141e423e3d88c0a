package multiplication

import (
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// What parses as a question is a problem that can ask for itself.
func FuzzParseQuestion(f *testing.F) {
	for _, seed := range []string{question12x84, "12*84", "(12 × 84)", "Compute $12 \\times 84$.", "the product of 1,008 and 0",
		"Multiply 12 by 84.", "-(12 * 84)", "12 * 84 * 3", "**1** x 2", "0x5", "1.5 x 2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, question string) {
		instance, err := Task{}.Parse(task.Problem{Question: question})
		if err != nil {
			return
		}
		again, err := Task{}.Parse(task.Problem{Question: instance.Question(), Input: instance.Input()})
		if err != nil {
			t.Fatalf("%q is %s, which is none: %v", question, instance.Input(), err)
		}
		if again.Input() != instance.Input() || again.Answer() != instance.Answer() {
			t.Fatalf("%q is %s, and that is %s", question, instance.Input(), again.Input())
		}
	})
}

// No text makes reading it fail, and all values read are canonical.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "1008", pad12x84, "1. Multiply 4 by the digit in the 10^99 place of 12, which is -1. This gives (1 x 4) + 1 = 8.50 = 0009.",
		"Let's multiply by the digit in the ones place of", "Now, let's sum A=B=ZZ=1 (from multiplication by so it becomes 007",
		"The final answer is 1 x + 2 x 3 =  + 5 = ", "Multiply Multiply 2. Multiply .2. Multiply", "<answer>1,008"} {
		f.Add(seed, "12", "84")
	}
	f.Add("This gives", "5", "12")
	f.Add("A=5", "12", "5")
	f.Fuzz(func(t *testing.T, text, x, y string) {
		instance, err := Task{}.Parse(task.Problem{Input: `{"x":"` + x + `","y":"` + y + `"}`})
		if err != nil || len(x)+len(y) > 12 {
			return
		}
		gold := tasktest.Graph(instance)
		if fault := tasktest.CheckTrace(gold, instance.Read(gold, text)); fault != "" {
			t.Fatalf("%s: %s, in the text %q", instance.Input(), fault, text)
		}
		for _, question := range []string{"", instance.Question()} {
			var g graph.Graph
			if _, err := (Task{}).CompileTrace(&g, task.Document{Question: question, Text: text}); err == nil {
				if fault := tasktest.CheckGraph(&g); fault != "" {
					t.Fatalf("%s: %s, in the text %q", instance.Input(), fault, text)
				}
			}
		}
	})
}
