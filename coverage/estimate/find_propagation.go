package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/propagation"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findPropagation sets observed accuracy beside what the error rates of single
// steps predict (METHOD.md section 10). Doing better than they allow is
// consistent with recall, or with errors that cluster in some examples.
func findPropagation(s *sample) []finding.Finding {
	var examples []propagation.Example
	for i := range s.examples {
		if e := &s.examples[i]; len(e.nodes) > 0 {
			examples = append(examples, e.steps())
		}
	}
	if len(examples) == 0 {
		return nil
	}
	report := propagation.Analyze(examples, propagation.Options{Resampling: stats.Resampling{Seed: s.seed}})
	var findings []finding.Finding
	add := func(measure, stratum string, e stats.Estimate, note string) {
		findings = append(findings, finding.Finding{Measure: measure, Stratum: stratum, Estimate: e, Note: note})
	}
	for _, r := range report.Rates {
		add(finding.MeasureStepError, "op "+r.Op, r.Error, fmt.Sprintf("%d wrong of %d steps with right arguments", r.Wrong, r.Judged))
	}
	add(finding.MeasureStepErrorCorrelation, finding.StratumAll, report.Correlation, "how alike the errors of steps in one example are")
	group := func(stratum string, g propagation.Group) {
		add(finding.MeasurePredicted, stratum, g.Predicted, "accuracy that independent errors of single steps make")
		add(finding.MeasureExcess, stratum, g.Excess, "observed less predicted accuracy")
		add(finding.MeasureRemaining, stratum, g.Remaining, "observed less predicted accuracy, errors clustering by example")
	}
	group(finding.StratumAll, report.All)
	for _, g := range report.ByDepth {
		group(fmt.Sprintf("depth %d", g.Key), g)
	}
	for _, g := range report.ByWidth {
		group(fmt.Sprintf("width %d", g.Key), g)
	}
	for _, g := range report.Calibration {
		add(finding.MeasureCalibration, fmt.Sprintf("bin %d, predicted", g.Key), g.Predicted, "accuracy that the steps predict")
		add(finding.MeasureCalibration, fmt.Sprintf("bin %d, observed", g.Key), g.Observed, "accuracy of the same examples")
	}
	bound := func(kind string, bounds []propagation.Bound) {
		for _, b := range bounds {
			add(finding.MeasureErrorBound, fmt.Sprintf("%s %d", kind, b.N), b.AtLeast, "the least share of wrong answers, by the paper's bound")
		}
	}
	bound("width", report.WidthBounds)
	bound("depth", report.DepthBounds)
	return findings
}

// steps counts the nodes of an example by op and layer.
func (o *observed) steps() propagation.Example {
	e := propagation.Example{Depth: o.depth, Width: o.width, Responses: o.worked.n, Right: o.worked.right, Flawed: o.worked.flawed, FlawedRight: o.worked.flawedRight}
	type cell struct {
		op    string
		layer int
	}
	at := make(map[cell]int)
	for _, n := range o.nodes {
		key := cell{n.op, n.layer}
		k, known := at[key]
		if !known {
			k = len(e.Steps)
			at[key] = k
			e.Steps = append(e.Steps, propagation.Steps{Op: n.op, Layer: n.layer})
		}
		s := &e.Steps[k]
		s.Nodes++
		s.Correct += int(n.correct)
		s.Local += int(n.local)
		s.WrongArguments += int(n.wrongArguments)
		s.Masked += int(n.masked)
		s.Unexplained += int(n.unexplained)
		s.Missing += int(n.missing)
	}
	return e
}
