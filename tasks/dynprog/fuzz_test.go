package dynprog

import (
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// What parses as a question is a problem that can ask for itself.
func FuzzParseQuestion(f *testing.F) {
	for _, seed := range []string{"Let's solve input = [5, -3]. \n\n###\n\n", askAnswer + "[5,-3]", "[1, 2] [3]", "input = [", "Input: [−1, +2,\n007]",
		"the input is `[1.5]`", "output = [1] input = [2] x[3]"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, question string, named bool) {
		instance, err := Task{}.Parse(task.Problem{Question: question, Named: named})
		if err != nil {
			return
		}
		again, err := Task{}.Parse(task.Problem{Question: instance.Question()})
		if err != nil {
			t.Fatalf("%q is %s, which is none: %v", question, instance.Input(), err)
		}
		byInput, err := Task{}.Parse(task.Problem{Input: instance.Input()})
		if err != nil || again.Input() != instance.Input() || byInput.Input() != instance.Input() || again.Answer() != instance.Answer() {
			t.Fatalf("%q is %s, and that is %s and %v, %v", question, instance.Input(), again.Input(), byInput, err)
		}
	})
}

// No text makes reading it fail, and all values read are canonical.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", padExample, padOfTwo, "output = [1, 2] ###", "dp[1] = 5", "dp[0] = max((-1) - −2 + 3, dp[1] + input[9], 0) = max(1.5, 07 + 1, -0) = 8.50",
		"dp[0] == input[0] + dp[2] (1.5 == 1 + 0.5) and can_use_next_item == False, output[0] = 1.5. can_use_next_item = TRUE", "dp[2] = max(1) = 1 dp[2] != 3 (1 != 3)",
		"<answer>output=[1]</answer> \\boxed{[2]} #### [1,\n2] \"answer\": \"[]\"", "output[65536] = 1 dp[65537] = 2 Input: [1] input=[1,2]"} {
		f.Add(seed, "4, 4, -2, 1")
		f.Add(seed, "3")
	}
	f.Fuzz(func(t *testing.T, text, list string) {
		if len(list) > 40 {
			return
		}
		for _, wish := range []string{"", " Use <answer></answer>.", ` Use \boxed{}.`, " End with ####.", ` Reply {"answer": ..}.`, " Write output=[..]."} {
			question := "Let's solve input = [" + list + "]." + wish
			instance, err := Task{}.Parse(task.Problem{Question: question})
			if err != nil {
				return
			}
			gold := tasktest.Graph(instance)
			if fault := tasktest.CheckTrace(gold, instance.Read(gold, text)); fault != "" {
				t.Fatalf("%s: %s, in the text %q", instance.Input(), fault, text)
			}
			var g graph.Graph
			if _, err := (Task{}).CompileTrace(&g, task.Document{Question: question, Text: text}); err == nil {
				if fault := tasktest.CheckGraph(&g); fault != "" {
					t.Fatalf("%s: %s, in the text %q", instance.Input(), fault, text)
				}
			}
		}
	})
}
