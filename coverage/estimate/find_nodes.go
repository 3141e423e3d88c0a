package estimate

import (
	"fmt"
	"math"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// The work of permuting and resampling nodes is bounded: of many there are fewer
// draws, 999 permutations for a p as low as 0.001, and resamples for an interval whose ends are
// the 10th and the 390th.
const (
	nodeWork            = 1 << 30 // nodes times draws
	fewNodePermutations = 999
	fewNodeResamples    = 400
)

// findNodes asks of single steps what findAssociation asks of answers: among
// nodes of one kind, layer and size whose arguments were right, does the model
// get those right that training had? (METHOD.md section 6.)
func findNodes(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		findings = append(findings, c.findNodes(s)...)
	}
	return findings
}

func (c *corpusSample) findNodes(s *sample) []finding.Finding {
	samples := batches[stats.NodeObservation]{exposure: func(n *stats.NodeObservation) *float64 { return &n.Exposure }}
	var findings []finding.Finding
	for _, scope := range c.scopes {
		if nodes := c.nodeObservations(s, scope); len(nodes) > 0 {
			samples.add(nodes)
			findings = append(findings, finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: scope, Measure: finding.MeasureNodeAUC, Stratum: finding.StratumAll})
		}
	}
	aucs, p := make([]stats.AUC, len(findings)), make([]stats.Estimate, len(findings))
	for _, b := range samples.all {
		draws := func(usual, few int) stats.Resampling {
			return stats.Resampling{Seed: s.seed, Draws: max(few, min(usual, nodeWork/len(b.examples)))}
		}
		resampling, permuting := draws(stats.DefaultDraws, fewNodeResamples), draws(stats.DefaultPermutations, fewNodePermutations)
		x := stats.NewNodeExposures(b.examples, b.exposures...)
		estimates, ps := x.Bootstrap(resampling), x.PermutationP(permuting)
		for k, at := range b.positions {
			auc := x.AUCs()[k]
			aucs[at], p[at], findings[at].Estimate = auc, ps[k], estimates[k]
			findings[at].Note = fmt.Sprintf("nodes whose arguments were right; %d of %d strata vary in both; right weight %.4g, wrong %.4g in them",
				auc.VaryingStrata, auc.Strata, auc.RightWeight, auc.WrongWeight)
			if resampling.Draws < stats.DefaultDraws || permuting.Draws < stats.DefaultPermutations {
				findings[at].Note += fmt.Sprintf("; %d bootstrap draws, %d permutations", resampling.Draws, permuting.Draws)
			}
		}
	}
	var tested []int
	for at := range findings {
		if p[at].OK {
			findings[at].P = &p[at].Value
			tested = append(tested, at)
		}
	}
	correctFamily(findings, tested)
	for at := range findings {
		giveVerdict(&findings[at], aucs[at])
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
	most := 0
	for i := range s.examples {
		most += len(s.examples[i].nodes)
	}
	nodes := make([]stats.NodeObservation, 0, most) // growing, it would be there twice, and they are very many
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
