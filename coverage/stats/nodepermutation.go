package stats

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// NodePermutationP is [PermutationP] for nodes: how often does a [NodeAUC] as far
// from 0.5 arise when outcomes are dealt out anew?
//
// Nodes cannot be dealt one by one: the nodes of an example succeed and
// fail together, and are covered together, so single nodes would make chance
// look smaller than it is. Instead examples with the same layout, that is nodes in the same strata,
// exchange their outcomes as wholes: the first node of a stratum
// takes that of the other's first, and so on, in the order given. That keeps the
// outcomes of an example together, stays within strata, and supposes only that
// examples of one layout could have had each other's outcomes.
//
// So give the nodes of every example in the same order, those without weight too:
// a node whose arguments were never right is part of the layout. Strata without a right-wrong
// pair are not: nothing in them can be told apart. Examples with a
// layout of their own cannot exchange and stay as they are; a warning counts
// them. The more they are the weaker the test, though never wrong.
//
// Value is p, in (0, 1]; Low and High bound the error of sampling permutations. N
// counts examples. Takes O(nodes) time per permutation, about 4 ms of one core for each
// measure of exposure of 2.5 million nodes, so ask for fewer than the default where there are
// millions: with 999 p is still as low as 0.001.
//
// Source: METHOD.md section 6; exchangeable blocks, Winkler et al. (2015),
// NeuroImage 123:253.
func NodePermutationP(nodes []NodeObservation, opt Resampling) Estimate {
	return newNodeExposure(nodes).PermutationP(opt)[0]
}

// PermutationP is [NodePermutationP] for each measure. All see the same permutations.
func (x *NodeExposures) PermutationP(opt Resampling) []Estimate {
	r := x.ranked
	fixed, moving := x.nodeDealers()
	result := make([]Estimate, len(r.aucs))
	if len(moving) > 0 {
		opt = opt.WithDefault(DefaultPermutations)
		result = r.permutationEstimates(opt.collectBlocks(len(block{}), len(r.aucs), func() func([]*rand.Rand, []drawn) {
			scratch, left := newRankedScratch(r), make([]int32, x.slotted)
			sources := [len(block{})][]int32{}
			for i := range sources {
				sources[i] = make([]int32, x.slotted)
			}
			return func(rngs []*rand.Rand, draws []drawn) {
				for i, rng := range rngs {
					for _, l := range x.layouts {
						choose(sources[i][l.start:][:l.examples], left[:l.examples], rng)
					}
					copy(draws[i].values, fixed)
				}
				for _, d := range moving {
					dealt := scratch.weights[:len(d.weights)]
					d.deal(dealt, &sources)
					d.leads(draws, dealt, d.total, scratch.sums)
				}
			}
		}))
	}
	for k, auc := range r.aucs {
		warnings := auc.Warnings
		if auc.OK && x.alone > 0 {
			warnings = append(slices.Clip(warnings),
				fmt.Sprintf("%d of %d examples have a layout of their own: their outcomes are not exchanged", x.alone, auc.N))
		}
		varies := func(d nodeDealer) bool { return d.runs[k].count > 1 }
		if auc.OK && !slices.ContainsFunc(moving, varies) {
			warnings = append(slices.Clip(warnings), "nothing to exchange: no two examples of one layout differ in outcome where exposure varies")
			result[k].OK = false
		}
		if !result[k].OK {
			result[k] = notEstimable(auc.N, warnings...)
			continue
		}
		result[k].Warnings = warnings
	}
	return result
}

// nodeDealer deals out the outcomes of a stratum of nodes anew.
type nodeDealer struct {
	*rankedStratum
	total   block // the same however outcomes are dealt
	columns []layout
}

// nodeDealers are those of the strata in which exchanges change something, fixed the leads of
// the others.
func (x *NodeExposures) nodeDealers() (fixed []float64, moving []nodeDealer) {
	fixed = make([]float64, len(x.ranked.aucs))
	scratch := newRankedScratch(x.ranked)
	for i := range x.ranked.strata {
		s := &x.ranked.strata[i]
		d := nodeDealer{s, block{}, x.columns[x.obs.at(s.members[0]).Stratum]}
		for _, w := range s.weights {
			d.total.add(&block{w, w, w, w})
		}
		if d.moves() {
			moving = append(moving, d)
		} else {
			s.leadsOf(fixed, s.weights, scratch)
		}
	}
	return fixed, moving
}

func (d *nodeDealer) moves() bool {
	at := 0
	for _, c := range d.columns {
		column := d.weights[at:][:c.examples]
		if slices.ContainsFunc(column, func(w uint64) bool { return w != column[0] }) {
			return true
		}
		at += c.examples
	}
	return false
}

// deal sets the weights of the nodes of the stratum, given whose outcomes each example gets in
// each draw.
func (d *nodeDealer) deal(weights []block, sources *[len(block{})][]int32) {
	at := 0
	for _, c := range d.columns {
		from, to := d.weights[at:][:c.examples], weights[at:][:c.examples]
		for i := range sources {
			for e, source := range sources[i][c.start:][:c.examples] {
				to[e][i] = from[source]
			}
		}
		at += c.examples
	}
}
