package estimate

import (
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findAccuracy estimates the share of right responses: of all, and by size.
// The interval is Wilson's where each example has one response, else it comes
// from a bootstrap over examples.
func findAccuracy(s *sample) []finding.Finding {
	all := s.clusters(func(*observed) bool { return true })
	findings := []finding.Finding{{Measure: finding.MeasureAccuracy, Stratum: finding.StratumAll, Estimate: stats.Accuracy(all, s.seed)}}
	for _, size := range s.sizes() {
		clusters := s.clusters(func(o *observed) bool { return o.size == size })
		findings = append(findings, finding.Finding{Measure: finding.MeasureAccuracy, Stratum: size, Estimate: stats.Accuracy(clusters, s.seed)})
	}
	return findings
}

// findUnread estimates the share of responses that are cut off or have no
// readable answer. They count as wrong, so a high share weakens everything else.
func findUnread(s *sample) []finding.Finding {
	var clusters []stats.Cluster
	for i := range s.examples {
		clusters = append(clusters, stats.Cluster{Right: s.examples[i].unread, N: s.examples[i].n})
	}
	return []finding.Finding{{Measure: finding.MeasureUnread, Stratum: finding.StratumAll, Estimate: stats.Accuracy(clusters, s.seed)}}
}
