package puzzle

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// The example of METHOD.md section 3.3.
const (
	workedPuzzle = `This is a logic puzzle. There are 3 houses (numbered 1 on the left, 3 on the right), from the perspective of someone standing across the street from them. Each has a different person in them. They have different characteristics:
 - Each person has a unique name: peter, eric, arnold
 - Each person has a favorite drink: water, milk, root beer

1. The root beer lover is not in the second house.
2. Eric and the one who only drinks water are next to each other.
3. Eric is the root beer lover.
4. Peter is in the third house.
`
	workedQuestion = workedPuzzle + `
Let's think step by step. Please first briefly talk about your reasoning and show your final solution by filling the blanks in the below table.

$ House: ___ | Name: ___ | Drink: ___ |
$ House: ___ | Name: ___ | Drink: ___ |
$ House: ___ | Name: ___ | Drink: ___ |`
	askDrink2 = "\nWhat is Drink of the person who lives in House 2?? Provide only the name of the person as your final answer."

	workedStep1 = "Step 1: First applying clue: <Peter is in the third house.> We know that The Name in house 3 is peter. \n"
	workedStep2 = "Step 2: Then combining clues: <The root beer lover is not in the second house.><Eric is the root beer lover.> Unique Values Rules and the fixed table structure. We know that The Name in house 1 is eric. The Drink in house 1 is root beer. The Name in house 2 is arnold. \n"
	workedStep3 = "Step 3: Then applying clue: <Eric and the one who only drinks water are next to each other.> and Unique Values We know that The Drink in house 2 is water. The Drink in house 3 is milk. \n"
	workedEnd   = "The puzzle is solved.\nFinal solution:\n"
	workedTable = "$ House: 1 | Name: eric | Drink: root beer |\n$ House: 2 | Name: arnold | Drink: water |\n$ House: 3 | Name: peter | Drink: milk |"
	workedPad   = workedStep1 + workedStep2 + workedStep3 + workedEnd + workedTable
)

// workedNodes is the graph, by hand.
var workedNodes = []string{
	"beside(drink=water,name=eric) = beside(drink=water,name=eric)",
	"cell[1,drink] = deduce[1.drink=root beer](not_at(drink=root beer,2), same_house(drink=root beer,name=eric), cell[3,name])",
	"cell[1,name] = deduce[1.name=eric](not_at(drink=root beer,2), same_house(drink=root beer,name=eric), cell[3,name])",
	"cell[2,drink] = deduce[2.drink=water](beside(drink=water,name=eric), cell[2,name])",
	"cell[2,name] = deduce[2.name=arnold](not_at(drink=root beer,2), same_house(drink=root beer,name=eric), cell[3,name])",
	"cell[3,drink] = deduce[3.drink=milk](beside(drink=water,name=eric), cell[1,drink], cell[2,name])",
	"cell[3,name] = deduce[3.name=peter](found_at(name=peter,3))",
	"found_at(name=peter,3) = found_at(name=peter,3)",
	"not_at(drink=root beer,2) = not_at(drink=root beer,2)",
	"same_house(drink=root beer,name=eric) = same_house(drink=root beer,name=eric)",
	"solution = table[root beer eric water arnold milk peter](cell[1,drink], cell[1,name], cell[2,drink], cell[2,name], cell[3,drink], cell[3,name])",
}

func TestWorkedExample(t *testing.T) {
	instance, g := compiled(t, workedQuestion)
	if diff := cmp.Diff(workedNodes, tasktest.Nodes(g)); diff != "" {
		t.Errorf("graph: %s", diff)
	}
	if instance.Size() != "3x2" || instance.Answer() != "root beer eric water arnold milk peter" {
		t.Errorf("size %s, answer %q", instance.Size(), instance.Answer())
	}
	if got := string(instance.AppendScratchpad(nil)); got != workedPad {
		t.Errorf("scratchpad %s", cmp.Diff(workedPad, got))
	}
	if instance.Question() != workedQuestion {
		t.Errorf("question %s", cmp.Diff(workedQuestion, instance.Question()))
	}
	// 5 nodes of two clues and Peter's house, or deeper; the sink has all six.
	if m := g.Measure(); m.Nodes != 11 || m.Depth != 4 || m.Edges != 1+3*3+2+3+6 {
		t.Errorf("measures %+v", m)
	}
}

