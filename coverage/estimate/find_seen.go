package estimate

import (
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findSeen estimates the share of examples that are themselves in the training
// data. Success on them may be memory of the whole answer, so the size cliff
// and the association leave them out (METHOD.md section 6).
func findSeen(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		seen, all := 0, 0
		for i := range s.examples {
			r, ok := c.of(&s.examples[i], c.scopes[0])
			if !ok {
				continue
			}
			all++
			if r.seen {
				seen++
			}
		}
		findings = append(findings, finding.Finding{CorpusID: c.id, Corpus: c.name, Measure: finding.MeasureSeen, Stratum: finding.StratumAll, Estimate: stats.Wilson(seen, all)})
	}
	return findings
}
