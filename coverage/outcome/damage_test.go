package outcome_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// A number of a scratchpad is one of these.
type numberKind int

const (
	noNumber      numberKind = iota // the number of a step, or of partial products
	value                           // of a node: METHOD.md section 3.1, "Values come from their own step"
	writtenDigit                    // without a carry: what the step has computed once more
	restatement                     // of a factor, a digit, a value given before
	resultWritten                   // value of a node that the text then writes down without a carry
)

// number is one number of a perfect scratchpad, classified by where it stands.
type number struct {
	start, end int
	kind       numberKind
	node       string // that it is the value of
}

var (
	anyNumber   = regexp.MustCompile(`\d+`)
	lineNumber  = regexp.MustCompile(`(^|\n)$`)
	afterResult = regexp.MustCompile(`This gives [^=\n]*= $`)
	afterRow    = regexp.MustCompile(`The partial product for this step is [A-Z]=$`)
	lastTerm    = regexp.MustCompile(`([A-Z])=\d+ \([^()]*$`)
	header      = regexp.MustCompile(`et's multiply `)
	carries     = regexp.MustCompile(`^\. Write down the result \d+ and carry over`)
)

// classify finds out what each number of the perfect scratchpad of x times y is.
// It shares nothing with the reader of package multiplication.
func classify(text, x, y string) (numbers []number) {
	all := anyNumber.FindAllStringIndex(text, -1)
	for k, at := range all {
		before, after := text[:at[0]], text[at[1]:]
		row := len(header.FindAllString(before, -1)) - 1
		thisRow := before[strings.LastIndex(before, "et's multiply ")+1:]
		column := strings.Count(thisRow, "This gives ") - 1
		n := number{start: at[0], end: at[1], kind: value}
		switch {
		case lineNumber.MatchString(before) || strings.HasSuffix(before, "let's sum the "):
			n.kind = noNumber
		case afterResult.MatchString(before):
			n.node = fmt.Sprintf("prod[%d,%d]", row, column)
			if strings.Contains(before[strings.LastIndex(before, "\n"):], "Add the carryover") {
				n.node = fmt.Sprintf("sum[%d,%d]", row, column)
			}
			if !carries.MatchString(after) {
				n.kind = resultWritten
			}
		case strings.HasSuffix(before, "Write down the result ") && strings.HasPrefix(after, " and carry over"):
			n.node = fmt.Sprintf("digit[%d,%d]", row, column)
		case strings.HasSuffix(before, "Write down the result "):
			n.kind = writtenDigit
		case strings.HasSuffix(before, "and carry over the "):
			n.node = fmt.Sprintf("carry[%d,%d]", row, column)
		case afterRow.MatchString(before) && len(x) > 1:
			n.node = fmt.Sprintf("partial[%d]", row)
		case strings.HasSuffix(before, "so it becomes "):
			n.node = fmt.Sprintf("shifted[%d]", lastTerm.FindStringSubmatch(before)[1][0]-'A')
		case k == len(all)-1 && len(y) > 1:
			n.node = "product"
		default:
			n.kind = restatement
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// otherNumbers are numbers that might be written by mistake instead of one.
func otherNumbers(n string) []string {
	first, last := (n[0]-'0')%9+1, (n[len(n)-1]-'0'+1)%10
	return []string{"1" + n, n[:len(n)-1] + string('0'+last), string('0'+first) + n[1:]}
}

// Every number of a perfect scratchpad is changed in turn. A value that was
// changed is wrong there and nowhere else; a changed restatement is no mistake
// of calculation, and is counted as miscopied.
func TestDamage(t *testing.T) {
	for _, factors := range [][2]string{{"12", "84"}, {"123", "45"}, {"999", "99"}, {"5", "12"}, {"7", "8"}, {"100", "20"}, {"21", "3"}} {
		x, y := factors[0], factors[1]
		question := x + " x " + y
		instance, g := tasktest.Compile(t, multiplication.Task{}, question)
		text := string(instance.AppendScratchpad(nil))
		damaged := map[string]bool{}
		for _, n := range classify(text, x, y) {
			damaged[n.node] = true
			for _, other := range otherNumbers(text[n.start:n.end]) {
				what := fmt.Sprintf("%s: %s for %s after %q", question, other, text[n.start:n.end], text[max(0, n.start-30):n.start])
				checkDamage(t, what, instance, g, text[:n.start]+other+text[n.end:], n, other)
			}
		}
		for v := range graph.Node(g.Len()) {
			label := g.Label(v).String()
			indices, isProd := strings.CutPrefix(label, "prod")
			_, hasSum := g.Find(graph.ParseLabel("sum" + indices))
			if want := !g.IsSource(v) && !(isProd && hasSum); damaged[label] != want {
				t.Errorf("%s: value of %s found in the text: %t, want %t", question, label, damaged[label], want)
			}
		}
	}
}

// uses reports whether v is made from the node with that label.
func uses(g *graph.Graph, v graph.Node, label string) bool {
	return slices.ContainsFunc(g.Args(v), func(a graph.Node) bool { return g.Label(a).String() == label })
}

func checkDamage(t *testing.T, what string, instance task.Instance, g *graph.Graph, text string, n number, other string) {
	t.Helper()
	trace := instance.Read(g, text)
	var locals, unaligned []string
	for _, o := range outcome.Of(instance, g, &trace) {
		switch o.Outcome {
		case outcome.Local:
			locals = append(locals, o.Label+" "+o.Value)
		case outcome.Unaligned:
			unaligned = append(unaligned, o.Value)
		case outcome.Missing:
			t.Errorf("%s: %s is missing", what, o.Label)
		}
		// What is made from the changed value cannot be plainly right: it is wrong
		// with it, or was put right again.
		if n.kind == value && o.Outcome == outcome.Correct && uses(g, o.Node, n.node) {
			t.Errorf("%s: %s is %s, though made from the changed value", what, o.Label, o.Outcome)
		}
		if n.kind == noNumber && o.Outcome != outcome.Correct {
			t.Errorf("%s: %+v", what, o)
		}
	}
	wantLocals, wantUnaligned := 0, 0
	switch n.kind {
	case value, resultWritten:
		wantLocals = 1
		// The written digit, left as it was, is now not what the step computed.
		if n.kind == resultWritten {
			wantUnaligned = 1
		}
		if len(locals) == 1 && locals[0] != n.node+" "+other {
			t.Errorf("%s: local at %s, want %s", what, locals[0], n.node)
		}
	case writtenDigit:
		wantUnaligned = 1
	}
	if len(locals) != wantLocals || len(unaligned) != wantUnaligned {
		t.Errorf("%s: local %v, unaligned %v; want %d and %d", what, locals, unaligned, wantLocals, wantUnaligned)
	}
	if want := map[numberKind]int{restatement: 1}[n.kind]; n.kind != value && n.kind != resultWritten && trace.MiscopiedTotal() != want {
		t.Errorf("%s: miscopied %v, want %d", what, trace.Miscopied, want)
	}
}
