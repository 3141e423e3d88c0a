package stats

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// NodeExposures is nodes under several measures of exposure. It asks of all what [NodeAUC],
// [BootstrapNodeAUC] and [NodePermutationP] ask of one, and gives exactly what they give,
// but sorts once, and draws and exchanges examples once for all.
//
// It is read only once made.
type NodeExposures struct {
	nodes   []NodeObservation
	ranked  *ranked
	layouts []layout
	// columns are the nodes of each stratum, in the order in which they are ranked: the n-th node
	// that examples of one layout have in it, of each of them in their order.
	columns map[int][]layout
	slotted int // examples of all layouts
	alone   int // examples that weigh something with a layout of their own
	// cluster is the number of the example of each node, in the order of the ranking; there are
	// examples of them, all that weigh something.
	cluster  []int32
	examples int
}

// layout is a group of examples that have nodes in the same strata. They are numbered through,
// layout by layout.
type layout struct{ start, examples int }

// NewNodeExposures takes the nodes, whose own Exposure is not read, and for each measure the
// exposure of each of them.
func NewNodeExposures(nodes []NodeObservation, exposures ...[]float64) *NodeExposures {
	x := &NodeExposures{nodes: nodes, columns: map[int][]layout{}}
	obs := unclustered(nodes)
	example, count := clusters(nodes)
	order := x.layOut(obs, example, count)
	x.ranked = newRanked(obs, order, exposures)
	x.number(example, count)
	for k := range x.ranked.aucs {
		if auc := &x.ranked.aucs[k]; auc.N > 0 {
			auc.N = x.examples
		}
	}
	return x
}

func newNodeExposure(nodes []NodeObservation) *NodeExposures {
	return NewNodeExposures(nodes, exposureOf(unclustered(nodes)))
}

// AUCs is [NodeAUC] for each measure.
func (x *NodeExposures) AUCs() []AUC { return x.ranked.aucs }

// Bootstrap is [BootstrapNodeAUC] for each measure. All are taken of the same draws.
func (x *NodeExposures) Bootstrap(opt Resampling) []Estimate {
	return x.ranked.bootstrap(opt.WithDefault(DefaultDraws), drawer{
		count: x.examples, cluster: x.cluster,
		draw: func(times []uint32, rng *rand.Rand) { drawIndices(times, nil, len(times), rng) },
	})
}

// number numbers the examples that weigh something, in order of the ranking. Neighbours then have
// neighbouring numbers, and what is drawn for them stands together in memory.
func (x *NodeExposures) number(example []int32, count int) {
	weighs, numbers := make([]bool, count), slices.Repeat([]int32{-1}, count)
	for i, n := range x.nodes {
		weighs[example[i]] = weighs[example[i]] || n.Right > 0 || n.Wrong > 0
	}
	x.cluster = make([]int32, 0, x.ranked.size)
	for _, s := range x.ranked.strata {
		for _, i := range s.members {
			e := example[i]
			if numbers[e] < 0 && weighs[e] {
				numbers[e] = int32(x.examples)
				x.examples++
			}
			x.cluster = append(x.cluster, max(numbers[e], 0)) // whatever does not weigh, is in no sum
		}
	}
	// Those without a node in the ranking are drawn too.
	for e, w := range weighs {
		if numbers[e] < 0 && w {
			x.examples++
		}
	}
}

// layOut groups the examples by layout, and returns the indices of the nodes column by column, then
// those of strata without a right-wrong pair, which are in no layout.
func (x *NodeExposures) layOut(obs []Observation, example []int32, count int) (order []int32) {
	all := make([]int32, len(obs))
	for i := range all {
		all[i] = int32(i)
	}
	var paired, unpaired []int32 // nodes of strata with and without pairs
	for _, members := range byStratum(obs, all) {
		var outcomes outcomeSum
		for _, i := range members {
			outcomes.add(outcome{obs[i].Right, obs[i].Wrong})
		}
		if outcomes.pairs > 0 {
			paired = append(paired, members...)
		} else {
			unpaired = append(unpaired, members...)
		}
	}
	slices.Sort(paired)
	type group struct {
		strata []int
		nodes  []int32 // of the slots of each example
	}
	var groups []*group
	byStrata := map[string]*group{}
	var key []byte
	for _, slots := range x.byExample(paired, example, count) {
		if len(slots) == 0 {
			continue
		}
		key = key[:0]
		for _, i := range slots {
			key = binary.AppendVarint(key, int64(obs[i].Stratum))
		}
		g := byStrata[string(key)]
		if g == nil {
			g = &group{}
			for _, i := range slots {
				g.strata = append(g.strata, obs[i].Stratum)
			}
			byStrata[string(key)] = g
			groups = append(groups, g)
		}
		g.nodes = append(g.nodes, slots...)
	}
	for _, g := range groups {
		l := layout{start: x.slotted, examples: len(g.nodes) / len(g.strata)}
		x.slotted += l.examples
		x.layouts = append(x.layouts, l)
		if l.examples == 1 && slices.ContainsFunc(g.nodes, func(i int32) bool { return obs[i].Right > 0 || obs[i].Wrong > 0 }) {
			x.alone++
		}
		for slot, stratum := range g.strata {
			x.columns[stratum] = append(x.columns[stratum], l)
			for e := range l.examples {
				order = append(order, g.nodes[e*len(g.strata)+slot])
			}
		}
	}
	return append(order, unpaired...)
}

// byExample returns the given nodes of each example, in order of stratum and then as given.
func (x *NodeExposures) byExample(indices, example []int32, count int) (examples [][]int32) {
	size := make([]int, count)
	for _, i := range indices {
		size[example[i]]++
	}
	dealt := make([]int32, len(indices))
	for _, n := range size {
		examples = append(examples, dealt[:0:n])
		dealt = dealt[n:]
	}
	for _, i := range indices {
		examples[example[i]] = append(examples[example[i]], i)
	}
	for _, nodes := range examples {
		slices.SortStableFunc(nodes, func(a, b int32) int { return cmp.Compare(x.nodes[a].Stratum, x.nodes[b].Stratum) })
	}
	return examples
}
