package propagation

import (
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/graphcov/graphcov/coverage/stats"
)

// responder answers problems of this form: several products side by side, then a
// chain of additions, the first of which takes all the products.
type responder struct {
	multiply, add float64 // error rates
	// correlation is that of a beta distribution of the rates over examples, which
	// are then those of multiply for both ops; 0 for independent errors.
	correlation float64
	recall      float64 // chance that a wrong last addition is replaced by the right answer
}

const (
	simulatedResponses = 3
	simulatedChain     = 4
)

func (r responder) examples(n int, rng *rand.Rand) []Example {
	examples := make([]Example, n)
	for i := range examples {
		here := r
		if r.correlation > 0 {
			size := (1 - r.correlation) / r.correlation
			here.multiply = distuv.Beta{Alpha: r.multiply * size, Beta: (1 - r.multiply) * size, Src: rng}.Rand()
			here.add = here.multiply
		}
		e := Example{Depth: 1 + simulatedChain, Width: 2 + rng.IntN(4), Responses: simulatedResponses}
		e.Steps = append(e.Steps, Steps{Op: "multiply", Layer: 1, Nodes: e.Width})
		for j := range simulatedChain {
			e.Steps = append(e.Steps, Steps{Op: "add", Layer: 2 + j, Nodes: 1})
		}
		for range simulatedResponses {
			here.respond(&e, rng)
		}
		examples[i] = e
	}
	return examples
}

func (r responder) respond(e *Example, rng *rand.Rand) {
	flawed, right := false, true
	for k := range e.Steps {
		s := &e.Steps[k]
		rate := r.add
		if k == 0 {
			rate = r.multiply
		}
		argumentsRight := right
		for range s.Nodes {
			switch {
			case !argumentsRight:
				s.WrongArguments++
			case rng.Float64() < rate:
				s.Local++
				flawed, right = true, false
			default:
				s.Correct++
			}
		}
	}
	if !right && rng.Float64() < r.recall {
		right = true
		last := &e.Steps[simulatedChain]
		if last.WrongArguments > last.Unexplained {
			last.Unexplained++
		}
	}
	if flawed {
		e.Flawed++
	}
	if right {
		e.Right++
	}
	if flawed && right {
		e.FlawedRight++
	}
}

func simulate(r responder, sets, n int) []Report {
	reports := make([]Report, sets)
	for i := range reports {
		rng := rand.New(rand.NewPCG(1, uint64(i)))
		reports[i] = Analyze(r.examples(n, rng), Options{Resampling: stats.Resampling{Seed: uint64(i), Draws: 200}})
	}
	return reports
}

func share(reports []Report, holds func(*Report) bool) float64 {
	n := 0
	for i := range reports {
		if holds(&reports[i]) {
			n++
		}
	}
	return float64(n) / float64(len(reports))
}

func covers(e stats.Estimate, x float64) bool { return e.OK && e.Low <= x && x <= e.High }

// The mean predicted accuracy of the responder's examples is known: widths 2 to
// 5 are equally likely.
func TestIndependentSteps(t *testing.T) {
	reports := simulate(responder{multiply: .05, add: .1}, 400, 80)
	truth := .9 * .9 * .9 * .9 * (.95*.95 + .95*.95*.95 + .95*.95*.95*.95 + .95*.95*.95*.95*.95) / 4
	for what, holds := range map[string]func(*Report) bool{
		"excess":      func(r *Report) bool { return covers(r.All.Excess, 0) },
		"correlation": func(r *Report) bool { return covers(r.Correlation, 0) },
		"predicted":   func(r *Report) bool { return covers(r.All.Predicted, truth) },
		"rate of add": func(r *Report) bool { return covers(r.Rates[0].Error, .1) },
	} {
		// Of 400, 95 % are 380, with a standard error of 4.4; three of them each way,
		// and a little below for the percentile interval of 80 examples.
		if hit := share(reports, holds); hit < .91 || hit > .985 {
			t.Errorf("%s: the interval covers the truth in %.1f %% of data sets", what, 100*hit)
		}
	}
}

// The rates of examples are beta distributed: the excess and the correlation
// show, and with clustering taken in nothing remains.
func TestClusteredErrors(t *testing.T) {
	reports := simulate(responder{multiply: .15, correlation: .2}, 100, 300)
	for what, c := range map[string]struct {
		least float64
		holds func(*Report) bool
	}{
		"excess":                {.9, func(r *Report) bool { return r.All.Excess.Low > 0 }},
		"correlation above 0":   {1, func(r *Report) bool { return r.Correlation.Low > 0 }},
		"mean error":            {.85, func(r *Report) bool { return covers(r.MeanError, .15) }},
		"nothing remains":       {.85, func(r *Report) bool { return covers(r.All.Remaining, 0) }},
		"flawless is observed":  {1, func(r *Report) bool { return r.All.Flawless.Value == r.All.Observed.Value }},
		"pooled rate leans low": {.85, func(r *Report) bool { return r.Steps.Error.High < .15 }},
	} {
		if hit := share(reports, c.holds); hit < c.least {
			t.Errorf("%s: in %.1f %% of data sets", what, 100*hit)
		}
	}
}

// A wrong end is replaced by the right answer in 40 % of responses: the excess
// shows, but no clustering, and the restorations account for it.
func TestRecall(t *testing.T) {
	reports := simulate(responder{multiply: .05, add: .1, recall: .4}, 40, 300)
	for what, holds := range map[string]func(*Report) bool{
		"excess":      func(r *Report) bool { return r.All.Excess.Low > 0 },
		"remaining":   func(r *Report) bool { return r.All.Remaining.Low > 0 },
		"correlation": func(r *Report) bool { return covers(r.Correlation, 0) },
		"c_n": func(r *Report) bool {
			return covers(r.WidthBounds[0].Undone, .4) || covers(r.WidthBounds[1].Undone, .4)
		},
		"restored": func(r *Report) bool { return r.All.Restored.Value > r.All.Excess.Value/2 },
	} {
		if hit := share(reports, holds); hit < .85 {
			t.Errorf("%s: in %.1f %% of data sets", what, 100*hit)
		}
	}
}
