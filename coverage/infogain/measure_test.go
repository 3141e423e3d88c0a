package infogain

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/tasks/dynprog"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

// The stated error of a sample is the one it has: 95 % of its intervals hold the
// exact gain, and none is far off.
func TestSampleWithinItsError(t *testing.T) {
	for _, test := range []struct {
		of   task.Variables
		size string
	}{{multiplication.Task{}, "3x3"}, {dynprog.Task{}, "5"}} {
		exact := measure(t, test.of, test.size, Options{Together: 3})
		held, all := 0, 0
		for seed := range uint64(4) {
			sampled := measure(t, test.of, test.size, Options{Together: 3, Exact: 1, Samples: 150_000, Seed: seed})
			if sampled.Exact || sampled.Instances != 150_000 || len(sampled.Warnings) > 0 {
				t.Errorf("%s: exact %v, %d instances, warnings %q", test.size, sampled.Exact, sampled.Instances, sampled.Warnings)
			}
			for i, g := range sampled.Gains {
				want := exact.Gains[i].Relative
				low, high := g.Interval()
				if all++; low <= want && want <= high {
					held++
				}
				if off := math.Abs(g.Relative - want); off > 5*g.Error || g.Error > 0.01 {
					t.Errorf("%s: %s -> %s: %.5f ± %.5f, exact %.5f", test.size, exact.Names(g), exact.Outputs[g.Output].Name, g.Relative, g.Error, want)
				}
			}
			for o, want := range exact.Chance {
				if math.Abs(sampled.Chance[o]-want) > 0.005 || math.Abs(sampled.Entropy[o]-exact.Entropy[o]) > 0.01 {
					t.Errorf("%s: output %d: chance %v, exact %v", test.size, o, sampled.Chance[o], want)
				}
			}
		}
		t.Logf("%s: %d of %d intervals hold the exact gain", test.size, held, all)
		if float64(held) < 0.93*float64(all) {
			t.Errorf("%s: %d of %d intervals hold the exact gain", test.size, held, all)
		}
	}
}

func TestSameForAnyNumberOfWorkers(t *testing.T) {
	for _, opt := range []Options{{Together: 2}, {Together: 2, Exact: 1, Samples: 10_000, Seed: 7}} {
		var tables []*Table
		for _, opt.Workers = range []int{1, 5} {
			table := measure(t, multiplication.Task{}, "3x2", opt)
			tables = append(tables, table)
		}
		if diff := cmp.Diff(tables[0].Gains, tables[1].Gains); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFewSamplesWarn(t *testing.T) {
	table := measure(t, multiplication.Task{}, "20x20", Options{Together: 2, Samples: 9_999})
	if len(table.Warnings) != 1 || !strings.Contains(table.Warnings[0], "100 combinations") {
		t.Errorf("warnings %q", table.Warnings)
	}
	if g := gain(t, table, "z40", "y20", "x20"); g.Relative != 1 {
		t.Errorf("the last digit is a function of the two last, not %v", g.Relative)
	}
}

// broken is a space of which a test says what is wrong.
type broken struct {
	inputs, outputs []task.Variable
	evaluate        func(outputs, inputs []int8)
}

func (b broken) Inputs() []task.Variable                             { return b.inputs }
func (b broken) Outputs() []task.Variable                            { return b.outputs }
func (b broken) Evaluate(outputs, inputs []int8)                     { b.evaluate(outputs, inputs) }
func (b broken) ReadAnswer(_ []int8, _, _ string) (a task.Alignment) { return a }

func TestErrors(t *testing.T) {
	good, err := multiplication.Task{}.Variables("2x2")
	if err != nil {
		t.Fatal(err)
	}
	wide, err := dynprog.Task{}.Variables("1000")
	if err != nil {
		t.Fatal(err)
	}
	bit := []task.Variable{{Name: "bit", Max: 1}}
	two := func(outputs, _ []int8) { outputs[0] = 2 }
	for _, test := range []struct {
		space task.Space
		opt   Options
		want  string
	}{
		{good, Options{Together: 4}, "want 1 to 3"},
		{good, Options{Together: -1}, "want 1 to 3"},
		{good, Options{Exact: MaxExact + 1}, "too many to enumerate"},
		{good, Options{Samples: 1}, "1 samples"},
		{wide, Options{}, "take fewer together"},
		{wide, Options{Together: 1, Samples: MaxSamples}, "draw fewer"},
		{broken{nil, bit, two}, Options{}, "0 inputs"},
		{broken{bit, nil, two}, Options{}, "0 outputs"},
		{broken{[]task.Variable{{Name: "none", Min: 1}}, bit, two}, Options{}, "variable none"},
		{broken{bit, bit, two}, Options{}, "output bit is 2"},
		{broken{bit, bit, two}, Options{Exact: 1}, "output bit is 2"},
	} {
		_, err := Measure(t.Context(), test.space, test.opt)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: error %v, want %q", test.opt, err, test.want)
		}
	}
}

// An output that never changes has nothing to tell, and there is no NaN for it.
func TestConstantOutput(t *testing.T) {
	bit := []task.Variable{{Name: "bit", Meaning: "bit", Max: 1}}
	for _, opt := range []Options{{}, {Exact: 1, Samples: 100}} {
		table, err := Measure(t.Context(), broken{bit, bit, func(outputs, _ []int8) { outputs[0] = 1 }}, opt)
		if err != nil {
			t.Fatal(err)
		}
		want := []Gain{{Inputs: []int{0}}}
		if diff := cmp.Diff(want, table.Gains); diff != "" || table.Chance[0] != 1 || table.Entropy[0] != 0 {
			t.Errorf("%+v\n%s", table, diff)
		}
	}
}

func TestProgressAndCancel(t *testing.T) {
	space := spaceOf(t, multiplication.Task{}, "3x3")
	for _, opt := range []Options{{}, {Exact: 1, Samples: 50_000}} {
		last, whole := 0, 0
		opt.Progress = func(done, total int) {
			if done != last+1 || whole != 0 && total != whole {
				t.Errorf("progress from %d to %d of %d", last, done, total)
			}
			last, whole = done, total
		}
		if _, err := Measure(t.Context(), space, opt); err != nil || last != whole || whole == 0 {
			t.Errorf("progress ends at %d of %d, error %v", last, whole, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		opt.Progress = func(int, int) { cancel() }
		if _, err := Measure(ctx, space, opt); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}
