package multiplication

import (
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// Each rule of METHOD.md section 3.1, "Reading a trace", on one edit of the
// scratchpad of 12 x 84. Its nine computing statements are numbered from 0:
// steps 0 and 1, partial 2, steps 3 and 4, partial 5, terms A 6 and B 7.
func TestReadingRules(t *testing.T) {
	const (
		step1 = "1. Multiply 4 by the digit in the ones place of 12, which is 2. This gives 2 x 4 = 8. Write down the result 8.\n"
		step2 = "2. Multiply 4 by the digit in the tens place of 12, which is 1. This gives 1 x 4 = 4. Write down the result 4.\n"
		last  = " The final answer is 48 x 1 + 96 x 10 = 48 + 960 = 1008."
	)
	for _, c := range []struct{ name, part, by, want string }{
		{"as it is", "", "", ""},

		// which step is which
		{"a repeated step: the first wins", step2, step2 + strings.Replace(step1, "8", "9", 2), "unaligned 2=9"},
		{"a place that gold lacks", "tens place of 12", "hundreds place of 12", "prod[0,1] lost, unaligned 1=4"},
		{"a place that cannot be read", "tens place of 12", "teens place of 12", "prod[0,1] lost, unaligned 1=4"},
		{"steps in another order", step1 + step2, step2 + step1, ""},
		{"a step left out", step1, "", "prod[0,0] lost"},
		{"a header whose place cannot be read: the row's name places the partial", "tens place of 84", "tenz place of 84",
			"prod[1,0] lost, digit[1,0] lost, carry[1,0] lost, sum[1,1] lost, unaligned 3=16, unaligned 4=9, rejected 1"},
		{"a header whose place gold lacks", "tens place of 84", "hundreds place of 84",
			"prod[1,0] lost, digit[1,0] lost, carry[1,0] lost, sum[1,1] lost, partial[1] lost, unaligned 3=16, unaligned 4=9, unaligned 5=96"},
		{"a header repeated: so are its steps", "tens place of 84", "ones place of 84",
			"prod[1,0] lost, digit[1,0] lost, carry[1,0] lost, sum[1,1] lost, partial[1] lost, unaligned 3=16, unaligned 4=9, unaligned 5=96, 5 digit"},
		{"a partial product under a header with another row's name", "A=48 which", "B=48 which", ""},
		{"a repeated partial product", "6. The", "6. The partial product for this step is A=95.\n7. The", "partial[1]=95, unaligned 6=96, 2 partial"},
		{"a row that gold lacks in the closing list", "B=96 (", "C=96 (", "shifted[1] lost, unaligned 7=960"},
		{"the first row is not shifted", "A=48 (from multiplication by 4)", "A=48 (from multiplication by 4, so it becomes 480)", "unaligned 6=480"},

		// what a step states
		{"no result", "This gives 2 x 4 = 8. ", "", "prod[0,0] lost, partial[0]#1=8"},
		{"no digit", " Write down the result 8.", "", ""},
		{"a chain of equations: the last value", "2 x 4 = 8. ", "2 x 4 = 9 = 8. ", ""},
		{"a bracket left open", "(1 x 8) + 1 = 9", "(2 x 8 = 9", "1 digit"},
		{"a surplus carry", "result 8.", "result 8 and carry over the 1 to the next step.", "unaligned 0=1"},
		{"a surplus carry with another digit", "result 8.", "result 9 and carry over the 1 to the next step.", "unaligned 0=1, partial[0]#1=9"},
		{"a carry that nobody had is added", "1 x 4 = 4. Write down the result 4", "(1 x 4) + 1 = 5. Write down the result 5", "prod[0,1]=5"},
		{"no carry where gold has one", "result 6 and carry over the 1 to the next step.", "result 6.",
			"digit[1,0] lost, carry[1,0] lost, unaligned 3=6, partial[1]#1=6"},
		{"no carry, and the whole written down", "result 6 and carry over the 1 to the next step.", "result 16.",
			"digit[1,0] lost, carry[1,0] lost, partial[1]#1=16"},
		{"a carry without its digit", "result 6 and", "result  and", "digit[1,0] lost"},
		{"a carry not added", "(1 x 8) + 1 = 9. Write down the result 9", "1 x 8 = 8. Write down the result 8", "sum[1,1]=8"},
		{"another digit written down", "result 8.", "result 3.", "unaligned 0=3, partial[0]#1=3"},
		{"a sign is part of a number", "2 x 4 = 8", "2 x 4 = -8", "prod[0,0]=-8, unaligned 0=8, partial[0]#1=8"},
		{"so are places after a point", "2 x 4 = 8", "2 x 4 = 8.5", "prod[0,0]=8.5, unaligned 0=8, partial[0]#1=8"},
		{"a separator and a zero in front are not", "A=48", "A=048", ""},

		// the last sentence
		{"no last sentence", last, "", "product lost, answer="},
		{"another answer than the product", "= 1008.", "= 1009.", "product=1009, answer=1009"},
		{"the last number from the sentence on", "= 1008.", "= 1009.\n\nOr, rather, 1,008.", "rejected 1"},
		{"no sum spelled out", "= 48 + 960 = 1008", "= 1008", ""},
		{"restatements alone", last, " The final answer is 49 x 2 + 97 x 20 = 49 + 961 = 1008.", "3 partial, 2 power, 1 shifted"},
		{"more rows than there are", last, " The final answer is 48 x 1 + 96 x 10 + 5 x 100 = 48 + 960 + 500 = 1008.", ""},

		// the form
		{"a line of other words", "Now, let's sum", "Let me see.\nNow, let's sum", "rejected 1"},
		{"line ends of Windows", "8.\n2.", "8.\r\n2.", ""},
		{"two steps on a line", "8.\n2.", "8. 2.", ""},
		{"two steps without a blank between", "8.\n2.", "8.2.", ""},
		{"a step after the header", ".\n\n4. Multiply", ". 4. Multiply", ""},
		{"a partial product after a step", "9.\n6. The", "9. The", ""},
		{"a step run into its header says no place", ".\n\n4. Multiply 8 by the digit in the ones place of 12, which is 2.", ".",
			"prod[1,0] lost, digit[1,0] lost, carry[1,0] lost, unaligned 3=16"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := tasktest.Effects(of(t, "12", "84"), tasktest.Edit(t, pad12x84, c.part, c.by)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// All lines of a scratchpad as one.
func TestScratchpadOnOneLine(t *testing.T) {
	for _, by := range []string{" ", ""} {
		text := strings.ReplaceAll(pad12x84, "\n", by)
		if got := tasktest.Effects(of(t, "12", "84"), text); got != "" {
			t.Errorf("line ends replaced by %q: %q", by, got)
		}
	}
}

// Where x has one digit, a row is its only step, and the partial product
// repeats it; where y has, the closing sentence has no sum of its own.
func TestReadingOfOneDigit(t *testing.T) {
	for _, c := range []struct{ x, y, part, by, want string }{
		{"5", "12", "A=10 which", "A=11 which", "1 partial"},
		{"5", "12", "A=10 (", "A=11 (", "1 partial"},
		{"5", "12", "5 x 2 = 10. Write down the result 10", "5 x 2 = 11. Write down the result 11", "prod[0,0]=11, 4 partial"},
		{"5", "12", "becomes 50", "becomes 51", "shifted[1]=51, 1 shifted"},
		{"12", "4", "= 48.", "= 49.", "1 last result, answer=49"},
		{"12", "4", "= 48 = 48.", "= 47 = 48.", "1 partial"},
		{"12", "4", "A=48 which", "A=49 which", "partial[0]=49, 1 last result, 3 partial"},
		{"7", "8", "= 56 = 56.", "= 56 = 57.", "1 last result, answer=57"},
		{"7", "8", "7 x 8 = 56", "7 x 8 = 57", "prod[0,0]=57, unaligned 0=56, 1 last result, 4 partial"},
	} {
		p := of(t, c.x, c.y)
		if got := tasktest.Effects(p, tasktest.Edit(t, string(p.AppendScratchpad(nil)), c.part, c.by)); got != c.want {
			t.Errorf("%s x %s with %q: %q, want %q", c.x, c.y, c.by, got, c.want)
		}
	}
}

// prod under a carry is inferred, whether its step is there or not.
func TestProductUnderACarryIsUnstated(t *testing.T) {
	p := of(t, "12", "84")
	g := tasktest.Graph(p)
	under, _ := g.Find(labelProd(1, 1))
	for _, text := range []string{pad12x84, "", "1008"} {
		if r := p.Read(g, text).Readings[under]; r.Value != "" || r.State != task.Unstated {
			t.Errorf("%.20q: %v is read as %+v", text, g.Label(under), r)
		}
	}
}
