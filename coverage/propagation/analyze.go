package propagation

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/stats"
)

const (
	// DefaultFolds is into how many parts cross-fitting divides the examples.
	DefaultFolds = 10
	// DefaultDraws is the number of bootstrap draws: the ends of an interval are
	// the 25th and the 975th smallest. Fewer than in package stats, since a draw
	// goes over all steps of all examples.
	DefaultDraws = 1000
)

// Options says how to analyze. The zero value is ready for use.
type Options struct {
	// Resampling is that of the bootstrap, with DefaultDraws where Draws is 0. Its
	// seed deals out the folds, too.
	stats.Resampling
	// ByLayer gives each op a rate for each layer; a thin one (see [MinSteps])
	// takes the op's rate. By default an op has one rate.
	ByLayer bool
	// Folds is the number of parts of the cross-fitting: examples of one part are
	// predicted with the rates in the others. 0 means DefaultFolds; 1 predicts
	// each example with the rates of all, itself included, which flatters the
	// prediction most where examples are few.
	Folds int
}

// Report is the theory beside the observations.
type Report struct {
	// Steps is the rate of all steps together, Rates those by op (and layer), in
	// order of their names.
	Steps Rate
	Rates []Rate
	// All has all examples; the others come in order of their keys.
	All                            Group
	ByDepth, ByWidth, ByOperations []Group
	// Calibration has the examples by predicted accuracy: of what was predicted
	// 70 % right, was 70 % right?
	Calibration []Group
	// Correlation says how alike the errors of steps in one example are, once
	// what their ops (and layers) explain is taken out: the intra-class
	// correlation, 0 for independent errors, 1 where an example's steps are all
	// right or all wrong, in [-1, 1] but for chance. All responses to an example
	// count together: where errors cluster in responses, it understates how much.
	// Not estimable where no or every step is wrong, or no example has two.
	Correlation stats.Estimate
	// MeanError and BetaCorrelation are the mean and the intra-class correlation,
	// both in [0, 1], of the beta distribution of error rates over examples that
	// makes the numbers of wrong and judged steps most likely. Group.Clustered is
	// predicted with these. They know nothing of ops: where hard ops come early in a
	// graph, they may see clustering that is not there.
	//
	// Steps and Correlation pool over steps, of which examples with errors have fewer
	// judged; where errors cluster they are below MeanError and BetaCorrelation. But
	// they assume no distribution, and BetaCorrelation is never negative, so that
	// it is Correlation that says whether there is clustering at all.
	MeanError, BetaCorrelation stats.Estimate
	// Undone is c: the share of right values among stated steps with a wrong
	// argument, restorations masked or unexplained. Not estimable where no
	// argument was wrong.
	Undone stats.Estimate
	// WidthBounds and DepthBounds are the paper's bounds, see [WidthBound] and
	// [DepthBound], DepthLimit what the latter tend to.
	WidthBounds, DepthBounds []Bound
	DepthLimit               stats.Estimate
	// Warnings are about the analysis as a whole.
	Warnings []string
}

// Analyze predicts the accuracy of examples from their steps and compares. The
// package documentation says how to read the result.
//
// Takes time in proportion to the cells of all examples per draw: for 100,000
// examples with 20 cells each, some 20 ms of one processor.
func Analyze(examples []Example, opt Options) Report {
	if problem := check(examples); problem != "" {
		return refused(problem)
	}
	var warnings []string
	usable := make([]Example, 0, len(examples))
	silent, shapeless := 0, 0
	for i := range examples {
		switch {
		case examples[i].Responses == 0:
			silent++
		case examples[i].operations() == 0:
			shapeless++
		default:
			usable = append(usable, examples[i])
		}
	}
	if silent > 0 {
		warnings = append(warnings, fmt.Sprintf("left out %d examples without a response", silent))
	}
	if shapeless > 0 {
		warnings = append(warnings, fmt.Sprintf("left out %d examples without a step in their graph", shapeless))
	}
	if len(usable) == 0 {
		return refused(append(warnings, "no example has a response and a step")...)
	}
	folds := opt.Folds
	if folds <= 0 {
		folds = DefaultFolds
	}
	folds = min(folds, len(usable))
	if folds == 1 {
		warnings = append(warnings, "rates are estimated on the responses that they predict, which flatters the prediction")
	}
	r := newAnalysis(newTable(usable, opt.ByLayer, folds, opt.Seed), opt.Resampling).report()
	r.Warnings = append(warnings, r.Warnings...)
	return r
}

// refused is the report on input that allows none.
func refused(reasons ...string) Report {
	none := notEstimable(0, reasons...)
	return Report{
		Steps:       Rate{Error: none},
		All:         Group{Observed: none, Predicted: none, Excess: none, Clustered: none, Remaining: none, Flawless: none, Restored: none},
		Correlation: none, MeanError: none, BetaCorrelation: none, Undone: none, DepthLimit: none,
		Warnings: reasons,
	}
}

// report makes the estimates.
func (a *analysis) report() Report {
	t := a.table
	steps := a.steps()
	var r Report
	r.Steps, r.Rates = a.rates()
	r.Steps.Error = steps.Estimate
	a.setExtremes(r.Steps, r.Rates)
	r.Warnings = a.setReasons(r.Steps, r.Rates)

	kinds := make([][]Group, len(a.groups.kinds))
	number := 0
	for k, kind := range a.groups.kinds {
		for _, g := range kind {
			kinds[k] = append(kinds[k], a.group(number, g))
			number++
		}
	}
	r.All, r.ByDepth, r.ByWidth, r.ByOperations, r.Calibration = kinds[0][0], kinds[1], kinds[2], kinds[3], kinds[4]

	if a.noCorrelation != "" {
		r.Correlation = notEstimable(len(t.examples), a.noCorrelation)
		r.MeanError, r.BetaCorrelation = r.Correlation, r.Correlation
	} else {
		r.Correlation = a.interval(len(t.examples), func(s *sample) (float64, bool) { return s.correlation.value() }, "").Estimate
		r.MeanError = a.share(len(t.examples), func(s *sample) (float64, bool) { return s.meanError, s.steps.n > 0 }, "").Estimate
		r.BetaCorrelation = a.interval(len(t.examples), func(s *sample) (float64, bool) { return s.beta, s.steps.n > 0 }, "").Estimate
	}
	undone := a.undone()
	r.Undone = undone.Estimate
	r.DepthLimit = a.bound(steps, undone, DepthLimit)
	r.WidthBounds, r.DepthBounds = a.bounds(steps, undone, r.ByWidth, r.ByDepth)
	return r
}
