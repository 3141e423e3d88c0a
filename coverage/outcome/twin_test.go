package outcome_test

import (
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// twin is the rule of METHOD.md section 4, word by word: recursive, without
// memory, and with arithmetic of its own.
type twin struct {
	g     *graph.Graph
	trace *task.Trace
}

// value is what the response has for v: given, stated, or made by its op.
func (w twin) value(v graph.Node) string {
	switch {
	case w.g.IsSource(v):
		return w.g.Value(v)
	case w.trace.Readings[v].State == task.Stated:
		return w.trace.Readings[v].Value
	}
	return w.op(v)
}

// argument is what the response has for argument k of v.
func (w twin) argument(v graph.Node, k int) string {
	for _, o := range w.trace.Operands {
		if o.Of == v && o.Arg == k {
			return o.Value
		}
	}
	return w.value(w.g.Args(v)[k])
}

// op is op(p): what the op of v makes of the values that the response has.
func (w twin) op(v graph.Node) string {
	var texts []string
	var p []*big.Int
	for k := range w.g.Args(v) {
		text := w.argument(v, k)
		number, ok := new(big.Int).SetString(text, 10)
		if !ok {
			panic("not a number: " + text)
		}
		texts, p = append(texts, text), append(p, number)
	}
	ten := big.NewInt(10)
	result := new(big.Int).Set(p[0])
	switch op := w.g.Op(v); op {
	case "multiply":
		result.Mul(result, p[1])
	case "add":
		for _, term := range p[1:] {
			result.Add(result, term)
		}
	case "mod10":
		result.Mod(result, ten)
	case "div10":
		result.Div(result, ten)
	case "concat":
		result.SetString(strings.Join(texts, ""), 10)
	default:
		distance, ok := new(big.Int).SetString(strings.TrimPrefix(string(op), "shift_"), 10)
		if !ok {
			panic("unknown op " + op)
		}
		result.Mul(result, new(big.Int).Exp(ten, distance, nil))
	}
	return result.String()
}

// outcome is the table of METHOD.md section 4.
func (w twin) outcome(v graph.Node) outcome.Outcome {
	g, t := w.g.Value(v), w.value(v)
	argumentsRight := w.argumentsRight(v)
	switch {
	case w.trace.Readings[v].State == task.Missing:
		return outcome.Missing
	case t == g && argumentsRight:
		return outcome.Correct
	case t != g && t != w.op(v):
		return outcome.Local
	case t != g:
		return outcome.Propagation
	case w.op(v) == g:
		return outcome.RestorationMasked
	}
	return outcome.RestorationUnexplained
}

func (w twin) argumentsRight(v graph.Node) bool {
	right := true
	for k, a := range w.g.Args(v) {
		right = right && w.argument(v, k) == w.g.Value(a)
	}
	return right
}

// all is what Outcomes should return.
func (w twin) all() []outcome.Node {
	var all []outcome.Node
	for v := range graph.Node(w.g.Len()) {
		if w.g.IsSource(v) {
			continue
		}
		o := outcome.Node{Node: v, Label: w.g.Label(v).String(), Outcome: w.outcome(v), ArgumentsRight: w.argumentsRight(v)}
		if o.Outcome != outcome.Missing {
			o.Value, o.HasValue = w.value(v), true
		}
		o.Inferred = w.trace.Readings[v].State == task.Unstated
		all = append(all, o)
	}
	for _, s := range w.trace.Unaligned {
		all = append(all, outcome.Node{Node: -1, Label: s.Label(), Value: s.Value, HasValue: s.Value != "", Outcome: outcome.Unaligned})
	}
	return all
}

func drawInstance(t *rapid.T) (task.Instance, *graph.Graph) {
	size := rapid.SampledFrom([]string{"1x1", "2x1", "1x2", "2x2", "3x2", "3x3"}).Draw(t, "size")
	instance, err := multiplication.Task{}.Generate(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)), size)
	if err != nil {
		t.Fatal(err)
	}
	g := new(graph.Graph)
	instance.Compile(g)
	return instance, g
}

func checkTwin(t *rapid.T, instance task.Instance, g *graph.Graph, trace *task.Trace) {
	if diff := cmp.Diff(twin{g, trace}.all(), outcome.Of(instance, g, trace)); diff != "" {
		t.Fatalf("%s (-twin +Outcomes):\n%s", instance.Question(), diff)
	}
}

// checkLabels checks that no label comes twice: they are a key of the database.
func checkLabels(t *rapid.T, outcomes []outcome.Node) {
	labels := map[string]bool{}
	for _, o := range outcomes {
		if labels[o.Label] {
			t.Fatalf("%s has two outcomes", o.Label)
		}
		labels[o.Label] = true
	}
}

// Outcomes agrees with the rule on scratchpads that were damaged at random.
func TestOutcomesOfDamagedText(t *testing.T) {
	numbers := regexp.MustCompile(`\d+`)
	rapid.Check(t, func(t *rapid.T) {
		instance, g := drawInstance(t)
		lines := strings.SplitAfter(string(instance.AppendScratchpad(nil)), "\n")
		for range rapid.IntRange(1, 6).Draw(t, "damages") {
			i := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
			switch rapid.IntRange(0, 6).Draw(t, "damage") {
			case 0:
				lines[i] = ""
			case 1:
				lines[i] += lines[rapid.IntRange(0, len(lines)-1).Draw(t, "copied")]
			case 2:
				lines[i] = lines[i][:rapid.IntRange(0, len(lines[i])).Draw(t, "cut")]
			default:
				if at := numbers.FindAllStringIndex(lines[i], -1); len(at) > 0 {
					n := at[rapid.IntRange(0, len(at)-1).Draw(t, "number")]
					lines[i] = lines[i][:n[0]] + rapid.StringMatching(`\d{1,3}`).Draw(t, "other") + lines[i][n[1]:]
				}
			}
		}
		trace := instance.Read(g, strings.Join(lines, ""))
		checkTwin(t, instance, g, &trace)
		checkLabels(t, outcome.Of(instance, g, &trace))
	})
}

// Outcomes agrees with the rule on traces that no text need have.
func TestOutcomesOfRandomTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		instance, g := drawInstance(t)
		trace := task.Trace{Readings: make([]task.Reading, g.Len())}
		number := rapid.StringMatching(`0|[1-9]\d?`)
		for v := range graph.Node(g.Len()) {
			state := rapid.SampledFrom([]task.State{task.Missing, task.Unstated, task.Stated, task.Stated}).Draw(t, "state")
			reading := task.Reading{State: state}
			if state == task.Stated {
				reading.Value = rapid.OneOf(rapid.Just(g.Value(v)), number).Draw(t, "value")
			}
			trace.Readings[v] = reading
			for k := range g.Args(v) {
				if rapid.IntRange(0, 9).Draw(t, "operand") == 0 {
					trace.Operands = append(trace.Operands, task.Operand{Of: v, Arg: k, Value: number.Draw(t, "operand's value")})
				}
			}
		}
		for k := range rapid.IntRange(0, 2).Draw(t, "unaligned") {
			trace.Unaligned = append(trace.Unaligned, task.UnalignedStep{Step: k, Value: rapid.SampledFrom([]string{"", "5"}).Draw(t, "value")})
		}
		checkTwin(t, instance, g, &trace)
	})
}
