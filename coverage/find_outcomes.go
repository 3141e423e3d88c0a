package coverage

import (
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// findOutcomes is what became of the nodes of each layer (METHOD.md section 4):
// the share of each outcome, pooled over the responses that were worked by the
// example's graph. Values that no text states are left out, and steps that are
// no node of the graph have no layer.
func findOutcomes(s *sample) []Finding {
	layers := 0
	for i := range s.examples {
		for _, n := range s.examples[i].nodes {
			layers = max(layers, n.layer+1)
		}
	}
	var findings []Finding
	for layer := range layers {
		clusters := make([][]stats.Cluster, len(layerOutcomes()))
		for i := range s.examples {
			for k, c := range s.examples[i].outcomesAt(layer) {
				clusters[k] = append(clusters[k], c)
			}
		}
		for k, outcome := range layerOutcomes() {
			if len(clusters[k]) == 0 {
				continue
			}
			findings = append(findings, Finding{
				Measure: MeasureOutcomeShare, Stratum: fmt.Sprintf("layer %d, %s", layer, outcome),
				Estimate: stats.ClusterBootstrap(clusters[k], stats.Resampling{Seed: s.seed}),
			})
		}
	}
	return findings
}

// layerOutcomes are those that a node of the graph can have: a step that is none
// has no layer.
func layerOutcomes() []Outcome {
	return slices.DeleteFunc(OutcomeKinds(), func(o Outcome) bool { return o == Unaligned })
}

// outcomesAt counts the nodes of a layer in all responses and, as Right, those
// with each of layerOutcomes. An example without such nodes has none.
func (o *observed) outcomesAt(layer int) []stats.Cluster {
	var counts [6]int
	all := 0
	for _, n := range o.nodes {
		if n.layer != layer {
			continue
		}
		all += n.stated
		for k, c := range [...]int{n.correct, n.local + n.localWrong, n.propagated, n.masked, n.unexplained, n.missing} {
			counts[k] += c
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
