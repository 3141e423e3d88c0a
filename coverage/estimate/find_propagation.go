package estimate

import (
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/propagation"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findPropagation sets observed accuracy beside what the error rates of single
// steps predict (METHOD.md section 10). Doing better than they allow is
// consistent with recall, or with errors that cluster in some examples.
func findPropagation(s *sample) []finding.Finding {
	var examples []propagation.Example
	counter := stepCounter{known: make(map[worked][]propagation.Steps)}
	for i := range s.examples {
		e := &s.examples[i]
		if steps := counter.count(&e.outcomes); len(steps) > 0 {
			examples = append(examples, propagation.Example{
				Depth: e.depth, Width: e.width, Responses: e.worked.n, Right: e.worked.right, Flawed: e.worked.flawed, FlawedRight: e.worked.flawedRight, Steps: steps,
			})
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

// stepCounter counts the nodes of examples by op and layer. Many examples with one
// response are worked alike: what comes again is kept once.
type stepCounter struct {
	known map[worked][]propagation.Steps
	nodes []nodeCounts // scratch memory
}

// worked is a single response and the graph that it was read against.
type worked struct {
	graph    *graphNodes
	outcomes string
}

func (c *stepCounter) count(o *nodeOutcomes) []propagation.Steps {
	if len(o.responses) != 1 {
		return c.countAll(o)
	}
	key := worked{o.graph, o.responses[0]}
	steps, known := c.known[key]
	if !known {
		steps = c.countAll(o)
		c.known[key] = steps
	}
	return steps
}

func (c *stepCounter) countAll(o *nodeOutcomes) []propagation.Steps {
	type cell struct {
		op    string
		layer int
	}
	var steps []propagation.Steps
	at := make(map[cell]int)
	c.nodes = o.count(c.nodes)
	for _, n := range c.nodes {
		key := cell{n.op, n.layer}
		k, known := at[key]
		if !known {
			k = len(steps)
			at[key] = k
			steps = append(steps, propagation.Steps{Op: n.op, Layer: n.layer})
		}
		s := &steps[k]
		s.Nodes++
		s.Correct += int(n.correct)
		s.Local += int(n.local)
		s.WrongArguments += int(n.wrongArguments)
		s.Masked += int(n.masked)
		s.Unexplained += int(n.unexplained)
		s.Missing += int(n.missing)
	}
	return slices.Clone(steps) // of no more room than it takes
}
