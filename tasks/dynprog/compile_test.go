package dynprog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// example is worked out by hand from METHOD.md section 3.2: its second number
// could be chosen without loss, but may not, since the first one was.
const example = "4, 4, -2, 1"

const padExample = ` dp[3] = max(input[3], 0) = max(1, 0) = 1
dp[2] = max(input[2], input[3], 0) = max(-2, 1, 0) = 1
dp[1] = max(dp[2], input[1] + dp[3], 0) = max(1, 4 + 1, 0) = 5
dp[0] = max(dp[1], input[0] + dp[2], 0) = max(5, 4 + 1, 0) = 5

Finally, we reconstruct the lexicographically smallest subsequence that fulfills the task objective by selecting numbers as follows. We store the result on a list named "output".

Let can_use_next_item = True.
Since dp[0] == input[0] + dp[2] (5 == 4 + 1) and can_use_next_item == True, we store output[0] = 1. We update can_use_next_item = False.
Since dp[1] != input[1] + dp[3] (5 != 4 + 1) or can_use_next_item == False, we store output[1] = 2. We update can_use_next_item = True.
Since dp[2] != input[2] (1 != -2) or can_use_next_item == False, we store output[2] = 2. We update can_use_next_item = True.
Since dp[3] == input[3] (1 == 1) and can_use_next_item == True, we store output[3] = 1.

Reconstructing all together, output=[1, 2, 2, 1]. ###`

const padOfTwo = ` dp[1] = max(input[1], 0) = max(3, 0) = 3
dp[0] = max(input[0], input[1], 0) = max(-5, 3, 0) = 3


Finally, we reconstruct the lexicographically smallest subsequence that fulfills the task objective by selecting numbers as follows. We store the result on a list named "output".

Let can_use_next_item = True.
Since dp[0] != input[0] (3 != -5) or can_use_next_item == False, we store output[0] = 2. We update can_use_next_item = True.
Since dp[1] == input[1] (3 == 3) and can_use_next_item == True, we store output[1] = 1.

Reconstructing all together, output=[2, 1]. ###`

func TestScratchpad(t *testing.T) {
	for list, want := range map[string]string{example: padExample, "-5, 3": padOfTwo} {
		if diff := cmp.Diff(want, string(of(t, list).AppendScratchpad(nil))); diff != "" {
			t.Errorf("[%s]: %s", list, diff)
		}
	}
}

func TestCompile(t *testing.T) {
	const big = "9223372036854775807" // the largest of 64 bits
	for _, c := range []struct {
		list string
		want []string // in byte order
	}{
		{example, []string{
			"can[0] = true",
			"can[1] = not[false](use[0])",
			"can[2] = not[true](use[1])",
			"can[3] = not[true](use[2])",
			"dp[0] = max0[5](dp[1], plus[0])",
			"dp[1] = max0[5](dp[2], plus[1])",
			"dp[2] = max0[1](input[2], input[3])",
			"dp[3] = max0[1](input[3])",
			"equal[0] = equal[true](dp[0], plus[0])",
			"equal[1] = equal[true](dp[1], plus[1])",
			"equal[2] = equal[false](dp[2], input[2])",
			"equal[3] = equal[true](dp[3], input[3])",
			"input[0] = 4", "input[1] = 4", "input[2] = -2", "input[3] = 1",
			"output = list[[1, 2, 2, 1]](output[0], output[1], output[2], output[3])",
			"output[0] = pick[1](use[0])",
			"output[1] = pick[2](use[1])",
			"output[2] = pick[2](use[2])",
			"output[3] = pick[1](use[3])",
			"plus[0] = add[5](input[0], dp[2])",
			"plus[1] = add[5](input[1], dp[3])",
			"use[0] = and[true](equal[0], can[0])",
			"use[1] = and[false](equal[1], can[1])",
			"use[2] = and[false](equal[2], can[2])",
			"use[3] = and[true](equal[3], can[3])",
		}},
		{"-3", []string{
			"can[0] = true",
			"dp[0] = max0[0](input[0])",
			"equal[0] = equal[false](dp[0], input[0])",
			"input[0] = -3",
			"output = list[[2]](output[0])",
			"output[0] = pick[2](use[0])",
			"use[0] = and[false](equal[0], can[0])",
		}},
		{"0, " + big + ", " + big, []string{
			"can[0] = true",
			"can[1] = not[false](use[0])",
			"can[2] = not[true](use[1])",
			"dp[0] = max0[" + big + "](dp[1], plus[0])",
			"dp[1] = max0[" + big + "](input[1], input[2])",
			"dp[2] = max0[" + big + "](input[2])",
			"equal[0] = equal[true](dp[0], plus[0])",
			"equal[1] = equal[true](dp[1], input[1])",
			"equal[2] = equal[true](dp[2], input[2])",
			"input[0] = 0", "input[1] = " + big, "input[2] = " + big,
			"output = list[[1, 2, 1]](output[0], output[1], output[2])",
			"output[0] = pick[1](use[0])",
			"output[1] = pick[2](use[1])",
			"output[2] = pick[1](use[2])",
			"plus[0] = add[" + big + "](input[0], dp[2])",
			"use[0] = and[true](equal[0], can[0])",
			"use[1] = and[false](equal[1], can[1])",
			"use[2] = and[true](equal[2], can[2])",
		}},
	} {
		p := of(t, c.list)
		var g graph.Graph
		sink := p.Compile(&g)
		if diff := cmp.Diff(c.want, tasktest.Nodes(&g)); diff != "" {
			t.Errorf("[%s]: %s", c.list, diff)
		}
		if g.Value(sink) != p.Answer() {
			t.Errorf("[%s]: the sink is %s", c.list, g.Value(sink))
		}
	}
}

