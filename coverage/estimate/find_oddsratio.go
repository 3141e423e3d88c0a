package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findOddsRatio asks whether examples whose bottleneck node was seen at all are
// right more often, within strata (METHOD.md section 6, step 3).
func findOddsRatio(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		in := &associationFamily{s: s, c: c}
		for _, scope := range c.scopes {
			obs, _ := in.observations(scope, func(_ *observed, r coverageRow) float64 { return float64(r.minDocuments) }, bySizeAndOperations)
			ratio := stats.MantelHaenszel(obs)
			note := fmt.Sprintf("odds of being right where every node was seen, to where one was not; %d of %d strata tell", ratio.InformativeStrata, ratio.Strata)
			if h := ratio.Homogeneity; h.OK {
				note += fmt.Sprintf("; Breslow-Day-Tarone chi-squared %.4g, df %d, p %.3g", h.ChiSquared, h.DF, h.P)
			}
			findings = append(findings, finding.Finding{
				CorpusID: c.id, Corpus: c.name, Scope: scope, Measure: finding.MeasureOddsRatio, Stratum: finding.StratumAll, Estimate: ratio.Estimate, Note: note,
			})
		}
	}
	return findings
}
