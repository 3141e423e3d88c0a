package estimate

import (
	"context"
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/infogain"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/tasks/task"
)

// Bounds of the gain tables that an analysis makes on the way. The command
// infogain makes exact ones of larger sizes.
const (
	shortcutInstances = 2_000_000 // enumerated, else
	shortcutSamples   = 1 << 16   // drawn
)

// findShortcuts asks of wrong answers which parts of them are right all the same,
// and whether few of the input variables tell just those (METHOD.md section 7).
// What they tell is a finding of its own.
// It needs a task with variables.
func findShortcuts(s *sample) []finding.Finding {
	of, ok := s.of.(task.Variables)
	if !ok {
		return nil
	}
	var findings []finding.Finding
	for _, size := range s.sizes() {
		responses, anyWrong := s.answers(size)
		if !anyWrong {
			continue
		}
		space, err := of.Variables(size)
		if err != nil {
			continue // a size that was read but cannot be generated
		}
		table, err := infogain.Measure(context.Background(), space, infogain.Options{Exact: shortcutInstances, Samples: shortcutSamples, Seed: s.seed})
		if err != nil {
			continue // too many variables for a table
		}
		findings = append(findings, gains(size, table)...)
		compared := table.Compare(responses, s.seed)
		for _, p := range compared.Positions {
			findings = append(findings, finding.Finding{
				Measure: finding.MeasureRightInWrong, Stratum: size + " " + table.Outputs[p.Output].Name, Estimate: p.Right, Note: table.Sentence(p),
			})
		}
	}
	return findings
}

// answers are the responses to problems of a size.
func (s *sample) answers(size string) (responses []infogain.Response, anyWrong bool) {
	for i := range s.examples {
		e := &s.examples[i]
		if e.size != size {
			continue
		}
		for _, r := range e.responses {
			responses = append(responses, infogain.Response{Example: fmt.Sprint(i), Gold: e.gold, Answer: r.Answer, Correct: r.Correct})
			anyWrong = anyWrong || !r.Correct
		}
	}
	return responses, anyWrong
}

// gains are what the inputs tell of each output: those single inputs and pairs
// that tell most of some output, with all outputs. The rest, of which there are
// many, the command infogain prints.
func gains(size string, t *infogain.Table) []finding.Finding {
	best := make(map[string]bool)
	for output := range t.Outputs {
		for together := 1; together <= 2; together++ {
			if g, ok := t.Best(output, together); ok && g.Relative > 0 {
				best[t.Names(g)] = true
			}
		}
	}
	kind := "a sample of the problems of the size"
	if t.Exact {
		kind = "all problems of the size"
	}
	var findings []finding.Finding
	for _, g := range t.Gains {
		if !best[t.Names(g)] {
			continue
		}
		low, high := g.Interval()
		findings = append(findings, finding.Finding{
			Measure: finding.MeasureRelativeGain, Stratum: fmt.Sprintf("%s %s -> %s", size, t.Names(g), t.Outputs[g.Output].Name), Note: "over " + kind,
			Estimate: stats.Estimate{Value: g.Relative, Low: low, High: high, N: t.Instances, OK: true},
		})
	}
	return findings
}