// plus[0] and plus[1] of the example are 4 + 1 both, one step; but the 1 is
// max(-2, 1, 0) once and max(1, 0) once, so the whole computations differ.
func TestTerms(t *testing.T) {
	g := tasktest.Graph(of(t, example))
	f := graph.NewFingerprinter([]graph.Scope{graph.Hop(1), graph.Hop(2), graph.Full(), graph.Shape()}, false)
	f.Compute(g)
	for _, c := range []struct {
		first, second graph.Label
		same          [4]bool // step, hop2, full, shape
	}{
		{labelPlus(0), labelPlus(1), [4]bool{true, false, false, false}},
		{labelUse(0), labelUse(3), [4]bool{true, false, false, false}},      // and(true, true)
		{labelChoice(0), labelChoice(3), [4]bool{true, true, false, false}}, // pick(and(true, true))
		{labelEqual(2), labelEqual(3), [4]bool{false, false, false, false}},
		{labelCan(2), labelCan(3), [4]bool{true, true, false, false}},       // not(and(true, false)), not(and(false, true)): and is commutative
		{labelChoice(1), labelChoice(2), [4]bool{true, true, false, false}}, // the same
		{labelUse(1), labelUse(2), [4]bool{true, false, false, false}},      // the same
		{labelDP(0), labelDP(1), [4]bool{false, false, false, false}},       // max0(5, 5), max0(1, 5)
		{labelOutput(), labelOutput(), [4]bool{true, true, true, true}},
	} {
		first, _ := g.Find(c.first)
		second, _ := g.Find(c.second)
		for i, want := range c.same {
			if got := f.At(i, first) == f.At(i, second); got != want {
				t.Errorf("%v and %v, scope %d: the same is %t, want %t", c.first, c.second, i, got, want)
			}
		}
	}
}

// All lists of -2 to 2 with up to 5 numbers, against every choice there is.
func TestAnswersOfAllSmallLists(t *testing.T) {
	var values []int
	var try func(n int)
	try = func(n int) {
		if n == 0 {
			var words []string
			for _, v := range values {
				words = append(words, string("-2-1 0 1 2"[2*v+4:2*v+6]))
			}
			list := strings.Join(words, ",")
			if got, want := of(t, list).Answer(), smallest(values); got != want {
				t.Errorf("[%s]: answer %s, want %s", list, got, want)
			}
			return
		}
		for v := -2; v <= 2; v++ {
			values = append(values, v)
			try(n - 1)
			values = values[:len(values)-1]
		}
	}
	for n := 1; n <= 5; n++ {
		try(n)
	}
}

func TestApply(t *testing.T) {
	p := of(t, example)
	g := tasktest.Graph(p)
	for _, c := range []struct {
		node graph.Label
		args string
		want string // empty: no value
	}{
		{labelDP(3), "-7", "0"},
		{labelDP(2), "-7 8", "8"},
		{labelDP(1), "10 9", "10"},
		{labelDP(2), "-10 -9", "0"},
		{labelDP(2), "9 99999999999999999999", "99999999999999999999"},
		{labelPlus(0), "4 -5", "-1"},
		{labelPlus(0), "9223372036854775807 1", "9223372036854775808"},
		{labelPlus(0), "-9223372036854775808 -1", "-9223372036854775809"},
		{labelPlus(0), "999999999999999999 999999999999999999", "1999999999999999998"},
		{labelPlus(0), "1.5 1", ""},
		{labelPlus(0), "true 1", ""},
		{labelPlus(0), "1", ""},
		{labelPlus(0), "1 " + strings.Repeat("9", 10_001), ""},
		{labelEqual(0), "5 5", "true"},
		{labelEqual(0), "5 -5", "false"},
		{labelUse(0), "true true", "true"},
		{labelUse(0), "true false", "false"},
		{labelUse(0), "1 true", ""},
		{labelChoice(0), "true", "1"},
		{labelChoice(0), "false", "2"},
		{labelCan(1), "true", "false"},
		{labelCan(1), "false", "true"},
		{labelOutput(), "1 1 2 3", "[1, 1, 2, 3]"},
		{labelOutput(), "1 1 2 x", ""},
		{labelCan(0), "true", ""}, // a source
	} {
		v, ok := g.Find(c.node)
		if !ok {
			t.Fatalf("[%s] has no node %v", example, c.node)
		}
		if got, ok := p.Apply(g, v, strings.Fields(c.args)); got != c.want || ok != (c.want != "") {
			t.Errorf("%s(%.60s) = %q, %t, want %q", g.Op(v), c.args, got, ok, c.want)
		}
	}
}