// TestWorkedOrder: listed otherwise it is the same puzzle with the same graph,
// and so is a puzzle that no question lists.
func TestWorkedOrder(t *testing.T) {
	instance, g := compiled(t, workedQuestion)
	other := `There are 3 houses, numbered 1 to 3 from left to right.
- Each person has a favorite drink: ` + "`root beer`, `Milk`, `water`." + `
- Each person has a unique name: ` + "`Arnold`, `Peter`, `Eric`" + `

## Clues:
1. Peter is in the third house.
2. The root beer lover is Eric.

3. The one who only drinks water and Eric are
next to each other.
4. The root beer lover is not in the second house.
5. Peter is in the third house.`
	for name, p := range map[string]task.Problem{"other order": {Question: other}, "input": {Input: instance.Input()}} {
		same, err := Task{}.Parse(p)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var again graph.Graph
		same.Compile(&again)
		if same.Input() != instance.Input() || same.Answer() != instance.Answer() {
			t.Errorf("%s: input %s, want %s", name, same.Input(), instance.Input())
		}
		if diff := tasktest.Diff(g, &again); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	want := `{"attributes":{"drink":["milk","root beer","water"],"name":["arnold","eric","peter"]},` +
		`"clues":["beside(drink=water,name=eric)","found_at(name=peter,3)","not_at(drink=root beer,2)","same_house(drink=root beer,name=eric)"]}`
	if instance.Input() != want {
		t.Errorf("input %s, want %s", instance.Input(), want)
	}
}

// TestWorkedCell: a question for one cell has that cell's sub-graph.
func TestWorkedCell(t *testing.T) {
	instance, g := compiled(t, workedPuzzle+askDrink2)
	var want []string
	for _, n := range workedNodes {
		label, _, _ := strings.Cut(n, " = ")
		if !slices.Contains([]string{"cell[1,drink]", "cell[1,name]", "cell[3,drink]", "solution"}, label) {
			want = append(want, n)
		}
	}
	if diff := cmp.Diff(want, tasktest.Nodes(g)); diff != "" {
		t.Errorf("graph: %s", diff)
	}
	if sinks := g.Sinks(); instance.Answer() != "water" || len(sinks) != 1 || g.Label(sinks[0]).String() != "cell[2,drink]" {
		t.Errorf("answer %q, sinks %v", instance.Answer(), sinks)
	}
	pad := workedStep1 +
		strings.NewReplacer("The Name in house 1 is eric. ", "", "The Drink in house 1 is root beer. ", "").Replace(workedStep2) +
		strings.NewReplacer(" and Unique Values", "", "The Drink in house 3 is milk. ", "").Replace(workedStep3) + workedEnd + "<answer>water</answer>"
	if got := string(instance.AppendScratchpad(nil)); got != pad {
		t.Errorf("scratchpad %s", cmp.Diff(pad, got))
	}
	var traced graph.Graph
	if _, err := (Task{}).CompileTrace(&traced, task.Document{Question: instance.Question(), Text: pad}); err != nil {
		t.Fatal(err)
	}
	if diff := tasktest.Diff(g, &traced); diff != "" {
		t.Errorf("trace: %s", diff)
	}
	if trace := instance.Read(g, pad); trace.Answer != "water" || trace.LinesRejected > 0 || trace.Unaligned != nil || trace.Miscopied != nil {
		t.Errorf("read: %+v", trace)
	}
}

// TestWorkedDamaged: step 2 gives house 1 milk and leaves out who lives there;
// what follows is as before, and the table repeats it.
func TestWorkedDamaged(t *testing.T) {
	instance, g := compiled(t, workedQuestion)
	pad := strings.NewReplacer("The Name in house 1 is eric. ", "", "The Drink in house 1 is root beer.", "The Drink in house 1 is milk.",
		"$ House: 1 | Name: eric | Drink: root beer |", "$ House: 1 | Drink: milk |").Replace(workedPad)
	trace := instance.Read(g, pad)
	want := map[string]string{
		"cell[3,name]":  "correct",
		"cell[1,name]":  "missing",
		"cell[1,drink]": "local",
		"cell[2,name]":  "correct",
		"cell[2,drink]": "correct",
		// With milk in house 1 the clue puts root beer here, not milk again.
		"cell[3,drink]": "restoration_unexplained",
		// The name that is missing is what its op makes, eric.
		"solution": "local",
	}
	got := make(map[string]string)
	for v, o := range outcomeOf(instance, g, trace) {
		got[g.Label(v).String()] = o
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if trace.Answer != "milk ? water arnold milk peter" || trace.Parts != 6 || trace.RightParts != 4 {
		t.Errorf("answer %q, %d of %d", trace.Answer, trace.RightParts, trace.Parts)
	}
}

// outcomeOf has the outcomes of all operation nodes.
func outcomeOf(instance task.Instance, g *graph.Graph, trace task.Trace) map[graph.Node]string {
	list := make(map[graph.Node]string)
	values := make([]string, g.Len())
	for v := range graph.Node(g.Len()) {
		values[v] = g.Value(v)
		if !g.IsSource(v) {
			list[v] = outcome(instance, g, trace, values, v)
		}
	}
	return list
}

// outcome is METHOD.md section 4; values has the trace's values of the nodes
// before v and gets that of v.
func outcome(instance task.Instance, g *graph.Graph, trace task.Trace, values []string, v graph.Node) string {
	gold := g.Value(v)
	argumentsRight := true
	var args []string
	for _, a := range g.Args(v) {
		args = append(args, values[a])
		argumentsRight = argumentsRight && values[a] == g.Value(a)
	}
	op, ok := instance.Apply(g, v, args)
	r := trace.Readings[v]
	values[v] = r.Value
	switch made := ok && op == r.Value; {
	case r.State == task.Missing:
		values[v] = op
		return "missing"
	case r.Value == gold && argumentsRight:
		return "correct"
	case r.Value == gold && made:
		return "restoration_masked"
	case r.Value == gold:
		return "restoration_unexplained"
	case made:
		return "propagation"
	}
	return "local"
}

func compiled(t testing.TB, question string) (task.Instance, *graph.Graph) {
	t.Helper()
	instance := parse(t, question)
	g := new(graph.Graph)
	instance.Compile(g)
	return instance, g
}
