package estimate

import (
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findByDepth is the paper's figure: mean training documents of the full
// sub-graphs of each depth, for right and for wrong answers.
func findByDepth(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		full := slices.Index(c.scopes, "full")
		if full < 0 || !c.hasNodes() {
			continue
		}
		var examples []stats.DepthExample
		for i := range s.examples {
			e := &s.examples[i]
			right, wrong := e.weights()
			examples = append(examples, stats.DepthExample{Right: right, Wrong: wrong, Depths: c.documents[e.number].depthTotals(full)})
		}
		for _, m := range stats.GroupMeans(examples, stats.Resampling{Seed: s.seed}) {
			stratum := fmt.Sprintf("depth %d", m.Depth)
			findings = append(findings,
				finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: "full", Measure: finding.MeasureDocumentsRight, Stratum: stratum, Estimate: m.Right},
				finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: "full", Measure: finding.MeasureDocumentsWrong, Stratum: stratum, Estimate: m.Wrong})
		}
	}
	return findings
}
