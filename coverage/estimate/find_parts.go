package estimate

import (
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findRightParts estimates how much of an answer is right where answers have
// several parts: the cells of a puzzle's grid, the elements of a list. Nothing is
// found where they have one.
func findRightParts(s *sample) []finding.Finding {
	var clusters []stats.Cluster
	for i := range s.examples {
		if parts := s.examples[i].parts; parts.N > 0 {
			clusters = append(clusters, parts)
		}
	}
	if len(clusters) == 0 {
		return nil
	}
	return []finding.Finding{{Measure: finding.MeasureRightParts, Stratum: finding.StratumAll, Estimate: stats.ClusterBootstrap(clusters, stats.Resampling{Seed: s.seed})}}
}
