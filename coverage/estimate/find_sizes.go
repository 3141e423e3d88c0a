package estimate

import (
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findSizes is the size table (METHOD.md section 5): for each size of the
// examples, how many training documents have it, and which share of the
// examples' partial computations was seen.
func findSizes(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		for _, size := range s.sizes() {
			ofSize := func(o *observed) bool { return o.size == size }
			documents := float64(c.trained[size])
			findings = append(findings, finding.Finding{
				CorpusID: c.id, Corpus: c.name, Measure: finding.MeasureTrainingDocuments, Stratum: size, Exact: true,
				Estimate: stats.Estimate{Value: documents, Low: documents, High: documents, N: len(s.clusters(ofSize)), OK: true},
			})
			for _, scope := range c.scopes {
				findings = append(findings, finding.Finding{
					CorpusID: c.id, Corpus: c.name, Scope: scope, Measure: finding.MeasureShareSeen, Stratum: size,
					Estimate: c.shareSeen(s, scope, ofSize),
				})
			}
		}
	}
	return findings
}

// shareSeen is the share of operation nodes with a training document, pooled
// over the examples that pass; the interval comes from a bootstrap over them.
func (c *corpusSample) shareSeen(s *sample, scope string, pass func(*observed) bool) stats.Estimate {
	return stats.ClusterBootstrap(c.nodesSeen(s, scope, pass), stats.Resampling{Seed: s.seed})
}

// nodesSeen are the operation nodes of the examples that pass and, as Right,
// those of them with a training document.
func (c *corpusSample) nodesSeen(s *sample, scope string, pass func(*observed) bool) []stats.Cluster {
	var clusters []stats.Cluster
	for i := range s.examples {
		if r, ok := c.of(&s.examples[i], scope); ok && pass(&s.examples[i]) {
			clusters = append(clusters, stats.Cluster{Right: r.seenNodes, N: r.operations})
		}
	}
	return clusters
}
