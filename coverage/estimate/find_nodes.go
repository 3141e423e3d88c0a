package estimate

import (
	"fmt"
	"iter"
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
	nodes := c.nodeList(s)
	if nodes.Len() == 0 {
		return nil
	}
	draws := func(usual, few int) stats.Resampling {
		return stats.Resampling{Seed: s.seed, Draws: max(few, min(usual, nodeWork/nodes.Len()))}
	}
	resampling, permuting := draws(stats.DefaultDraws, fewNodeResamples), draws(stats.DefaultPermutations, fewNodePermutations)
	exposures := make([]float64, 0, nodes.Len())
	x := nodes.Exposures(len(c.scopes), func(scope int) []float64 {
		exposures = c.nodeExposures(s, scope, exposures[:0])
		return exposures
	})
	exposures = nil // lets go of the memory
	aucs, estimates, ps := x.AUCs(), x.Bootstrap(resampling), x.PermutationP(permuting)
	var findings []finding.Finding
	var tested []int
	for k, scope := range c.scopes {
		f := finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: scope, Measure: finding.MeasureNodeAUC, Stratum: finding.StratumAll, Estimate: estimates[k]}
		f.Note = fmt.Sprintf("nodes whose arguments were right; %d of %d strata vary in both; right weight %.4g, wrong %.4g in them",
			aucs[k].VaryingStrata, aucs[k].Strata, aucs[k].RightWeight, aucs[k].WrongWeight)
		if resampling.Draws < stats.DefaultDraws || permuting.Draws < stats.DefaultPermutations {
			f.Note += fmt.Sprintf("; %d bootstrap draws, %d permutations", resampling.Draws, permuting.Draws)
		}
		if ps[k].OK {
			f.P = &ps[k].Value
			tested = append(tested, k)
		}
		findings = append(findings, f)
	}
	correctFamily(findings, tested)
	for k := range findings {
		giveVerdict(&findings[k], aucs[k])
	}
	return findings
}

type nodeStratum struct {
	kind, size, algorithm string
	layer                 int
}

// nodeList are the nodes of the examples that are not themselves in the corpus,
// those without weight too: they are part of the layout.
func (c *corpusSample) nodeList(s *sample) *stats.NodeList {
	numbers := make(map[nodeStratum]int)
	most := 0
	for _, nodes := range c.eachStated(s) {
		most += len(nodes)
	}
	list := stats.NewNodeList(most)
	for i, nodes := range c.eachStated(s) {
		e := &s.examples[i]
		for _, n := range nodes {
			list.Add(stats.NodeObservation{Example: i, Observation: stats.Observation{
				Stratum: numberOf(numbers, nodeStratum{n.kind, e.size, e.graph.algorithm, n.layer}),
				Right:   float64(n.correct) / float64(e.worked.n), Wrong: float64(n.local) / float64(e.worked.n),
			}})
		}
	}
	return list
}

// nodeExposures adds the exposures of the nodes of nodeList under the scope at
// that place.
func (c *corpusSample) nodeExposures(s *sample, scope int, to []float64) []float64 {
	var documents []int64
	for i, nodes := range c.eachStated(s) {
		documents = c.documents[s.examples[i].number].under(scope, documents[:0])
		for _, n := range nodes {
			to = append(to, math.Log1p(float64(documents[n.at])))
		}
	}
	return to
}

// eachStated are the nodes that nodeList has of each example that has some. They
// hold until the next.
func (c *corpusSample) eachStated(s *sample) iter.Seq2[int, []nodeCounts] {
	return func(yield func(int, []nodeCounts) bool) {
		var nodes []nodeCounts
		for i := range s.examples {
			e := &s.examples[i]
			// The graph of the responses may be of another source than that which was looked up.
			row, _ := c.of(e, c.scopes[0])
			if c.documents[e.number].graphNodes != e.outcomes.graph || e.worked.n == 0 || row.seen {
				continue
			}
			if nodes = e.outcomes.count(nodes); len(nodes) > 0 && !yield(i, nodes) {
				return
			}
		}
	}
}
