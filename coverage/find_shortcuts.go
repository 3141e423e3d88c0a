package coverage

import (
	"context"
	"fmt"

	"github.com/graphcov/graphcov/coverage/infogain"
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
// It needs a task with variables.
func findShortcuts(s *sample) []Finding {
	of, ok := s.of.(task.Variables)
	if !ok {
		return nil
	}
	var findings []Finding
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
		compared := table.Compare(responses, s.seed)
		for _, p := range compared.Positions {
			findings = append(findings, Finding{
				Measure: MeasureRightInWrong, Stratum: size + " " + table.Outputs[p.Output].Name, Estimate: p.Right, Note: table.Sentence(p),
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
