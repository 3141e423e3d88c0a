package dynprog

import (
	"regexp"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Each rule of METHOD.md section 3.2 on one edit of the scratchpad of
// 4, 4, -2, 1. Its steps are numbered from 0: dp[3] to dp[0] are 0 to 3, the
// first "can_use_next_item = True" is 4, and comparison, output and update of
// the four numbers are 5 to 7, 8 to 10, 11 to 13, and 14 and 15.
func TestReadingRules(t *testing.T) {
	const last = "\nReconstructing all together, output=[1, 2, 2, 1]."
	for _, c := range []struct{ name, part, by, want string }{
		{"as it is", "", "", ""},

		// values
		{"a wrong sum", "4 + 1, 0) = 5", "4 + 1, 0) = 6", "dp[1]=6, 2 dp"},
		{"a wrong sum, repeated", "= max(-2, 1, 0) = 1", "= max(-2, 1, 0) = 2", "dp[2]=2, 4 dp"},
		{"sides that differ", "(5 == 4 + 1)", "(5 == 4 + 2)", "equal[0]=false, 1 condition, 1 dp"},
		{"the sign says nothing of the sides", "(5 != 4 + 1)", "(5 == 4 + 1)", ""},
		{"sides that are equal by mistake", "(1 != -2)", "(1 != 1)", "equal[2]=true, 1 input"},
		{"a wrong output says that the number is used", "output[2] = 2", "output[2] = 1", "use[2]=true, output[2]=1, 1 condition"},
		{"an output of neither", "output[0] = 1", "output[0] = 3", "use[0]=false, output[0]=3, 1 condition"},
		{"a wrong update", "next_item = False.", "next_item = True.", "can[1]=true"},
		{"an update of the last", "output[3] = 1.", "output[3] = 1. We update can_use_next_item = False.", "unaligned 16=false"},
		{"a wrong list", last, "\nReconstructing all together, output=[1, 2, 2, 2].", "output=[1, 2, 2, 2], answer=[1, 2, 2, 2]"},
		{"no list", last, "", "output lost, answer="},
		{"a list not closed", "2, 2, 1].", "2, 2, 1", "output lost, answer="},

		// restatements
		{"the list", " dp[3]", "input = [4, 4, -2, 2]\ndp[3]", "1 input"},
		{"a number of the list", "max(1, 0)", "max(2, 0)", "1 input"},
		{"dp in a sum", "max(1, 4 + 1, 0) = 5", "max(2, 4 + 3, 0) = 5", "2 dp"},
		{"dp in a comparison", "(1 == 1)", "(2 == 2)", "1 dp, 1 input"},
		{"a side added up", "(5 == 4 + 1)", "(5 == 5)", ""},
		{"a sum added up", "max(5, 4 + 1, 0)", "max(5, 5, 0)", ""},
		{"another variable in a sum", "input[1] + dp[3], 0)", "input[1] + dp[2], 0)", "1 name"},
		{"another variable in a comparison", "== input[3] (", "== input[2] (", "1 input, 1 name"},
		{"a name for a number of another list", "input[3], 0) = max(1, 0)", "input[9], 0) = max(1, 0)", "1 name"},
		{"can", "Let can_use_next_item = True", "Let can_use_next_item = False", "1 can"},
		{"can in a comparison", "(5 == 4 + 1) and can_use_next_item == True", "(5 == 4 + 1) and can_use_next_item == False", "1 can"},
		{"can == False is one of two conditions", "(1 != -2) or can_use_next_item == False", "(1 != -2) or can_use_next_item == True", ""},
		{"names and no numbers", "input[3], 0) = max(1, 0) = 1", "input[3], 0) = 1", ""},
		{"numbers and no names", "max(dp[1], input[0] + dp[2], 0) = ", "", ""},
		{"numbers and no names: one miscopied", "max(input[2], input[3], 0) = max(-2, 1, 0)", "max(-2, 2, 0)", "1 input"},

		// which step is which
		{"a repeated step: the first wins", "\n\nFinally", "\ndp[1] = max(1, 2) = 3\n\nFinally", "unaligned 4=3 unsound"},
		{"a repeated step that is right", "\n\nFinally", "\ndp[3] = max(input[3], 0) = max(1, 0) = 1\n\nFinally", "unaligned 4=1 sound"},
		{"a step that gold lacks", "dp[3] = max", "dp[4] = max", "dp[3] lost, unaligned 0=1 sound"},
		{"an index that cannot be read", "dp[3] = max", "dp[x] = max", "dp[3] lost, rejected 1"},
		{"a repeated comparison", "Since dp[1] !=", "Since dp[0] !=", "equal[1] lost, unaligned 8=true, 2 name"},
		{"a repeated output", "output[1] = 2", "output[0] = 2", "use[1] lost, output[1] lost, can[2] lost, unaligned 9=2, unaligned 10=true"},
		{"steps in another order", padExample[1:strings.Index(padExample, "dp[2]")], "", "dp[3] lost"},

		// what is lost
		{"no result", "max(1, 0) = 1", "max(1, 0)", "dp[3] lost, rejected 1"},
		{"arguments that cannot be read", "max(input[3], 0) = max(1, 0) = 1", "max(input[3) = max(1, 0} = 1", ""},
		{"all that cannot be read", "max(input[3], 0) = max(1, 0) = 1", "max(input[3) = max(1, 0} = 1 or so", "dp[3] lost, rejected 1"},
		{"no sides", "(5 == 4 + 1) ", "", "equal[0] lost"},
		{"a side that is no integer", "(5 == 4 + 1) ", "(5 == 4.5 + 0.5) ", "equal[0] lost, 1 dp, 1 input"},
		{"no output", "we store output[1] = 2. We", "we", "use[1] lost, output[1] lost"},

		// the form
		{"a line of other words", "Let can", "Let me see.\nLet can", "rejected 1"},
		{"line ends of Windows", "\n", "\r\n", ""},
		{"no line ends", "= 5\n\nFinally", "= 5Finally", ""},
		{"two steps on a line", "= 1\ndp", "= 1 dp", ""},
		{"two steps without a blank between", "= 1\ndp", "= 1dp", ""},
		{"Markdown", "dp[0] = max(dp[1], input[0] + dp[2], 0) = max(5, 4 + 1, 0) = 5", "- **dp[0]** = `max(dp[1], input[0] + dp[2], 0)` = max(5, 4 + 1, 0) = **5**", ""},
		{"a bracket around a number", "(1 != -2)", "(1 != (-2))", ""},
		{"minus for plus", "max(1, 4 + 1, 0)", "max(1, 4 - -1, 0)", ""},
		{"the minus that print uses", "max(-2, 1, 0)", "max(−2, 1, 0)", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := tasktest.Effects(of(t, example), tasktest.Edit(t, padExample, c.part, c.by)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A wrong dp[2] of a model that goes on rightly from it: dp[1] and plus[0] are
// right steps on wrong values, which is what op(p) finds (METHOD.md section 4).
func TestOutcomesOfADamagedResponse(t *testing.T) {
	p := of(t, example)
	g := tasktest.Graph(p)
	text := strings.NewReplacer("max(-2, 1, 0) = 1", "max(-2, 1, 0) = 7", "max(1, 4 + 1, 0) = 5", "max(7, 4 + 1, 0) = 7",
		"max(5, 4 + 1, 0) = 5", "max(7, 4 + 7, 0) = 11", "(5 == 4 + 1)", "(11 == 4 + 7)", "(5 != 4 + 1)", "(7 != 4 + 1)").Replace(padExample)
	trace := p.Read(g, text)
	value := func(v graph.Node) string {
		if r := trace.Readings[v]; r.State == task.Stated {
			return r.Value
		}
		return g.Value(v)
	}
	for label, want := range map[graph.Label]string{
		labelDP(3): "1 from 1", labelDP(2): "7 from 1", labelDP(1): "7 from 7", labelEqual(0): "true from true", labelEqual(1): "false from false", labelUse(1): "false from false",
	} {
		v, _ := g.Find(label)
		var args []string
		for _, a := range g.Args(v) {
			arg := value(a)
			if trace.Readings[a].State == task.Unstated { // plus, from what it is made of
				var of []string
				for _, b := range g.Args(a) {
					of = append(of, value(b))
				}
				arg, _ = p.Apply(g, a, of)
			}
			args = append(args, arg)
		}
		remade, _ := p.Apply(g, v, args)
		if got := value(v) + " from " + remade; got != want {
			t.Errorf("%v is %s, want %s", label, got, want)
		}
	}
	if trace.Miscopied["dp"] != 1 { // (1 != -2) repeats dp[2] as it should have been
		t.Errorf("miscopied %v, want one dp", trace.Miscopied)
	}
}

// Real responses of a small transformer, in the sizes it was trained on (2 to 5)
// and beyond. What the text ends with is found by a regular expression here.
func TestRealTranscripts(t *testing.T) {
	t.Parallel()
	lastOutput := regexp.MustCompile(`^\[-?\d+(, -?\d+)*\]`)
	records := tasktest.Records(t, tasktest.Data(t, "tiny-transformer/dynprog_transcripts.jsonl.gz")[0])
	if len(records) != 7506 {
		t.Errorf("%d responses, want 7,506", len(records))
	}
	for _, record := range records {
		instance, err := Task{}.Parse(task.Problem{Question: record["question"].(string)})
		if err != nil {
			t.Fatal(err)
		}
		text := record["response"].(string)
		g := tasktest.Graph(instance)
		trace := instance.Read(g, text)
		if fault := tasktest.CheckTrace(g, trace); fault != "" {
			t.Fatalf("%v: %s", record["id"], fault)
		}
		want := ""
		if at := strings.LastIndex(text, "output="); at >= 0 {
			want = lastOutput.FindString(text[at+len("output="):])
		}
		if trace.Answer != want {
			t.Errorf("%v: answer %q, want %q", record["id"], trace.Answer, want)
		}
		if wantRight := want == smallest(integers(t, instance)); (trace.Answer == instance.Answer()) != wantRight {
			t.Errorf("%v: answer %q is right: %t", record["id"], trace.Answer, wantRight)
		}
		n := len(integers(t, instance)) // dp, equal, use, output of each, can of all but the first, and the list
		stated := 0
		for _, r := range trace.Readings {
			if r.State == task.Stated {
				stated++
			}
		}
		if n <= 5 && (trace.LinesRejected > 0 || len(trace.Unaligned) > 0 || stated != 4*n+n-1+1) {
			t.Errorf("%v: %d lines rejected, unaligned %v, %d nodes stated", record["id"], trace.LinesRejected, trace.Unaligned, stated)
		}
	}
}
