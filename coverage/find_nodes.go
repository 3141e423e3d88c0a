package coverage

import (
	"fmt"
	"math"

	"github.com/graphcov/graphcov/coverage/stats"
)

// The work of permuting and resampling nodes is bounded: of many there are fewer
// draws.
const (
	nodeWork     = 1 << 31 // nodes times draws
	fewNodeDraws = 999
)

// findNodes asks of single steps what findAssociation asks of answers: among
// nodes of one kind, layer and size whose arguments were right, does the model
// get those right that training had? (METHOD.md section 6.)
func findNodes(s *sample) []Finding {
	var findings []Finding
	for _, c := range s.corpora {
		var ofCorpus []Finding
		var tested []int
		var aucs []stats.AUC
		for _, scope := range c.scopes {
			nodes := c.nodeObservations(s, scope)
			if len(nodes) == 0 {
				continue
			}
			auc := stats.NodeAUC(nodes)
			draws := func(usual int) stats.Resampling {
				return stats.Resampling{Seed: s.seed, Draws: max(fewNodeDraws, min(usual, nodeWork/len(nodes)))}
			}
			f := Finding{
				CorpusID: c.id, Corpus: c.name, Scope: scope, Measure: MeasureNodeAUC, Stratum: StratumAll,
				Estimate: stats.BootstrapNodeAUC(nodes, draws(stats.DefaultDraws)),
				Note: fmt.Sprintf("nodes whose arguments were right; %d of %d strata vary in both; right weight %.4g, wrong %.4g in them",
					auc.VaryingStrata, auc.Strata, auc.RightWeight, auc.WrongWeight),
			}
			if p := stats.NodePermutationP(nodes, draws(stats.DefaultPermutations)); p.OK {
				f.P = &p.Value
				tested = append(tested, len(ofCorpus))
			}
			ofCorpus, aucs = append(ofCorpus, f), append(aucs, auc)
		}
		correctFamily(ofCorpus, tested)
		for i := range ofCorpus {
			ofCorpus[i].judge(aucs[i])
		}
		findings = append(findings, ofCorpus...)
	}
	return findings
}

type nodeStratum struct {
	kind, size, algorithm string
	layer                 int
}

// nodeObservations are the nodes of the examples that are not themselves in the
// corpus, those without weight too: they are part of the layout.
func (c *corpusSample) nodeObservations(s *sample, scope string) []stats.NodeObservation {
	numbers := make(map[any]int)
	var nodes []stats.NodeObservation
	for i := range s.examples {
		e := &s.examples[i]
		documents, ok := c.nodes[scope][e.graph]
		if !ok || e.worked.n == 0 || c.coverage[scope][e.graph].seen {
			continue
		}
		for _, n := range e.nodes {
			nodes = append(nodes, stats.NodeObservation{Example: i, Observation: stats.Observation{
				Stratum:  numberOf(numbers, nodeStratum{n.kind, e.size, e.graph.algorithm, n.layer}),
				Exposure: math.Log1p(float64(documents[n.position])),
				Right:    float64(n.correct) / float64(e.worked.n), Wrong: float64(n.local) / float64(e.worked.n),
			}})
		}
	}
	return nodes
}
