package multiplication

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// pad12x84 is the example of METHOD.md section 3.1, copied from there.
const pad12x84 = `Let's perform the multiplication step by step:

Let's multiply 12 by the digit in the ones place of 84, which is 4.

1. Multiply 4 by the digit in the ones place of 12, which is 2. This gives 2 x 4 = 8. Write down the result 8.
2. Multiply 4 by the digit in the tens place of 12, which is 1. This gives 1 x 4 = 4. Write down the result 4.
3. The partial product for this step is A=48 which is the concatenation of the digits we found in each step.

Now, let's multiply 12 by the digit in the tens place of 84, which is 8.

4. Multiply 8 by the digit in the ones place of 12, which is 2. This gives 2 x 8 = 16. Write down the result 6 and carry over the 1 to the next step.
5. Multiply 8 by the digit in the tens place of 12, which is 1. Add the carryover from the previous step to account for this. This gives (1 x 8) + 1 = 9. Write down the result 9.
6. The partial product for this step is B=96 which is the concatenation of the digits we found in each step.

Now, let's sum the 2 partial products A and B, and take into account the position of each digit: A=48 (from multiplication by 4) and B=96 (from multiplication by 8 but shifted one place to the left, so it becomes 960). The final answer is 48 x 1 + 96 x 10 = 48 + 960 = 1008.`

func TestScratchpad(t *testing.T) {
	if diff := cmp.Diff(pad12x84, string(of(t, "12", "84").AppendScratchpad(nil))); diff != "" {
		t.Error(diff)
	}
}

// The closing sentence for one row and for more than two, by hand. 21 x 123:
// 21 x 3 = 63, 21 x 2 = 42, 21 x 1 = 21; 63 + 420 + 2100 = 2583.
func TestScratchpadCloses(t *testing.T) {
	for _, c := range []struct{ x, y, want string }{
		{"12", "4", "Now, let's sum the 1 partial product A, and take into account the position of each digit: A=48 (from multiplication by 4). The final answer is 48 x 1 = 48 = 48."},
		{"21", "123", "Now, let's sum the 3 partial products A, B and C, and take into account the position of each digit: A=63 (from multiplication by 3), B=42 (from multiplication by 2 but shifted one place to the left, so it becomes 420) and C=21 (from multiplication by 1 but shifted two places to the left, so it becomes 2100). The final answer is 63 x 1 + 42 x 10 + 21 x 100 = 63 + 420 + 2100 = 2583."},
		{"100", "20", "Now, let's sum the 2 partial products A and B, and take into account the position of each digit: A=0 (from multiplication by 0) and B=200 (from multiplication by 2 but shifted one place to the left, so it becomes 2000). The final answer is 0 x 1 + 200 x 10 = 0 + 2000 = 2000."},
	} {
		pad := string(of(t, c.x, c.y).AppendScratchpad(nil))
		if diff := cmp.Diff(c.want, pad[strings.LastIndex(pad, "\n")+1:]); diff != "" {
			t.Errorf("%s x %s: %s", c.x, c.y, diff)
		}
	}
}

// Sizes beyond the names of places (10^36 and more) and of rows (AA and more)
// are written and read back.
func TestLargeScratchpads(t *testing.T) {
	for _, size := range []string{"20x20", "40x2", "2x100"} {
		instance, err := Task{}.Generate(rand.New(rand.NewPCG(3, 0)), size)
		if err != nil {
			t.Fatal(err)
		}
		text := string(instance.AppendScratchpad(nil))
		var traced graph.Graph
		if _, err := (Task{}).CompileTrace(&traced, task.Document{Text: text}); err != nil {
			t.Fatal(err)
		}
		if diff := tasktest.Diff(tasktest.Graph(instance), &traced); diff != "" {
			t.Errorf("%s: %s", size, diff)
		}
	}
}
