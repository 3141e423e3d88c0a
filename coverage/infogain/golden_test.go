package infogain

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

func spaceOf(t testing.TB, of task.Variables, size string) task.Space {
	t.Helper()
	space, err := of.Variables(size)
	if err != nil {
		t.Fatal(err)
	}
	return space
}

func measure(t testing.TB, of task.Variables, size string, opt Options) *Table {
	t.Helper()
	table, err := Measure(t.Context(), spaceOf(t, of, size), opt)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func gain(t testing.TB, table *Table, output string, inputs ...string) Gain {
	t.Helper()
	g, ok := table.Find(output, inputs...)
	if !ok {
		t.Fatalf("no gain of %v for %s", inputs, output)
	}
	return g
}

// golden is a row of a table in METHOD.md section 7: figures for n = 2, 3, ...
// In names n stands for n, p for n-1, N for 2n and P for 2n-1.
type golden struct {
	inputs  []string
	output  string
	figures []string
}

// check compares to the printed digits.
func (g golden) check(t *testing.T, table *Table, n int) {
	t.Helper()
	name := strings.NewReplacer("n", fmt.Sprint(n), "p", fmt.Sprint(n-1), "N", fmt.Sprint(2*n), "P", fmt.Sprint(2*n-1)).Replace
	var inputs []string
	for _, i := range g.inputs {
		inputs = append(inputs, name(i))
	}
	want := g.figures[n-2]
	var figure float64
	fmt.Sscan(want, &figure)
	half := 0.5 * math.Pow10(-(len(want) - 2))
	got := gain(t, table, name(g.output), inputs...)
	if math.Abs(got.Relative-figure) > half+1e-9 || got.Error != 0 {
		t.Errorf("n = %d: %v -> %s: %.5f, want %s", n, inputs, name(g.output), got.Relative, want)
	}
}

func TestGolden(t *testing.T) {
	for n := 2; n <= 4; n++ {
		if n == 4 && testing.Short() {
			continue
		}
		table := measure(t, multiplication.Task{}, fmt.Sprintf("%dx%d", n, n), Options{})
		for _, g := range []golden{
			{[]string{"xn"}, "zN", []string{"0.223", "0.223", "0.223"}},
			{[]string{"xn", "yn"}, "zN", []string{"1.000", "1.000", "1.000"}},
			{[]string{"x1"}, "z1", []string{"0.198", "0.199", "0.199"}},
			{[]string{"x1", "y1"}, "z1", []string{"0.788", "0.792", "0.793"}},
			{[]string{"xn", "yn"}, "zP", []string{"0.110", "0.101", "0.101"}},
			{[]string{"x1", "y1"}, "z2", []string{"0.099", "0.088", "0.088"}},
		} {
			g.check(t, table, n)
		}
	}
	for n := 2; n <= 6; n++ {
		table := measure(t, dynprog.Task{}, fmt.Sprint(n), Options{})
		for _, g := range []golden{
			{[]string{"a1"}, "o1", []string{"0.64", "0.71", "0.69", "0.69", "0.69"}},
			{[]string{"an"}, "on", []string{"0.53", "0.64", "0.60", "0.62", "0.61"}},
			{[]string{"a1", "a2"}, "o1", []string{"1.00", "0.89", "0.91", "0.90", "0.90"}},
			{[]string{"ap", "an"}, "on", []string{"1.00", "0.84", "0.86", "0.85", "0.86"}},
		} {
			g.check(t, table, n)
		}
		if n == 3 {
			for _, g := range []golden{
				{[]string{"a1"}, "o1", []string{"", "0.711"}},
				{[]string{"an"}, "on", []string{"", "0.645"}},
				{[]string{"a1", "a2"}, "o1", []string{"", "0.891"}},
				{[]string{"ap", "an"}, "on", []string{"", "0.841"}},
			} {
				g.check(t, table, n)
			}
		}
	}
}
