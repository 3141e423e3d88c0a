package outcome_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// outcomes judges a response. Nodes that are correct and stand in the text are
// left out; the others read "outcome value", with "inferred" where they are.
func outcomes(t testing.TB, question, text string) map[string]string {
	t.Helper()
	instance, g := tasktest.Compile(t, multiplication.Task{}, question)
	trace := instance.Read(g, text)
	found := map[string]string{}
	for _, o := range outcome.Of(instance, g, &trace) {
		line := string(o.Outcome)
		if o.HasValue {
			line += " " + o.Value
		}
		if o.Inferred {
			line += " inferred"
		}
		if o.Outcome != outcome.Correct || o.Inferred {
			found[o.Label] = line
		}
	}
	return found
}

// The graph of 12 x 84, whose text is in METHOD.md section 3.1:
//
//	prod[0,0] = 2 x 4 = 8, prod[0,1] = 1 x 4 = 4, partial[0] = 48
//	prod[1,0] = 2 x 8 = 16, digit[1,0] = 6, carry[1,0] = 1
//	prod[1,1] = 1 x 8 = 8 (never stated), sum[1,1] = 8 + 1 = 9, partial[1] = 96
//	shifted[1] = 960, product = 48 + 960 = 1008
//
// Each case changes the text and says what becomes of these.
func TestOutcomes(t *testing.T) {
	const (
		step4 = "4. Multiply 8 by the digit in the ones place of 12, which is 2. This gives 2 x 8 = 16. Write down the result 6 and carry over the 1 to the next step.\n"
		tail4 = "= 16. Write down the result 6 and carry over the 1 to"
		tail5 = "(1 x 8) + 1 = 9. Write down the result 9."
		rowB  = "is B=96 which"
		sumB  = "B=96 (from multiplication by 8 but shifted one place to the left, so it becomes 960). The final answer is 48 x 1 + 96 x 10 = 48 + 960 = 1008."
	)
	// inferred is in every result: its op makes it from sources, which are given.
	const inferred = "correct 8 inferred"
	tests := []struct {
		name    string
		changes []string // old and new in turn
		want    map[string]string
	}{
		{"perfect", nil, map[string]string{}},
		{
			"a wrong product is carried on to the end",
			[]string{
				tail4, "= 18. Write down the result 8 and carry over the 1 to", rowB, "is B=98 which",
				sumB, "B=98 (from multiplication by 8 but shifted one place to the left, so it becomes 980). The final answer is 48 x 1 + 98 x 10 = 48 + 980 = 1028.",
			},
			map[string]string{
				"prod[1,0]": "local 18", "digit[1,0]": "propagation 8",
				"carry[1,0]": "restoration_masked 1", // 18 / 10 is 1, as 16 / 10 is
				"partial[1]": "propagation 98", "shifted[1]": "propagation 980", "product": "propagation 1028",
			},
		},
		{
			"mod10 forgives",
			[]string{tail4, "= 26. Write down the result 6 and carry over the 2 to", tail5, "(1 x 8) + 2 = 10. Write down the result 10.", rowB, "is B=106 which"},
			map[string]string{
				"prod[1,0]": "local 26", "digit[1,0]": "restoration_masked 6", "carry[1,0]": "propagation 2", "sum[1,1]": "propagation 10",
				"partial[1]": "propagation 106",
				"shifted[1]": "restoration_unexplained 960", // 1060 would follow
			},
		},
		{
			"the rest goes on as if nothing had happened",
			[]string{tail4, "= 25. Write down the result 6 and carry over the 1 to"},
			map[string]string{"prod[1,0]": "local 25", "digit[1,0]": "restoration_unexplained 6", "carry[1,0]": "restoration_unexplained 1"},
		},
		{
			"a slip in the middle and another after it",
			[]string{rowB, "is B=97 which", "so it becomes 960", "so it becomes 980"},
			map[string]string{
				"partial[1]": "local 97", "shifted[1]": "local 980", // 970 would follow
				"product": "restoration_unexplained 1008", // 48 + 980 is 1028
			},
		},
		{
			"a missing step is made up for by its op",
			[]string{step4, ""},
			map[string]string{"prod[1,0]": "missing", "digit[1,0]": "missing", "carry[1,0]": "missing"},
		},
		{
			"what follows a missing step is judged by what its op makes",
			[]string{step4, "", tail5, "(1 x 8) + 1 = 8. Write down the result 8.", rowB, "is B=86 which"},
			map[string]string{
				"prod[1,0]": "missing", "digit[1,0]": "missing", "carry[1,0]": "missing",
				"sum[1,1]": "local 8", "partial[1]": "propagation 86", "shifted[1]": "restoration_unexplained 960",
			},
		},
		{
			"a missing carry is replaced by its op on the wrong product",
			[]string{tail4, "= 26. It goes on to", tail5, "(1 x 8) + 2 = 10. Write down the result 10.", rowB, "is B=106 which"},
			map[string]string{
				"prod[1,0]": "local 26", "digit[1,0]": "missing", "carry[1,0]": "missing",
				"sum[1,1]": "propagation 10", "partial[1]": "propagation 106", "shifted[1]": "restoration_unexplained 960",
			},
		},
		{
			"a carry is forgotten",
			[]string{"Add the carryover from the previous step to account for this. This gives " + tail5, "This gives 1 x 8 = 8. Write down the result 8.", rowB, "is B=86 which"},
			map[string]string{"sum[1,1]": "local 8", "partial[1]": "propagation 86", "shifted[1]": "restoration_unexplained 960"},
		},
		{
			"two digits are written down where one should be carried",
			[]string{tail4, "= 16. Write down the result 16 to", rowB, "is B=916 which"},
			map[string]string{
				"digit[1,0]": "missing", "carry[1,0]": "missing", // and sum[1,1] is judged by 1, what its op makes
				"partial[1]": "propagation 916", "shifted[1]": "restoration_unexplained 960", // put together from 9 and 16
			},
		},
		{
			"a carry that there should not be",
			[]string{"2 x 4 = 8. Write down the result 8.", "2 x 4 = 18. Write down the result 8 and carry over the 1 to the next step."},
			map[string]string{"prod[0,0]": "local 18", "step[0]": "unaligned 1"}, // the written digit is right, so is the partial product
		},
		{
			"a written digit without a carry is not what was computed",
			[]string{tail5, "(1 x 8) + 1 = 9. Write down the result 7."},
			map[string]string{"step[4]": "unaligned 7", "partial[1]": "restoration_unexplained 96"}, // put together from 7 and 6
		},
		{
			"a step that is done twice, one of a place that is not there, a third row",
			[]string{
				"3. The partial product", "Multiply 4 by the digit in the ones place of 12, which is 2. This gives 2 x 4 = 7. Write down the result 7.\n" +
					"Multiply 4 by the digit in the hundreds place of 12, which is 0. This gives 0 x 4 = 0. Write down the result 0.\n3. The partial product",
				"Now, let's sum", "Now, let's multiply 12 by the digit in the hundreds place of 84, which is 0.\nThe partial product for this step is C=0 which is it.\nNow, let's sum",
			},
			map[string]string{"step[2]": "unaligned 7", "step[3]": "unaligned 0", "step[8]": "unaligned 0"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want["prod[1,1]"] = inferred
			if diff := cmp.Diff(test.want, outcomes(t, "12 x 84", tasktest.Edit(t, scratchpad(t, "12 x 84"), test.changes...))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// An answer without steps states the product and nothing else.
func TestOutcomesOfBareAnswer(t *testing.T) {
	missing := func(product string) map[string]string {
		want := map[string]string{"prod[1,1]": "correct 8 inferred", "product": product}
		for _, label := range strings.Fields("prod[0,0] prod[0,1] partial[0] prod[1,0] digit[1,0] carry[1,0] sum[1,1] partial[1] shifted[1]") {
			want[label] = "missing"
		}
		if product == "" {
			delete(want, "product")
		}
		return want
	}
	for text, product := range map[string]string{
		"1008":                              "", // correct
		"The answer is 1,008.":              "",
		"1018":                              "local 1018", // the ops make 1008 of what is given
		"I would rather not say.":           "missing",
		"The final answer is 48 + 960 = 9.": "local 9",
	} {
		if diff := cmp.Diff(missing(product), outcomes(t, "12 x 84", text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// noValue is an instance whose ops make no value of anything, as that of a
// puzzle may not where its clues contradict each other.
type noValue struct{ task.Instance }

func (noValue) Equal(stated, value string) bool { return stated == value }

func (noValue) Apply(*graph.Graph, graph.Node, []string) (string, bool) { return "", false }

// Where an op makes no value of what the response had, nothing follows from it.
func TestOutcomesWithoutValue(t *testing.T) {
	g := new(graph.Graph)
	x := g.Source(graph.Name("x"), "1")
	a := g.Add("f", graph.Name("a"), "2", x)
	states := []task.State{task.Stated, task.Stated, task.Unstated, task.Missing}
	trace := task.Trace{Readings: []task.Reading{{}, {State: task.Stated, Value: "9"}}}
	for k, value := range []string{"3", "8", "", ""} { // each made from a, which the response has wrong
		g.Add("f", graph.Indexed("b", k), "3", a)
		trace.Readings = append(trace.Readings, task.Reading{State: states[k], Value: value})
	}
	g.Add("f", graph.Name("c"), "4", g.Sinks()[2]) // made from the one that is missing and cannot be made up for
	trace.Readings = append(trace.Readings, task.Reading{State: task.Stated, Value: "4"})
	want := []outcome.Node{
		{Node: 1, Label: "a", Value: "9", HasValue: true, Outcome: outcome.Local, ArgumentsRight: true}, // f of the source makes 2, the right value
		{Node: 2, Label: "b[0]", Value: "3", HasValue: true, Outcome: outcome.RestorationUnexplained},
		{Node: 3, Label: "b[1]", Value: "8", HasValue: true, Outcome: outcome.Local},
		{Node: 4, Label: "b[2]", Inferred: true, Outcome: outcome.Missing},
		{Node: 5, Label: "b[3]", Outcome: outcome.Missing},
		{Node: 6, Label: "c", Value: "4", HasValue: true, Outcome: outcome.RestorationUnexplained},
	}
	if diff := cmp.Diff(want, outcome.Of(noValue{}, g, &trace)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// rounding takes a value for another that it is when cut to its length.
type rounding struct{ task.Instance }

func (rounding) Equal(stated, value string) bool { return strings.HasPrefix(value, stated) }

func (rounding) Apply(_ *graph.Graph, _ graph.Node, args []string) (string, bool) {
	return "2" + args[0], true
}

// A value that means the right one is right, also as an argument.
func TestOutcomesRounded(t *testing.T) {
	g := new(graph.Graph)
	a := g.Add("f", graph.Name("a"), "1.125", g.Source(graph.Name("x"), "1"))
	b := g.Add("f", graph.Name("b"), "21.125", a)
	g.Add("f", graph.Name("c"), "221.125", b)
	stated := func(values ...string) *task.Trace {
		trace := task.Trace{Readings: make([]task.Reading, 1)}
		for _, v := range values {
			trace.Readings = append(trace.Readings, task.Reading{State: task.Stated, Value: v})
		}
		return &trace
	}
	for _, c := range []struct {
		trace      *task.Trace
		outcomes   []outcome.Outcome
		firstWrong string
	}{
		{stated("1.12", "21.1", "221"), []outcome.Outcome{outcome.Correct, outcome.Correct, outcome.Correct}, ""},
		{stated("1.13", "21", "221"), []outcome.Outcome{outcome.Local, outcome.RestorationMasked, outcome.Correct}, "a"},
		{stated("1.12", "21.3", "221.3"), []outcome.Outcome{outcome.Correct, outcome.Local, outcome.Propagation}, "b"},
	} {
		got := outcome.Of(rounding{}, g, c.trace)
		for i, o := range got {
			if o.Outcome != c.outcomes[i] {
				t.Errorf("%v: %s is %s, want %s", c.trace.Readings, o.Label, o.Outcome, c.outcomes[i])
			}
		}
		if first := outcome.FirstWrong(got); first != c.firstWrong {
			t.Errorf("%v: first wrong is %q, want %q", c.trace.Readings, first, c.firstWrong)
		}
	}
}

// checkPerfect checks that a perfect scratchpad is read as such: every value
// that the text states is read from it, and is right.
func checkPerfect(t *testing.T, question, text string) {
	t.Helper()
	instance, g := tasktest.Compile(t, multiplication.Task{}, question)
	trace := instance.Read(g, text)
	underCarry := map[string]bool{} // products of which the text gives the sum instead
	for v := range graph.Node(g.Len()) {
		if indices, ok := strings.CutPrefix(g.Label(v).String(), "sum"); ok {
			underCarry["prod"+indices] = true
		}
	}
	operations := 0
	for _, o := range outcome.Of(instance, g, &trace) {
		operations++
		state := trace.Readings[o.Node].State
		if o.Outcome != outcome.Correct || o.Inferred != underCarry[o.Label] || (state == task.Stated) == underCarry[o.Label] || o.Value != g.Value(o.Node) {
			t.Errorf("%s: %s is %+v, state %d", question, o.Label, o, state)
		}
	}
	if operations != g.Measure().Operations || trace.MiscopiedTotal() != 0 || trace.LinesRejected != 0 || trace.Answer != instance.Answer() {
		t.Errorf("%s: %d outcomes, trace %+v", question, operations, trace)
	}
}

func TestPerfectScratchpads(t *testing.T) {
	for _, question := range []string{"7 x 8", "0 x 0", "5 x 12", "123 x 4", "12 x 84", "100 x 20", "999 x 99", "90909 x 80808", "99999999999999999999 x 98765432109876543210"} {
		checkPerfect(t, question, scratchpad(t, question))
	}
}

func TestPublishedScratchpadsArePerfect(t *testing.T) {
	paths := tasktest.Data(t, "faith-and-fate/multiplication_*.json.gz")
	every := 1
	if testing.Short() {
		every = 20
	}
	for _, path := range paths {
		for i, r := range tasktest.Records(t, path) {
			if i%every == 0 {
				checkPerfect(t, r["question"].(string), r["prompt"].(string))
			}
		}
	}
}

func scratchpad(t testing.TB, question string) string {
	t.Helper()
	instance, _ := tasktest.Compile(t, multiplication.Task{}, question)
	return string(instance.AppendScratchpad(nil))
}
