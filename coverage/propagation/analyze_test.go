package propagation

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

func quick(folds int) Options {
	return Options{Folds: folds, Resampling: stats.Resampling{Seed: 3, Draws: 50}}
}

// one is an example of one op with the given steps over all of its responses.
func one(responses, right, nodes, correct, local int) Example {
	return Example{Depth: nodes, Width: 1, Responses: responses, Right: right, Flawed: responses - right,
		Steps: []Steps{{Op: "a", Layer: 1, Nodes: nodes, Correct: correct, Local: local}}}
}

// Each is predicted by the other's rate: 1/4 and 1/10 with two steps each.
func TestCrossFitting(t *testing.T) {
	examples := []Example{one(2, 1, 2, 3, 1), one(5, 4, 2, 9, 1)}
	r := Analyze(examples, quick(2))
	checkNear(t, "predicted", r.All.Predicted.Value, (2*.9*.9+5*.75*.75)/7, 1e-12)
	r = Analyze(examples, quick(1))
	checkNear(t, "in sample", r.All.Predicted.Value, 144./196, 1e-12) // (1 - 2/14)²
	if !slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.Contains(w, "flatters") }) {
		t.Errorf("no warning: %q", r.Warnings)
	}
}

// add is judged 30 times in each of ten examples in layer 1, once in all in layer
// 2 (thin: takes 61/301), mul never (takes the rate of all, the same).
func TestThinCells(t *testing.T) {
	examples := make([]Example, 10)
	for i := range examples {
		examples[i] = Example{Responses: 1, Steps: []Steps{
			{Op: "add", Layer: 1, Nodes: 1, Correct: 24, Local: 6},
			{Op: "add", Layer: 2, Nodes: 1, Missing: 1},
			{Op: "mul", Layer: 3, Nodes: 1}}}
	}
	examples[4].Steps[1].Local = 1
	opt := quick(1)
	opt.ByLayer = true
	r := Analyze(examples, opt)
	checkNear(t, "predicted", r.All.Predicted.Value, .8*240/301*240/301, 1e-12)
	thin := []bool{r.Rates[0].Thin, r.Rates[1].Thin, r.Rates[2].Thin}
	if !slices.Equal(thin, []bool{false, true, true}) || r.Rates[2].Error.OK || r.Rates[1].Missing != 10 || r.Rates[1].Layer != 2 {
		t.Errorf("%+v", r.Rates)
	}
	want := []string{
		"rates are estimated on the responses that they predict, which flatters the prediction",
		"2 of 3 rates are thin: the prediction takes a coarser rate for them",
		"10 of 311 steps are missing and left out: had they been tried, the rates might be higher",
	}
	if !slices.Equal(r.Warnings, want) {
		t.Errorf("%q", r.Warnings)
	}
	// By op, steps of an op in several layers are one cell.
	if r = Analyze(examples, quick(1)); len(r.Rates) != 2 || r.Rates[0].Judged != 301 || r.All.Key != 0 || r.ByOperations[0].Key != 3 {
		t.Errorf("%+v", r.Rates)
	}
}

func TestGroupsAndCalibration(t *testing.T) {
	var examples []Example
	for i := range 100 { // chains of 1 to 100 steps
		examples = append(examples, one(1, i%2, i+1, 9, 1))
	}
	r := Analyze(examples, quick(1))
	if len(r.Calibration) != 10 || len(r.ByDepth) != 100 || len(r.ByWidth) != 1 || len(r.ByOperations) != 100 {
		t.Fatalf("%d bins, %d depths, %d widths, %d operations", len(r.Calibration), len(r.ByDepth), len(r.ByWidth), len(r.ByOperations))
	}
	for i, g := range r.Calibration {
		want := 0.0 // the longest chains come first
		for n := 91 - 10*i; n <= 100-10*i; n++ {
			want += math.Pow(.9, float64(n)) / 10
		}
		checkNear(t, "bin", g.Predicted.Value, want, 1e-12)
		if g.Key != i+1 || g.Examples != 10 || g.Observed.Value != .5 {
			t.Errorf("%+v", g)
		}
	}
	// Equal predictions share a bin, whatever their folds.
	alike := slices.Repeat([]Example{one(1, 1, 2, 3, 1)}, 30)
	if r = Analyze(alike, quick(5)); len(r.Calibration) != 1 || r.Calibration[0].Examples != 30 {
		t.Errorf("%+v", r.Calibration)
	}
}

