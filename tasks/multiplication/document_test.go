package multiplication

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

const question12x84 = "What is 12 times 84?"

// What an edit of a training document changes in its graph, beside the graph
// of a perfect one: "-" nodes gone, "+" nodes new. An operand that the text
// gives otherwise than its node is a source of its own, numbered by its
// position among all nodes (the digits of 12 and 84 are 0 to 3).
func TestDocumentGraphs(t *testing.T) {
	for _, c := range []struct {
		name, part, by string
		want           []string // nodes gone, then nodes new, each in byte order
	}{
		{"as it is", "", "", nil},
		{"a factor miscopied", "2 x 4 = 8", "3 x 4 = 8", []string{
			"-prod[0,0] = multiply[8](x[0], y[0])",
			"+operand[4] = 3",
			"+prod[0,0] = multiply[8](operand[4], y[0])",
		}},
		{"a wrong result, used as such", "2 x 4 = 8. Write down the result 8", "2 x 4 = 9. Write down the result 9", []string{
			"-prod[0,0] = multiply[8](x[0], y[0])",
			"+prod[0,0] = multiply[9](x[0], y[0])",
		}},
		{"another digit written down", "result 8", "result 3", []string{
			"-partial[0] = concat[48](prod[0,1], prod[0,0])",
			"+operand[5] = 3",
			"+partial[0] = concat[48](prod[0,1], operand[5])",
		}},
		{"a surplus carry is a node", "2 x 4 = 8. Write down the result 8", "2 x 4 = 8. Write down the result 8 and carry over the 0", []string{
			"-partial[0] = concat[48](prod[0,1], prod[0,0])",
			"+carry[0,0] = div10[0](prod[0,0])",
			"+digit[0,0] = mod10[8](prod[0,0])",
			"+partial[0] = concat[48](prod[0,1], digit[0,0])",
		}},
		{"a surplus carry added", "1 x 4 = 4", "(1 x 4) + 0 = 4", []string{
			"-partial[0] = concat[48](prod[0,1], prod[0,0])",
			"+operand[6] = 0", // no carry was written down
			"+partial[0] = concat[48](sum[0,1], prod[0,0])",
			"+sum[0,1] = add[4](prod[0,1], operand[6])",
		}},
		{"the product under a carry comes from the factors as stated", "(1 x 8) + 1 = 9", "(2 x 8) + 1 = 9", []string{
			"-prod[1,1] = multiply[8](x[1], y[1])",
			"+operand[9] = 2", // after four digits, three prods, a digit and a carry
			"+prod[1,1] = multiply[16](operand[9], y[1])",
		}},
		{"a carry miscopied", "+ 1 = 9", "+ 2 = 9", []string{
			"-sum[1,1] = add[9](prod[1,1], carry[1,0])",
			"+operand[10] = 2",
			"+sum[1,1] = add[9](prod[1,1], operand[10])",
		}},
		{"no carry written, and so none added", " and carry over the 1 to the next step", "", []string{
			"-carry[1,0] = div10[1](prod[1,0])",
			"-digit[1,0] = mod10[6](prod[1,0])",
			"-partial[1] = concat[96](sum[1,1], digit[1,0])",
			"-sum[1,1] = add[9](prod[1,1], carry[1,0])",
			"+operand[7] = 6",
			"+operand[9] = 1",
			"+partial[1] = concat[96](sum[1,1], operand[7])",
			"+sum[1,1] = add[9](prod[1,1], operand[9])",
		}},
		{"a carry without its digit", "result 6 and", "result  and", []string{
			"-digit[1,0] = mod10[6](prod[1,0])",
			"-partial[1] = concat[96](sum[1,1], digit[1,0])",
			"+partial[1] = concat[96](sum[1,1], prod[1,0])",
		}},
		{"a partial product shifted as another", "B=96 (", "B=97 (", []string{
			"-shifted[1] = shift_1[960](partial[1])",
			"+operand[13] = 97",
			"+shifted[1] = shift_1[960](operand[13])",
		}},
		{"a summand miscopied", "48 + 960", "49 + 960", []string{
			"-product = add[1008](partial[0], shifted[1])",
			"+operand[14] = 49",
			"+product = add[1008](operand[14], shifted[1])",
		}},
		{"no sum spelled out", "48 + 960 = ", "", nil},
		{"a summand left out", "48 + 960", "48", []string{
			"-product = add[1008](partial[0], shifted[1])",
			"+product = add[1008](partial[0])",
		}},
		{"no last sentence", "The final answer", "The end", []string{
			"-product = add[1008](partial[0], shifted[1])",
		}},
		{"a result without its factors", "This gives 2 x 4 = 8", "This gives the result = 8", nil},
		{"a factor with a sign", "2 x 4 = 8. ", "-2 x 4 = 8. ", []string{
			"-prod[0,0] = multiply[8](x[0], y[0])",
			"+operand[4] = -2",
			"+prod[0,0] = multiply[8](operand[4], y[0])",
		}},
		{"a factor with a sign, under a carry: the product is not inferred", "(1 x 8)", "(-1 x 8)", []string{
			"-partial[1] = concat[96](sum[1,1], digit[1,0])",
			"-prod[1,1] = multiply[8](x[1], y[1])",
			"-sum[1,1] = add[9](prod[1,1], carry[1,0])",
			"+partial[1] = concat[96](digit[1,0])",
		}},
		{"a step left out", "tens place of 12", "hundreds place of 12", []string{
			"-partial[0] = concat[48](prod[0,1], prod[0,0])",
			"-prod[0,1] = multiply[4](x[1], y[0])",
			"+partial[0] = concat[48](prod[0,0])",
		}},
		{"a repeated step: the first wins", "3. The", "3. Multiply 4 by the digit in the tens place of 12, which is 1. This gives 1 x 4 = 5. Write down the result 5.\n4. The", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var g graph.Graph
			doc := task.Document{Question: question12x84, Text: tasktest.Edit(t, pad12x84, c.part, c.by)}
			if _, err := (Task{}).CompileTrace(&g, doc); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, tasktest.Changes(tasktest.Graph(of(t, "12", "84")), &g)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The question says which problem it is; without one, the first header does.
func TestDocumentInstance(t *testing.T) {
	miscopied := strings.ReplaceAll(pad12x84, "multiply 12 by", "multiply 13 by")
	for _, c := range []struct{ name, question, text, want string }{
		{"question", question12x84, pad12x84, `{"x":12,"y":84}`},
		{"question and another header", question12x84, miscopied, `{"x":12,"y":84}`},
		{"header", "", pad12x84, `{"x":12,"y":84}`},
		{"header of another problem", "", miscopied, `{"x":13,"y":84}`},
		{"a question that says nothing", "Go on.", pad12x84, `{"x":12,"y":84}`},
		{"the first header that can be read", "", tasktest.Edit(t, pad12x84, "multiply 12 by", "multiply by"), `{"x":12,"y":84}`},
		{"the question is in the text", "", question12x84 + "\n\n" + pad12x84, `{"x":12,"y":84}`},
	} {
		var g graph.Graph
		instance, err := Task{}.CompileTrace(&g, task.Document{Question: c.question, Text: c.text})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := instance.Input(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDocumentsWithoutSteps(t *testing.T) {
	headers := strings.Join([]string{"Let's multiply 12 by the digit in the ones place of 84, which is 4.", ""}, "\n")
	step := "1. Multiply 4 by the digit in the ones place of 12, which is 2. This gives 2 x 4 = 8. Write down the result 8."
	for name, doc := range map[string]task.Document{
		"nothing":                {},
		"an answer":              {Question: question12x84, Text: "1008"},
		"a header alone":         {Question: question12x84, Text: headers},
		"the problem and answer": {Question: question12x84, Text: "12 x 84 = 1008."},
		"a step of no row":       {Question: question12x84, Text: step},
		"a step of no problem":   {Text: step},
		"a step without result":  {Question: question12x84, Text: headers + "1. Multiply 4 by the digit in the ones place of 12."},
	} {
		var g graph.Graph
		if _, err := (Task{}).CompileTrace(&g, doc); !errors.Is(err, task.ErrNoSteps) {
			t.Errorf("%s: error %v, want task.ErrNoSteps", name, err)
		}
	}
	sevens := strings.Repeat("7", 257)
	long := strings.NewReplacer("12", sevens, "84", sevens).Replace(headers) + step
	var g graph.Graph
	if _, err := (Task{}).CompileTrace(&g, task.Document{Text: long}); err == nil || errors.Is(err, task.ErrNoSteps) {
		t.Errorf("257 digits times 257: error %v", err)
	}
}
