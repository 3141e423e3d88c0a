package multiplication

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// of makes the instance x times y.
func of(t testing.TB, x, y string) task.Instance {
	t.Helper()
	instance, err := Task{}.Parse(task.Problem{Input: `{"x":"` + x + `","y":"` + y + `"}`})
	if err != nil {
		t.Fatal(err)
	}
	return instance
}

// All graphs are worked out by hand from METHOD.md section 3.1.
func TestCompile(t *testing.T) {
	for _, c := range []struct {
		name, x, y string
		want       []string // in byte order
	}{
		{"two digits each, a carry in the second row", "12", "84", []string{
			"carry[1,0] = div10[1](prod[1,0])",
			"digit[1,0] = mod10[6](prod[1,0])",
			"partial[0] = concat[48](prod[0,1], prod[0,0])",
			"partial[1] = concat[96](sum[1,1], digit[1,0])",
			"prod[0,0] = multiply[8](x[0], y[0])",
			"prod[0,1] = multiply[4](x[1], y[0])",
			"prod[1,0] = multiply[16](x[0], y[1])",
			"prod[1,1] = multiply[8](x[1], y[1])",
			"product = add[1008](partial[0], shifted[1])",
			"shifted[1] = shift_1[960](partial[1])",
			"sum[1,1] = add[9](prod[1,1], carry[1,0])",
			"x[0] = 2", "x[1] = 1", "y[0] = 4", "y[1] = 8",
		}},
		{"one digit each: the product is the sink", "7", "8", []string{
			"prod[0,0] = multiply[56](x[0], y[0])",
			"x[0] = 7", "y[0] = 8",
		}},
		{"x of one digit: no digits to put together", "5", "12", []string{
			"prod[0,0] = multiply[10](x[0], y[0])",
			"prod[1,0] = multiply[5](x[0], y[1])",
			"product = add[60](prod[0,0], shifted[1])",
			"shifted[1] = shift_1[50](prod[1,0])",
			"x[0] = 5", "y[0] = 2", "y[1] = 1",
		}},
		{"y of one digit: the row is the sink", "12", "5", []string{
			"carry[0,0] = div10[1](prod[0,0])",
			"digit[0,0] = mod10[0](prod[0,0])",
			"partial[0] = concat[60](sum[0,1], digit[0,0])",
			"prod[0,0] = multiply[10](x[0], y[0])",
			"prod[0,1] = multiply[5](x[1], y[0])",
			"sum[0,1] = add[6](prod[0,1], carry[0,0])",
			"x[0] = 2", "x[1] = 1", "y[0] = 5",
		}},
		{"a row of zeros is 0", "100", "20", []string{
			"partial[0] = concat[0](prod[0,2], prod[0,1], prod[0,0])",
			"partial[1] = concat[200](prod[1,2], prod[1,1], prod[1,0])",
			"prod[0,0] = multiply[0](x[0], y[0])",
			"prod[0,1] = multiply[0](x[1], y[0])",
			"prod[0,2] = multiply[0](x[2], y[0])",
			"prod[1,0] = multiply[0](x[0], y[1])",
			"prod[1,1] = multiply[0](x[1], y[1])",
			"prod[1,2] = multiply[2](x[2], y[1])",
			"product = add[2000](partial[0], shifted[1])",
			"shifted[1] = shift_1[2000](partial[1])",
			"x[0] = 0", "x[1] = 0", "x[2] = 1", "y[0] = 0", "y[1] = 2",
		}},
		{"zero times a number", "0", "5", []string{
			"prod[0,0] = multiply[0](x[0], y[0])",
			"x[0] = 0", "y[0] = 5",
		}},
		// 5 x 9 = 45: 5, carry 4; 9 x 9 + 4 = 85: 5, carry 8; 9 x 9 + 8 = 89,
		// written as it is in the last column.
		{"a carry makes a carry, the last column keeps both digits", "995", "9", []string{
			"carry[0,0] = div10[4](prod[0,0])",
			"carry[0,1] = div10[8](sum[0,1])",
			"digit[0,0] = mod10[5](prod[0,0])",
			"digit[0,1] = mod10[5](sum[0,1])",
			"partial[0] = concat[8955](sum[0,2], digit[0,1], digit[0,0])",
			"prod[0,0] = multiply[45](x[0], y[0])",
			"prod[0,1] = multiply[81](x[1], y[0])",
			"prod[0,2] = multiply[81](x[2], y[0])",
			"sum[0,1] = add[85](prod[0,1], carry[0,0])",
			"sum[0,2] = add[89](prod[0,2], carry[0,1])",
			"x[0] = 5", "x[1] = 9", "x[2] = 9", "y[0] = 9",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, tasktest.Nodes(tasktest.Graph(of(t, c.x, c.y)))); diff != "" {
				t.Errorf("%s x %s: %s", c.x, c.y, diff)
			}
		})
	}
}

// 12 x 84, from the nodes above.
//
//	nodes     4 sources, 4 prods, digit, carry, sum, 2 partials, shifted, product: 15
//	edges     4 prods of 2, digit and carry of 1, sum of 2, 2 partials of 2, shifted of 1, product of 2: 19
//	layers    prod 1; partial[0], digit, carry 2; sum 3; partial[1] 4; shifted 5; product 6
//	distances 0: 4 sources; 1: 4 prods; 2: partial[0], digit, carry, and sum, since prod[1,1] is its
//	          argument; 3: partial[1], and product, since partial[0] is; 4: shifted. The most common
//	          distances (0, 1 and 2) have 4 nodes
func TestMeasuresOf12Times84(t *testing.T) {
	want := graph.Measures{Nodes: 15, Operations: 11, Edges: 19, Depth: 6, Width: 4, Parallelism: 2.5}
	if diff := cmp.Diff(want, tasktest.Graph(of(t, "12", "84")).Measure()); diff != "" {
		t.Error(diff)
	}
}

// The answer is exact at any length. The first is of the essay (METHOD.md
// section 7); the others are (10^k - 1)(10^k + 1) = 10^2k - 1.
func TestAnswer(t *testing.T) {
	for _, c := range []struct{ x, y, want string }{
		{"96745982", "93678239", "9062993224085698"},
		{"0", "84", "0"},
		{"999999999", "1000000001", "999999999999999999"},
		{"9999999999", "10000000001", "99999999999999999999"},
		{"99999999999999999999", "100000000000000000001", "9999999999999999999999999999999999999999"},
	} {
		if got := of(t, c.x, c.y).Answer(); got != c.want {
			t.Errorf("%s x %s = %s, want %s", c.x, c.y, got, c.want)
		}
	}
}
