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
	obs     *dataset
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
	list := NewNodeList(len(nodes))
	for _, n := range nodes {
		list.Add(n)
	}
	return list.Exposures(len(exposures), func(k int) []float64 { return exposures[k] })
}

// Exposures is [NewNodeExposures] with the exposures of one measure at a time: those that
// the function returned need not be kept when it is called again.
func (l *NodeList) Exposures(measures int, exposure func(k int) []float64) *NodeExposures {
	x := &NodeExposures{obs: &l.obs, columns: map[int][]layout{}}
	order := x.layOut(l.example, len(l.examples))
	x.ranked = rank(x.obs, order, measures, exposure)
	x.number(l.example, len(l.examples))
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
	for i, e := range example {
		weighs[e] = weighs[e] || x.weighs(int32(i))
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

func (x *NodeExposures) weighs(i int32) bool {
	o := x.obs.at(i)
	return o.Right > 0 || o.Wrong > 0
}

// layOut groups the examples by layout, and returns the indices of the nodes column by column, then
// those of strata without a right-wrong pair, which are in no layout.
func (x *NodeExposures) layOut(example []int32, count int) (order []int32) {
	paired := x.paired()
	groups := map[string][][]int32{} // by strata: the nodes of each example
	var layouts []string
	var key []byte
	for _, slots := range x.byExample(paired, example, count) {
		if len(slots) == 0 {
			continue
		}
		key = key[:0]
		for _, i := range slots {
			key = binary.AppendVarint(key, int64(x.obs.at(i).Stratum))
		}
		group, known := groups[string(key)]
		if !known {
			layouts = append(layouts, string(key))
		}
		groups[string(key)] = append(group, slots)
	}
	order = make([]int32, 0, len(example))
	for _, strata := range layouts {
		group := groups[strata]
		l := layout{start: x.slotted, examples: len(group)}
		x.slotted += l.examples
		x.layouts = append(x.layouts, l)
		if l.examples == 1 && slices.ContainsFunc(group[0], x.weighs) {
			x.alone++
		}
		for slot, first := range group[0] {
			stratum := x.obs.at(first).Stratum
			x.columns[stratum] = append(x.columns[stratum], l)
			for _, nodes := range group {
				order = append(order, nodes[slot])
			}
		}
	}
	for i := range example {
		if !paired[x.obs.which[i]] {
			order = append(order, int32(i))
		}
	}
	return order
}

// paired says of each different observation whether its stratum has a right-wrong pair.
func (x *NodeExposures) paired() []bool {
	byStratum := map[int]*outcomeSum{}
	sums := make([]*outcomeSum, len(x.obs.different))
	for k, o := range x.obs.different {
		if byStratum[o.Stratum] == nil {
			byStratum[o.Stratum] = &outcomeSum{}
		}
		sums[k] = byStratum[o.Stratum]
	}
	for _, k := range x.obs.which {
		sums[k].add(outcome{x.obs.different[k].Right, x.obs.different[k].Wrong})
	}
	paired := make([]bool, len(sums))
	for k, sum := range sums {
		paired[k] = sum.pairs > 0
	}
	return paired
}

// byExample returns the paired nodes of each example, in order of stratum and then as given.
func (x *NodeExposures) byExample(paired []bool, example []int32, count int) (examples [][]int32) {
	size, all := make([]int, count), 0
	for i, k := range x.obs.which {
		if paired[k] {
			size[example[i]]++
			all++
		}
	}
	dealt := make([]int32, all)
	examples = make([][]int32, count)
	for e, n := range size {
		examples[e] = dealt[:0:n]
		dealt = dealt[n:]
	}
	for i, k := range x.obs.which {
		if e := example[i]; paired[k] {
			examples[e] = append(examples[e], int32(i))
		}
	}
	for _, nodes := range examples {
		slices.SortStableFunc(nodes, func(a, b int32) int { return cmp.Compare(x.obs.at(a).Stratum, x.obs.at(b).Stratum) })
	}
	return examples
}
