package estimate

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findOutcomes is what became of the nodes of each layer (METHOD.md section 4):
// the share of each outcome, pooled over the responses that were worked by the
// example's graph. Values that no text states are left out, and steps that are
// no node of the graph have no layer.
func findOutcomes(s *sample) []finding.Finding {
	layers := 0
	var nodes []nodeCounts
	for i := range s.examples {
		nodes = s.examples[i].outcomes.count(nodes)
		for _, n := range nodes {
			layers = max(layers, n.layer+1)
		}
	}
	var findings []finding.Finding
	for layer := range layers {
		clusters := make([][]stats.Cluster, len(outcome.OfNodes()))
		for i := range s.examples {
			nodes = s.examples[i].outcomes.count(nodes)
			for k, c := range outcomesAt(layer, nodes) {
				clusters[k] = append(clusters[k], c)
			}
		}
		for k, kind := range outcome.OfNodes() {
			if len(clusters[k]) == 0 {
				continue
			}
			findings = append(findings, finding.Finding{
				Measure: finding.MeasureOutcomeShare, Stratum: fmt.Sprintf("layer %d, %s", layer, kind),
				Estimate: stats.ClusterBootstrap(clusters[k], stats.Resampling{Seed: s.seed}),
			})
		}
	}
	return findings
}

// outcomesAt counts the nodes of a layer in all responses and, as Right, those
// with each of outcome.OfNodes. An example without such nodes has none.
func outcomesAt(layer int, nodes []nodeCounts) []stats.Cluster {
	var counts [6]int
	all := 0
	for _, n := range nodes {
		if n.layer != layer {
			continue
		}
		all += int(n.stated)
		for k, c := range [...]int32{n.correct, n.local + n.localWrong, n.propagated, n.masked, n.unexplained, n.missing} {
			counts[k] += int(c)
		}
	}
	if all == 0 {
		return nil
	}
	clusters := make([]stats.Cluster, len(counts))
	for k, c := range counts {
		clusters[k] = stats.Cluster{Right: c, N: all}
	}
	return clusters
}
