package stats

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
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
// a node whose arguments were never right is part of the layout. Examples with a
// layout of their own cannot exchange and stay as they are; a warning counts
// them. The more they are the weaker the test, though never wrong.
//
// Value is p, in (0, 1]; Low and High bound the error of sampling permutations. N
// counts examples. Takes O(nodes) time per permutation: about a second of one core
// for 100,000 nodes and 1,000 permutations, so ask for fewer than the default where
// there are millions.
//
// Source: METHOD.md section 6; exchangeable blocks, Winkler et al. (2015),
// NeuroImage 123:253.
func NodePermutationP(nodes []NodeObservation, opt Resampling) Estimate {
	opt = opt.withDefault(DefaultPermutations)
	observed := NodeAUC(nodes)
	if !observed.OK {
		return notEstimable(observed.N, observed.Warnings...)
	}
	order := make([]int32, len(nodes))
	for i := range order {
		order[i] = int32(i)
	}
	// Strata in which no shuffle makes an informative pair are left out.
	var strata []stratum
	position := make([]int32, len(nodes)) // of a node in dealt, -1 for none
	var size int32
	lead, start := 0.0, 0
	for _, s := range sortedStrata(unclustered(nodes), order) {
		p := s.pairs(s.outcomes)
		varies := p.total() > 0 && len(s.tieEnds) > 1
		for _, i := range order[start:][:len(s.outcomes)] {
			position[i] = -1
			if varies {
				position[i] = size
				size++
			}
		}
		if varies {
			strata = append(strata, s)
			lead += p.lead()
		}
		start += len(s.outcomes)
	}
	groups, alone := newLayouts(nodes, position)
	if alone > 0 {
		observed.Warnings = append(observed.Warnings,
			fmt.Sprintf("%d of %d examples have a layout of their own: their outcomes are not exchanged", alone, observed.N))
	}
	if len(groups) == 0 {
		return notEstimable(observed.N, append(observed.Warnings, "nothing to exchange: no two examples of one layout differ in outcome where exposure varies")...)
	}
	shuffled := opt.collect(func() func(*rand.Rand) (float64, bool) {
		dealt := make([]outcome, 0, size)
		for _, s := range strata {
			dealt = append(dealt, s.outcomes...)
		}
		scratch := make([]int32, len(nodes)) // no layout has more examples
		return func(rng *rand.Rand) (float64, bool) {
			for _, g := range groups {
				g.deal(dealt, scratch, rng)
			}
			total, start := 0.0, 0
			for _, s := range strata {
				total += s.pairs(dealt[start:][:len(s.outcomes)]).lead()
				start += len(s.outcomes)
			}
			return total, true
		}
	})
	return permutationEstimate(lead, shuffled, observed)
}

// layout is a group of examples that have nodes in the same strata.
type layout struct {
	slots     int       // nodes of each example
	positions []int32   // of the slots of each example, example by example
	outcomes  []outcome // likewise
	cards     []int32   // the examples, those with the most common outcomes first
	commons   int
}

// deal gives the examples each other's outcomes, at their positions in dealt.
func (l *layout) deal(dealt []outcome, scratch []int32, rng *rand.Rand) {
	for to, from := range deal(scratch, l.cards, l.commons, rng) {
		source := l.outcomes[int(from)*l.slots:][:l.slots]
		for k, p := range l.positions[to*l.slots:][:l.slots] {
			dealt[p] = source[k]
		}
	}
}

// newLayouts groups the examples. It leaves out groups that have nothing to exchange;
// alone counts the examples with a layout of their own that weigh something. Nodes at
// position -1 are no part of a layout.
func newLayouts(nodes []NodeObservation, position []int32) (groups []*layout, alone int) {
	var order []int32
	for i := range nodes {
		if position[i] >= 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(nodes[a].Example, nodes[b].Example), cmp.Compare(nodes[a].Stratum, nodes[b].Stratum), cmp.Compare(a, b))
	})
	var all []*layout
	byStrata := map[string]*layout{}
	var key []byte
	for len(order) > 0 {
		key = key[:0]
		slots := 0
		for slots < len(order) && nodes[order[slots]].Example == nodes[order[0]].Example {
			key = binary.AppendVarint(key, int64(nodes[order[slots]].Stratum))
			slots++
		}
		l := byStrata[string(key)]
		if l == nil {
			l = &layout{slots: slots}
			byStrata[string(key)] = l
			all = append(all, l)
		}
		for _, i := range order[:slots] {
			l.positions = append(l.positions, position[i])
			l.outcomes = append(l.outcomes, outcome{nodes[i].Right, nodes[i].Wrong})
		}
		order = order[slots:]
	}
	for _, l := range all {
		l.arrange()
		switch examples := len(l.cards); {
		case l.commons < examples:
			groups = append(groups, l)
		case examples == 1 && slices.ContainsFunc(l.outcomes, func(o outcome) bool { return o != outcome{} }):
			alone++
		}
	}
	return groups, alone
}

// arrange makes the cards.
func (l *layout) arrange() {
	same := map[string]int{}
	keys := make([]string, len(l.outcomes)/l.slots)
	common := ""
	for e := range keys {
		var key []byte
		for _, o := range l.outcomes[e*l.slots:][:l.slots] {
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(o.right))
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(o.wrong))
		}
		keys[e] = string(key)
		same[keys[e]]++
		if same[keys[e]] > same[common] {
			common = keys[e]
		}
	}
	for _, isCommon := range []bool{true, false} {
		for e, key := range keys {
			if (key == common) == isCommon {
				l.cards = append(l.cards, int32(e))
			}
		}
	}
	l.commons = same[common]
}
