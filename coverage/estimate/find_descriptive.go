package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findDescriptive describes how success and exposure go together with nothing
// held fixed (METHOD.md section 6, step 1): accuracy by decile of exposure and
// two correlations, for each scope. It describes; it is no evidence.
func findDescriptive(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		in := &associationFamily{s: s, c: c}
		for _, scope := range c.scopes {
			like := finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: scope, Stratum: finding.StratumAll, Note: "nothing held fixed: not evidence"}
			obs, _ := in.observations(scope, headlineExposure, together)
			f := like
			f.Measure, f.Estimate = finding.MeasurePointBiserial, stats.PointBiserial(obs, stats.Resampling{Seed: s.seed})
			findings = append(findings, f)
			f.Measure, f.Estimate = finding.MeasureSpearman, stats.Spearman(obs, stats.Resampling{Seed: s.seed})
			findings = append(findings, f)
			deciles, _ := stats.AccuracyByDecile(c.exposed(s, scope), s.seed)
			for _, d := range deciles {
				f := like
				f.Measure, f.Stratum, f.Estimate = finding.MeasureDecile, fmt.Sprintf("decile %d", d.Number), d.Accuracy
				f.Note = fmt.Sprintf("exposure %.4g to %.4g; %s", d.Least, d.Most, like.Note)
				findings = append(findings, f)
			}
		}
	}
	return findings
}

func headlineExposure(_ *observed, r coverageRow) float64 { return r.exposure }

// exposed are the examples that are not themselves in the corpus.
func (c *corpusSample) exposed(s *sample, scope string) []stats.ExposedExample {
	var examples []stats.ExposedExample
	for i := range s.examples {
		if r, ok := c.of(&s.examples[i], scope); ok && !r.seen {
			examples = append(examples, stats.ExposedExample{Exposure: r.exposure, Cluster: s.examples[i].cluster()})
		}
	}
	return examples
}
