package propagation

import (
	"math"
	"testing"

	"github.com/graphcov/graphcov/coverage/stats"
)

func TestWidthBound(t *testing.T) {
	for _, c := range []struct {
		e, c float64
		n    int
		want float64
	}{
		{.1, .2, 2, .152}, // 1 - .2 - .81 · .8
		{.5, 0, 3, .875},  // 1 - 1/8
		{.1, .2, 0, 0},    // nothing to go wrong
		{0, .2, 9, 0},     //
		{1, .25, 1, .75},  // always wrong, undone one time in four
		{1, 0, 0, 0},
		{.9, .9, 1, .09}, // no condition on e + c here
		{.1, .2, 1000, .8},
		{1e-20, 0, 3, 3e-20}, // digits kept where 1 - e rounds to 1
	} {
		got, err := WidthBound(c.e, c.c, c.n)
		checkNear(t, "width bound", got, c.want, 1e-12*math.Max(c.want, 1e-8))
		if err != nil {
			t.Error(err)
		}
	}
}

func TestDepthBound(t *testing.T) {
	for _, c := range []struct {
		e, c float64
		n    int
		want float64
	}{
		{.1, .1, 1, .1},
		{.1, .1, 2, .18}, // 1 - 1/2 - .8 · (.9 - .5)
		{.1, .3, 2, .16}, // 1 - 3/4 - .6 · (.9 - .75)
		{.25, 0, 2, .4375},
		{0, 0, 5, 0}, {0, .3, 5, 0}, {1, 0, 5, 1}, {.2, .8, 7, .2}, {.1, .1, 0, 0},
		{.1, .1, 10_000, .5},
	} {
		got, err := DepthBound(c.e, c.c, c.n)
		checkNear(t, "depth bound", got, c.want, 1e-12)
		if err != nil {
			t.Error(err)
		}
	}
	// The paper's formula as METHOD.md writes it, and the recursion behind it: a
	// right value goes wrong with chance e, a wrong one stays wrong with 1 - c.
	for _, e := range []float64{.01, .2, .6} {
		for _, c := range []float64{0, .05, .4} {
			wrong := 0.0
			for n := 1; n <= 30; n++ {
				wrong = wrong*(1-c) + (1-wrong)*e
				written := 1 - c/(c+e) - math.Pow(1-e-c, float64(n-1))*(1-e-c/(c+e))
				got, err := DepthBound(e, c, n)
				if err != nil {
					t.Fatal(err)
				}
				checkNear(t, "depth bound by the recursion", got, wrong, 1e-12)
				checkNear(t, "depth bound as written", got, written, 1e-12)
			}
			limit, _ := DepthLimit(e, c)
			checkNear(t, "limit", limit, 1-c/(c+e), 1e-12)
		}
	}
}

func TestBoundsRefuse(t *testing.T) {
	for _, c := range []struct {
		e, c         float64
		n            int
		width, depth string
	}{
		{.7, .5, 3, "", "e + c is 1.2: the depth bound needs e + c <= 1"},
		{math.NaN(), 0, 3, "e and c must be chances between 0 and 1", "e and c must be chances between 0 and 1"},
		{.1, 1.5, 3, "e and c must be chances between 0 and 1", "e and c must be chances between 0 and 1"},
		{.1, .1, -1, "-1 steps are impossible", "-1 steps are impossible"},
	} {
		_, width := WidthBound(c.e, c.c, c.n)
		_, depth := DepthBound(c.e, c.c, c.n)
		if message(width) != c.width || message(depth) != c.depth {
			t.Errorf("%+v: %v, %v", c, width, depth)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Ten examples with 10 steps judged, 2 of them wrong, 4 steps with a wrong
// argument of which 1 comes right: e = .2, c = .25. Of two flawed responses each,
// one is right: c_n = .5.
func TestEstimatedBounds(t *testing.T) {
	examples := make([]Example, 10)
	for i := range examples {
		examples[i] = Example{Depth: 2, Width: 3, Responses: 4, Right: 3, Flawed: 2, FlawedRight: 1, Steps: []Steps{
			{Op: "a", Layer: 1, Nodes: 3, Correct: 8, Local: 2, WrongArguments: 4, Masked: i % 2, Unexplained: 1 - i%2}}}
	}
	r := Analyze(examples, Options{Resampling: stats.Resampling{Draws: 50}})
	w, d := r.WidthBounds[0], r.DepthBounds[0]
	checkNear(t, "e", r.Steps.Error.Value, .2, 1e-12)
	checkNear(t, "c", r.Undone.Value, .25, 1e-12)
	checkNear(t, "c_n", w.Undone.Value, .5, 1e-12)
	checkNear(t, "width", w.AtLeast.Value, .244, 1e-12) // (1 - .8³) · .5
	checkNear(t, "depth", d.AtLeast.Value, .31, 1e-12)  // .2 · .75 + .8 · .2
	checkNear(t, "limit", r.DepthLimit.Value, .2/.45, 1e-12)
	checkNear(t, "wrong", w.Wrong.Value, .25, 1e-12)
	if w.N != 3 || d.N != 2 || w.Examples != 10 {
		t.Errorf("%+v\n%+v", w, d)
	}
	// All examples are alike, so the interval has both rates at the ends of theirs.
	low, _ := WidthBound(r.Steps.Error.Low, w.Undone.High, 3)
	high, _ := WidthBound(r.Steps.Error.High, w.Undone.Low, 3)
	checkEstimate(t, "width", w.AtLeast, .244, low, high, 1e-12)

	for i := range examples {
		examples[i].Right, examples[i].Flawed, examples[i].FlawedRight = 4, 0, 0
		examples[i].Steps[0].WrongArguments, examples[i].Steps[0].Masked, examples[i].Steps[0].Unexplained = 0, 0, 0
	}
	r = Analyze(examples, Options{Resampling: stats.Resampling{Draws: 50}})
	if r.Undone.OK || r.WidthBounds[0].AtLeast.OK || r.DepthBounds[0].AtLeast.OK || r.DepthLimit.OK || r.Undone.Warnings[0] != "no step has a wrong argument" {
		t.Errorf("nothing was wrong: %+v", r)
	}
}
