package estimate

import (
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findComposition asks whether the model composes (METHOD.md section 5): among
// examples nearly all of whose steps were seen, are those right more often whose
// larger sub-graphs were seen, too? The view compositionality has the table.
func findComposition(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		if !slices.Contains(c.scopes, "step") || !slices.Contains(c.scopes, "full") {
			continue
		}
		numbers := make(map[any]int)
		var names []string
		var examples []stats.CompositionExample
		for i := range s.examples {
			e := &s.examples[i]
			step, ok := c.of(e, "step")
			full, _ := c.of(e, "full")
			if !ok || step.seen || !step.stepsSeen() {
				continue
			}
			number := numberOf(numbers, bySizeAndOperations(e, step))
			if number == len(names) {
				names = append(names, fmt.Sprintf("size %s, %d operations", e.size, step.operations))
			}
			examples = append(examples, stats.CompositionExample{Stratum: number, Share: float64(full.seenNodes) / float64(full.operations), Cluster: e.cluster()})
		}
		strata, pooled := stats.CompositionalityGap(examples, s.seed)
		add := func(name string, gap stats.CompositionGap) {
			findings = append(findings, finding.Finding{
				CorpusID: c.id, Corpus: c.name, Scope: "full", Measure: finding.MeasureCompositionGap, Stratum: name, Estimate: gap.Gap, Note: accuraciesOf(gap),
			})
		}
		add(finding.StratumAll, pooled)
		for _, gap := range strata {
			add(names[gap.Stratum], gap)
		}
	}
	return findings
}

func accuraciesOf(gap stats.CompositionGap) string {
	if !gap.Low.OK || !gap.High.OK {
		return fmt.Sprintf("%d examples with fewer sub-graphs seen, %d with more", gap.Low.N, gap.High.N)
	}
	return fmt.Sprintf("right %.1f %% of %d examples with fewer sub-graphs seen, %.1f %% of %d with more",
		100*gap.Low.Value, gap.Low.N, 100*gap.High.Value, gap.High.N)
}
