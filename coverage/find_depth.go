package coverage

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/stats"
)

// findByDepth is the paper's figure: mean training documents of the full
// sub-graphs of each depth, for right and for wrong answers.
func findByDepth(s *sample) []Finding {
	var findings []Finding
	for _, c := range s.corpora {
		if len(c.depths) == 0 {
			continue
		}
		var examples []stats.DepthExample
		for i := range s.examples {
			e := &s.examples[i]
			right, wrong := e.weights()
			examples = append(examples, stats.DepthExample{Right: right, Wrong: wrong, Depths: c.depths[e.graph]})
		}
		for _, m := range stats.GroupMeans(examples, stats.Resampling{Seed: s.seed}) {
			stratum := fmt.Sprintf("depth %d", m.Depth)
			findings = append(findings,
				Finding{CorpusID: c.id, Corpus: c.name, Scope: "full", Measure: MeasureDocumentsRight, Stratum: stratum, Estimate: m.Right},
				Finding{CorpusID: c.id, Corpus: c.name, Scope: "full", Measure: MeasureDocumentsWrong, Stratum: stratum, Estimate: m.Wrong})
		}
	}
	return findings
}
