package infogain

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// observed is one instance, worked out here without the task.
type observed struct{ inputs, outputs string }

// products lists all n by m digit multiplications.
func products(n, m int) []observed {
	var all []observed
	first, end := int(math.Pow10(n-1)), int(math.Pow10(n))
	for x := first; x < end; x++ {
		for y := int(math.Pow10(m - 1)); y < int(math.Pow10(m)); y++ {
			all = append(all, observed{strconv.Itoa(x) + strconv.Itoa(y), fmt.Sprintf("%0*d", n+m, x*y)})
		}
	}
	return all
}

// lists is all lists of n numbers, with the best choice among all choices
// without neighbours. Values are letters, f for 0.
func lists(n int) []observed {
	total := int(math.Pow(11, float64(n)))
	all := make([]observed, total)
	for code := range all {
		values := make([]byte, n)
		for i, rest := n-1, code; i >= 0; i, rest = i-1, rest/11 {
			values[i] = 'a' + byte(rest%11)
		}
		best, outputs := -1, ""
		for chosen := range 1 << n {
			choice, sum, sound := "", 0, true
			for i := range n {
				if chosen>>i&1 == 0 {
					choice += "2"
					continue
				}
				choice += "1"
				sum += int(values[i]) - 'f'
				sound = sound && chosen>>i&3 != 3
			}
			if sound && (sum > best || sum == best && choice < outputs) {
				best, outputs = sum, choice
			}
		}
		all[code] = observed{string(values), outputs}
	}
	return all
}

// slowGain follows the definition, with H(Y|X) = H(X,Y) - H(X).
func slowGain(all []observed, set []int, output int) float64 {
	x, xy, y := map[string]int{}, map[string]int{}, map[string]int{}
	for _, o := range all {
		key := ""
		for _, i := range set {
			key += o.inputs[i : i+1]
		}
		out := o.outputs[output : output+1]
		x[key]++
		y[out]++
		xy[key+out]++
	}
	entropy := func(counts map[string]int) float64 {
		bits := 0.0
		for _, n := range counts {
			p := float64(n) / float64(len(all))
			bits -= p * math.Log2(p)
		}
		return bits
	}
	return (entropy(y) - entropy(xy) + entropy(x)) / entropy(y)
}

func TestTwin(t *testing.T) {
	for _, test := range []struct {
		of   task.Variables
		size string
		all  []observed
	}{
		{multiplication.Task{}, "1x1", products(1, 1)},
		{multiplication.Task{}, "1x2", products(1, 2)},
		{multiplication.Task{}, "2x2", products(2, 2)},
		{dynprog.Task{}, "1", lists(1)},
		{dynprog.Task{}, "2", lists(2)},
		{dynprog.Task{}, "3", lists(3)},
		{dynprog.Task{}, "4", lists(4)},
	} {
		var first *Table
		for _, block := range []int{1, 100, 1000, maxBlock} { // tiny blocks have outer inputs, too
			table := measure(t, test.of, test.size, Options{Together: 3, block: block, Workers: 3})
			if first == nil {
				first = table
			}
			if diff := cmp.Diff(first.Gains, table.Gains); diff != "" {
				t.Errorf("%s in blocks of %d: %s", test.size, block, diff)
			}
		}
		if !first.Exact || first.Instances != len(test.all) {
			t.Errorf("%s: %d instances, exact %v, want all %d", test.size, first.Instances, first.Exact, len(test.all))
		}
		for _, g := range first.Gains {
			if want := slowGain(test.all, g.Inputs, g.Output); math.Abs(g.Relative-want) > 1e-9 || g.Error != 0 {
				t.Errorf("%s: %s -> %s: %v, want %v", test.size, first.Names(g), first.Outputs[g.Output].Name, g.Relative, want)
			}
		}
		for o := range first.Outputs {
			counts := map[byte]float64{}
			for _, instance := range test.all {
				counts[instance.outputs[o]] += 1 / float64(len(test.all))
			}
			agree := 0.0
			for _, p := range counts {
				agree += p * p
			}
			if math.Abs(first.Chance[o]-agree) > 1e-9 {
				t.Errorf("%s: chance of %s is %v, want %v", test.size, first.Outputs[o].Name, first.Chance[o], agree)
			}
		}
	}
}

// Evaluate agrees with the task's own way to the answer.
func TestEvaluate(t *testing.T) {
	for _, test := range []struct {
		of    task.Variables
		sizes []string
	}{
		{multiplication.Task{}, []string{"1x1", "3x2", "9x10", "10x10", "20x3", "20x20"}},
		{dynprog.Task{}, []string{"1", "2", "3", "7", "40"}},
	} {
		for _, size := range test.sizes {
			space := spaceOf(t, test.of, size)
			inputs, outputs, read := make([]int8, len(space.Inputs())), make([]int8, len(space.Outputs())), make([]int8, len(space.Outputs()))
			for instance, err := range task.Generate(t.Context(), test.of, task.Draw{Size: size, Count: 50, Replacement: true}) {
				if err != nil {
					t.Fatal(err)
				}
				readInput(t, inputs, instance.Input())
				space.Evaluate(outputs, inputs)
				answer := instance.Answer()
				if space.ReadAnswer(read, answer, answer) != task.InPlace || !slices.Equal(read, outputs) {
					t.Errorf("%s: %v, but the answer is %s, read as %v", instance.Input(), outputs, answer, read)
				}
			}
		}
	}
}

// readInput takes the values from {"x":12,"y":84} (digits) or {"input":[-3,4]} (numbers).
func readInput(t *testing.T, values []int8, input string) {
	t.Helper()
	k, list, negative := 0, input[2] == 'i', false
	for i, c := range []byte(input) {
		if negative = i > 0 && input[i-1] == '-'; c < '0' || c > '9' {
			continue
		}
		values[k] = int8(c - '0')
		if list && negative {
			values[k] = -values[k]
		}
		k++
	}
	if k != len(values) {
		t.Fatalf("%s has %d values, want %d", input, k, len(values))
	}
}

func TestSizesThatAreNone(t *testing.T) {
	for _, test := range []struct {
		of   task.Variables
		size string
	}{{multiplication.Task{}, "4"}, {multiplication.Task{}, "0x2"}, {dynprog.Task{}, "0"}, {dynprog.Task{}, "2x2"}} {
		if _, err := test.of.Variables(test.size); err == nil {
			t.Errorf("%s of size %s has variables", test.of.Name(), test.size)
		}
	}
}
