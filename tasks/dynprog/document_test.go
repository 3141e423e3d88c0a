package dynprog

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// What an edit of a training document changes in its graph, beside the graph
// of a perfect one: "-" nodes gone, "+" nodes new. An operand that the text
// gives otherwise than its node is a source of its own, numbered by its
// position among all nodes: the list is 0 to 3, dp[3] 4, dp[2] 5, plus[1] 6,
// dp[1] 7, plus[0] 8, dp[0] 9, can[0] 10, equal[0] 11.
func TestDocumentGraphs(t *testing.T) {
	for _, c := range []struct {
		name, part, by string
		want           []string // nodes gone, then nodes new, each in byte order
	}{
		{"as it is", "", "", nil},
		{"a number miscopied", "max(1, 0) = 1", "max(2, 0) = 1", []string{
			"-dp[3] = max0[1](input[3])",
			"+dp[3] = max0[1](operand[4])",
			"+operand[4] = 2",
		}},
		{"a wrong result", "max(1, 0) = 1", "max(1, 0) = 9", []string{
			"-dp[3] = max0[1](input[3])",
			"-equal[3] = equal[true](dp[3], input[3])",
			"-plus[1] = add[5](input[1], dp[3])",
			"+dp[3] = max0[9](input[3])",
			"+equal[3] = equal[true](operand[24], input[3])",
			"+operand[24] = 1",
			"+operand[6] = 1",
			"+plus[1] = add[5](input[1], operand[6])",
		}},
		{"another variable named", "input[1] + dp[3], 0)", "input[1] + dp[2], 0)", []string{
			"-plus[1] = add[5](input[1], dp[3])",
			"+plus[1] = add[5](input[1], dp[2])",
		}},
		{"another 0", "max(1, 0) = 1", "max(1, 2) = 1", []string{
			"-dp[3] = max0[1](input[3])",
			"+dp[3] = max0[1](input[3], operand[4])",
			"+operand[4] = 2",
		}},
		{"no 0", "max(1, 0) = 1", "max(1) = 1", nil},
		{"names alone", "max(5, 4 + 1, 0) = ", "", nil},
		{"numbers alone", "max(dp[1], input[0] + dp[2], 0) = ", "", nil},
		{"the result alone", "max(dp[1], input[0] + dp[2], 0) = max(5, 4 + 1, 0) = ", "", nil},
		{"a sum added up", "max(5, 4 + 1, 0)", "max(5, 6, 0)", []string{
			"-plus[0] = add[5](input[0], dp[2])",
			"+plus[0] = add[6](input[0], dp[2])",
		}},
		{"other numbers compared than added", "(5 == 4 + 1)", "(5 == 4 + 2)", []string{
			"-equal[0] = equal[true](dp[0], plus[0])",
			"+equal[0] = equal[false](dp[0], operand[11])",
			"+operand[11] = 6",
		}},
		{"dp miscopied in a comparison", "(5 == 4 + 1)", "(6 == 4 + 1)", []string{
			"-equal[0] = equal[true](dp[0], plus[0])",
			"+equal[0] = equal[false](operand[11], plus[0])",
			"+operand[11] = 6",
		}},
		{"a sum left out, then compared", "dp[0] = max(dp[1], input[0] + dp[2], 0) = max(5, 4 + 1, 0) = 5\n", "", []string{
			"-dp[0] = max0[5](dp[1], plus[0])",
			"-equal[0] = equal[true](dp[0], plus[0])",
			"+equal[0] = equal[true](operand[9], plus[0])",
			"+operand[9] = 5",
		}},
		{"no comparison", " (5 == 4 + 1)", "", []string{
			"-equal[0] = equal[true](dp[0], plus[0])",
			"-use[0] = and[true](equal[0], can[0])",
			"+use[0] = and[true](can[0])",
		}},
		{"can miscopied", "(5 == 4 + 1) and can_use_next_item == True", "(5 == 4 + 1) and can_use_next_item == False", []string{
			"-use[0] = and[true](equal[0], can[0])",
			"+operand[12] = false",
			"+use[0] = and[true](equal[0], operand[12])",
		}},
		{"another output", "output[0] = 1", "output[0] = 2", []string{
			"-output = list[[1, 2, 2, 1]](output[0], output[1], output[2], output[3])",
			"-output[0] = pick[1](use[0])",
			"-use[0] = and[true](equal[0], can[0])",
			"+operand[26] = 1",
			"+output = list[[1, 2, 2, 1]](operand[26], output[1], output[2], output[3])",
			"+output[0] = pick[2](use[0])",
			"+use[0] = and[false](equal[0], can[0])",
		}},
		{"no update", " We update can_use_next_item = False.", "", []string{
			"-can[1] = not[false](use[0])",
			"-use[1] = and[false](equal[1], can[1])",
			"+use[1] = and[false](equal[1])",
		}},
		{"a longer list", "2, 2, 1]", "2, 2, 1, 7]", []string{
			"-output = list[[1, 2, 2, 1]](output[0], output[1], output[2], output[3])",
			"+operand[26] = 7",
			"+output = list[[1, 2, 2, 1, 7]](output[0], output[1], output[2], output[3], operand[26])",
		}},
		{"no list", "\nReconstructing all together, output=[1, 2, 2, 1].", "", []string{
			"-output = list[[1, 2, 2, 1]](output[0], output[1], output[2], output[3])",
		}},
		{"a repeated sum: the first wins", "\n\nFinally", "\ndp[3] = max(input[3], 0) = max(1, 0) = 7\n\nFinally", nil},
		{"a sum that the list has not", "\n\nFinally", "\ndp[4] = max(input[4], 0) = max(1, 0) = 7\n\nFinally", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var g graph.Graph
			doc := task.Document{Question: "Let's solve input = [4, 4, -2, 1].", Text: tasktest.Edit(t, padExample, c.part, c.by)}
			if _, err := (Task{}).CompileTrace(&g, doc); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, tasktest.Changes(tasktest.Graph(of(t, example)), &g)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDocumentInstance(t *testing.T) {
	for _, c := range []struct{ name, question, text, want string }{
		{"question", "Let's solve input = [4, 4, -2, 1].", padExample, `{"input":[4,4,-2,1]}`},
		{"question of another list", "Let's solve input = [4, 4, -2, 2].", padExample, `{"input":[4,4,-2,2]}`},
		{"text", "", "Let's solve input = [4, 4, -2, 1]." + padExample, `{"input":[4,4,-2,1]}`},
		{"neither", "", padExample, ""},
		{"an answer alone", askAnswer + "[4, 4, -2, 1]", " output = [1, 2, 2, 1] ###", ""},
		{"no words of the task", "Let's solve input = [4, 4, -2, 1].", "I do not know.", ""},
		{"steps of a longer list", "Let's solve input = [4].", "dp[1] = max(input[1], 0) = max(3, 0) = 3", ""},
	} {
		var g graph.Graph
		instance, err := Task{}.CompileTrace(&g, task.Document{Question: c.question, Text: c.text})
		switch {
		case c.want == "" && !errors.Is(err, task.ErrNoSteps):
			t.Errorf("%s: %v, error %v, want task.ErrNoSteps", c.name, instance, err)
		case c.want != "" && (err != nil || instance.Input() != c.want):
			t.Errorf("%s: %v, %v, want %s", c.name, instance, err, c.want)
		}
	}
	long := "Let's solve input = [" + strings.Repeat("9", MaxDigits+1) + "]."
	if _, err := (Task{}).CompileTrace(new(graph.Graph), task.Document{Question: long, Text: padExample}); err == nil || errors.Is(err, task.ErrNoSteps) {
		t.Errorf("a number too long: error %v, want one that says so", err)
	}
}