func TestEdges(t *testing.T) {
	for _, c := range []struct {
		name        string
		examples    []Example
		predicted   float64
		correlation string
	}{
		{"no errors", slices.Repeat([]Example{one(2, 2, 3, 6, 0)}, 20), 1, "no step is wrong"},
		{"all errors", slices.Repeat([]Example{one(2, 0, 3, 0, 6)}, 20), 0, "every step is wrong"},
		{"one example", []Example{one(4, 2, 3, 6, 2)}, .421875, ""},
		{"one node", []Example{one(1, 1, 1, 1, 0)}, 1, "no step is wrong"},
		{"one step each", append(slices.Repeat([]Example{one(1, 1, 1, 1, 0)}, 3), one(1, 0, 1, 0, 1)), .75, "no example has two judged steps whose rates lie between 0 and 1"},
	} {
		r := Analyze(c.examples, quick(1))
		checkNear(t, c.name, r.All.Predicted.Value, c.predicted, 1e-12)
		for _, e := range []stats.Estimate{r.All.Predicted, r.All.Observed, r.Steps.Error} {
			if !r.All.Excess.OK || !e.OK || !(e.Low < e.High) || e.Value < e.Low || e.Value > e.High {
				t.Errorf("%s: %+v", c.name, e)
			}
		}
		if c.correlation == "" {
			continue
		}
		if r.Correlation.OK || r.All.Clustered.OK || r.All.Remaining.OK || r.Correlation.Warnings[0] != c.correlation {
			t.Errorf("%s: %+v", c.name, r.Correlation)
		}
	}
	unjudged := one(1, 1, 2, 0, 0)
	r := Analyze([]Example{unjudged, {Responses: 1, Right: 1}, {}}, quick(0))
	if !r.All.Observed.OK || r.All.Predicted.OK || r.All.Excess.OK || len(r.Warnings) != 3 {
		t.Errorf("nothing judged: %+v", r)
	}
}

func TestRefused(t *testing.T) {
	steps := func(s Steps) []Example { return []Example{{Responses: 1, Steps: []Steps{s}}} }
	for want, examples := range map[string][]Example{
		"no example has a response and a step":                                                     nil,
		"example 0: 2 right of 1 responses is impossible":                                          {{Responses: 1, Right: 2}},
		"example 0: 2 flawed of 1 responses is impossible":                                         {{Responses: 1, Flawed: 2}},
		"example 0: 0 right of 2 flawed responses is impossible with 2 right of 3 in all":          {{Responses: 3, Right: 2, Flawed: 2}},
		"example 0: op a, layer 1: negative count":                                                 steps(Steps{Op: "a", Layer: 1, Local: -1}),
		"example 0: op a: layer 0 is not that of an operation node":                                steps(Steps{Op: "a"}),
		"example 0: op a, layer 1: 2 restorations in 1 steps with a wrong argument are impossible": steps(Steps{Op: "a", Layer: 1, WrongArguments: 1, Masked: 1, Unexplained: 1}),
	} {
		r := Analyze(examples, quick(0))
		if r.All.Excess.OK || len(r.Warnings) != 1 || r.Warnings[0] != want {
			t.Errorf("got %q, want %q", r.Warnings, want)
		}
	}
}

// The result depends on the seed and not on the number of goroutines, and no
// number in it is out of bounds.
func TestRandomInput(t *testing.T) {
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 9))
		examples := make([]Example, rng.IntN(12))
		for i := range examples {
			e := &examples[i]
			flawedRight, flawedWrong, right, wrong := rng.IntN(2), rng.IntN(2), rng.IntN(2), rng.IntN(2)
			*e = Example{Depth: rng.IntN(4), Width: rng.IntN(3), Responses: flawedRight + flawedWrong + right + wrong,
				Right: flawedRight + right, Flawed: flawedRight + flawedWrong, FlawedRight: flawedRight}
			for range rng.IntN(5) {
				e.Steps = append(e.Steps, Steps{Op: string(rune('a' + rng.IntN(3))), Layer: 1 + rng.IntN(2), Nodes: rng.IntN(4),
					Correct: rng.IntN(40) * rng.IntN(2), Local: rng.IntN(5) * rng.IntN(2), WrongArguments: 2, Masked: rng.IntN(2), Unexplained: rng.IntN(2)})
			}
		}
		opt := Options{ByLayer: seed%2 == 0, Folds: int(seed % 4), Resampling: stats.Resampling{Seed: seed, Draws: 20, Workers: 1}}
		r := Analyze(examples, opt)
		opt.Workers = 3
		if !reflect.DeepEqual(r, Analyze(examples, opt)) {
			t.Fatalf("seed %d: depends on the number of goroutines", seed)
		}
		checkFinite(t, reflect.ValueOf(r))
	}
}

func checkFinite(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if e, ok := v.Interface().(stats.Estimate); ok {
			switch {
			case !e.OK && (len(e.Warnings) == 0 || e.Value != 0 || e.Low != 0 || e.High != 0):
				t.Errorf("no reason, or figures without meaning: %+v", e)
			case !(e.Low <= e.High && math.Abs(e.Value) < 5 && math.Abs(e.Low) < 5 && math.Abs(e.High) < 5):
				t.Errorf("out of bounds: %+v", e)
			}
			return
		}
		for i := range v.NumField() {
			checkFinite(t, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkFinite(t, v.Index(i))
		}
	}
}
