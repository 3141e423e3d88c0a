package stats

import (
	"cmp"
	"encoding/binary"
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
// a node whose arguments were never right is part of the layout. Examples with a
// layout of their own cannot exchange and stay as they are; a warning counts
// them. The more they are the weaker the test, though never wrong.
//
// Value is p, in (0, 1]; Low and High bound the error of sampling permutations. N
// counts examples. Takes O(nodes) time per permutation, about 4 ms of one core for
// 2.5 million nodes, so ask for fewer than the default where there are millions: with 999
// p is still as low as 0.001.
//
// Source: METHOD.md section 6; exchangeable blocks, Winkler et al. (2015),
// NeuroImage 123:253.
func NodePermutationP(nodes []NodeObservation, opt Resampling) Estimate {
	opt = opt.WithDefault(DefaultPermutations)
	observed := NodeAUC(nodes)
	if !observed.OK {
		return notEstimable(observed.N, observed.Warnings...)
	}
	obs := unclustered(nodes)
	table := newRunTable(obs)
	layouts, alone := newLayouts(nodes, table)
	if alone > 0 {
		observed.Warnings = append(observed.Warnings,
			fmt.Sprintf("%d of %d examples have a layout of their own: their outcomes are not exchanged", alone, observed.N))
	}
	if len(layouts) == 0 {
		return notEstimable(observed.N, append(observed.Warnings, "nothing to exchange: no two examples of one layout differ in outcome where exposure varies")...)
	}
	// What stays where it is: everything, less what the layouts deal out.
	kept, dealt := slices.Clone(table.sums), make([]uint64, len(table.sums))
	for _, l := range layouts {
		for i, example := range l.uncommon {
			l.add(dealt, example, i)
		}
	}
	for run, sum := range dealt {
		kept[run] -= sum
	}
	shuffled := opt.collect(func() func(*rand.Rand) (float64, bool) {
		sums, scratch := make([]uint64, len(kept)), make([]int32, len(nodes)) // no layout has more examples
		return func(rng *rand.Rand) (float64, bool) {
			copy(sums, kept)
			for _, l := range layouts {
				l.deal(sums, scratch, rng)
			}
			return table.lead(sums), true
		}
	})
	return permutationEstimate(table.lead(table.sums), shuffled, observed)
}

// runTable is nodes by run: those of one stratum and exposure, whose outcomes only
// matter as a sum. Weights are whole numbers, right + wrong<<32, as in ranked, so that
// outcomes can be added to a run and taken away without a trace.
type runTable struct {
	unit    float64
	of      []int32  // run of each node; -1 for nodes of strata without informative pairs, however they are dealt
	weights []uint64 // of each node
	ends    []int    // the index after the last run of each stratum
	sums    []uint64 // of the outcomes as observed, by run
}

func newRunTable(obs []Observation) *runTable {
	order := make([]int32, len(obs))
	for i := range order {
		order[i] = int32(i)
	}
	strata := sortedStrata(obs, order)
	t := &runTable{unit: wholeUnit(obs, largest(strata)), of: make([]int32, len(obs)), weights: make([]uint64, len(obs))}
	for _, s := range strata {
		indices := order[:len(s.outcomes)]
		order = order[len(s.outcomes):]
		varies := s.pairs(s.outcomes).total() > 0 && len(s.tieEnds) > 1
		start := 0
		for _, end := range s.tieEnds {
			sum := uint64(0)
			for _, i := range indices[start:end] {
				t.of[i] = -1
				if varies {
					t.of[i] = int32(len(t.sums))
					t.weights[i] = wholeWeight(obs[i], t.unit)
					sum += t.weights[i]
				}
			}
			if varies {
				t.sums = append(t.sums, sum)
			}
			start = end
		}
		if varies {
			t.ends = append(t.ends, len(t.sums))
		}
	}
	return t
}

// lead is that of [pairs], given the sums of the runs.
func (t *runTable) lead(sums []uint64) float64 {
	total, start := 0.0, 0
	for _, end := range t.ends {
		total += float64(leadOf(sums[start:end]))
		start = end
	}
	return total * t.unit * t.unit
}

// layout is a group of examples that have nodes in the same strata.
type layout struct {
	slots int     // nodes of each example
	runs  []int32 // of the slots of each example, example by example
	// uncommon are the examples with another outcome than the most common one; only these
	// are dealt, as what their outcomes have in excess of it.
	uncommon []int32
	excess   []uint64 // of the slots of each of them, as right + wrong<<32, modulo 2^64
}

// deal adds each uncommon outcome to the runs of another example, picked at random.
func (l *layout) deal(sums []uint64, scratch []int32, rng *rand.Rand) {
	left := scratch[:len(l.runs)/l.slots] // [i:] after i outcomes were dealt
	for i := range left {
		left[i] = int32(i)
	}
	for i := range l.uncommon {
		picked := i + int(rng.Uint32N(uint32(len(left)-i)))
		l.add(sums, left[picked], i)
		left[picked] = left[i]
	}
}

// add adds the uncommon outcome with that index to the runs of an example.
func (l *layout) add(sums []uint64, example int32, outcome int) {
	excess := l.excess[outcome*l.slots:][:l.slots]
	for slot, run := range l.runs[int(example)*l.slots:][:l.slots] {
		sums[run] += excess[slot]
	}
}

// newLayouts groups the examples. It leaves out groups that have nothing to exchange;
// alone counts the examples with a layout of their own that weigh something.
func newLayouts(nodes []NodeObservation, t *runTable) (layouts []*layout, alone int) {
	var order []int32
	for i := range nodes {
		if t.of[i] >= 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(nodes[a].Example, nodes[b].Example), cmp.Compare(nodes[a].Stratum, nodes[b].Stratum), cmp.Compare(a, b))
	})
	type group struct {
		layout
		weights []uint64 // of the slots of each example
	}
	var all []*group
	byStrata := map[string]*group{}
	var key []byte
	for len(order) > 0 {
		key = key[:0]
		slots := 0
		for slots < len(order) && nodes[order[slots]].Example == nodes[order[0]].Example {
			key = binary.AppendVarint(key, int64(nodes[order[slots]].Stratum))
			slots++
		}
		g := byStrata[string(key)]
		if g == nil {
			g = &group{layout: layout{slots: slots}}
			byStrata[string(key)] = g
			all = append(all, g)
		}
		for _, i := range order[:slots] {
			g.runs = append(g.runs, t.of[i])
			g.weights = append(g.weights, t.weights[i])
		}
		order = order[slots:]
	}
	for _, g := range all {
		g.findUncommon(g.weights)
		switch examples := len(g.runs) / g.slots; {
		case len(g.uncommon) > 0:
			layouts = append(layouts, &g.layout)
		case examples == 1 && slices.ContainsFunc(g.weights, func(w uint64) bool { return w > 0 }):
			alone++
		}
	}
	return layouts, alone
}

// findUncommon sets apart the examples with the most common weights.
func (l *layout) findUncommon(weights []uint64) {
	same := map[string]int{}
	keys := make([]string, len(weights)/l.slots)
	common := 0 // an example that has them
	for e := range keys {
		var key []byte
		for _, w := range weights[e*l.slots:][:l.slots] {
			key = binary.LittleEndian.AppendUint64(key, w)
		}
		keys[e] = string(key)
		same[keys[e]]++
		if same[keys[e]] > same[keys[common]] {
			common = e
		}
	}
	for e, key := range keys {
		if key == keys[common] {
			continue
		}
		l.uncommon = append(l.uncommon, int32(e))
		for slot, w := range weights[e*l.slots:][:l.slots] {
			l.excess = append(l.excess, w-weights[common*l.slots+slot])
		}
	}
}
