package stats

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// DepthExample is one example as the paper's figure sees it: how its responses
// came out, and for each depth how often its partial computations of that depth
// occur in the training data.
type DepthExample struct {
	// Right and Wrong are the weights of the example in the two groups, shares in
	// [0, 1]: c/n and 1 - c/n for c right of n responses.
	Right, Wrong float64
	// Depths holds at index d the totals over the example's nodes of depth d; a
	// depth without nodes is the zero value.
	Depths []DepthTotal
}

// DepthTotal is what the nodes of one depth of one example add up to.
type DepthTotal struct {
	Documents int64 // summed over the nodes: training documents that hold the node's sub-graph
	Nodes     int64
}

// DepthMeans holds the mean number of training documents per node at one depth,
// separately for right and for wrong answers.
type DepthMeans struct {
	Depth        int
	Right, Wrong Estimate
}

// GroupMeans is the paper's figure: at each depth of the partial computation,
// how many training documents hold it on average, for examples answered right
// and for those answered wrong. It pools over nodes,
//
//	mean(d, right) = Σ_e r_e·documents_{e,d} / Σ_e r_e·nodes_{e,d}
//
// and likewise with w_e for wrong, so that an example with many nodes at a depth
// counts for more there. The unit is documents per node, 0 or more.
//
// The intervals come from one percentile bootstrap over examples, all depths of
// an example together. N is how many examples have weight in the group and nodes
// at the depth. Depths without any node are left out; the rest come in order.
//
// A few very common sub-graphs can carry a mean. And right answers go to small
// problems, which are covered more: a gap between the two lines shows no
// association until size is held fixed, as in [StratifiedAUC].
//
// Source: METHOD.md section 5; Dziri et al. (2023), "Faith and Fate", the figure
// on how often correctly and incorrectly computed sub-graphs occur in training.
func GroupMeans(examples []DepthExample, opt Resampling) []DepthMeans {
	opt = opt.WithDefault(DefaultDraws)
	table, cells := depthTable(examples)
	if problem := checkDepths(examples); problem != "" {
		for i := range table {
			table[i].Right, table[i].Wrong = notEstimable(0, problem), notEstimable(0, problem)
		}
		return table
	}
	drawn := make([][]ratio, opt.Draws)
	once := slices.Repeat([]uint32{1}, len(examples))
	each := NewMultinomial(slices.Repeat([]int{1}, len(examples)))
	opt.Each(func() func(int, *rand.Rand) {
		times := make([]uint32, len(examples))
		return func(draw int, rng *rand.Rand) {
			each.Draw(times, rng)
			drawn[draw] = make([]ratio, len(cells))
			for i, c := range cells {
				drawn[draw][i] = c.sum(times)
			}
		}
	})
	estimate := func(i int) Estimate {
		observed := cells[i].sum(once)
		if observed.nodes == 0 {
			return notEstimable(0, "no example of the group has nodes at this depth")
		}
		means := make([]float64, 0, opt.Draws)
		for _, sums := range drawn {
			if sums[i].nodes > 0 {
				means = append(means, sums[i].documents/sums[i].nodes)
			}
		}
		return BootstrapInterval(observed.documents/observed.nodes, len(cells[i]), means, opt.Draws)
	}
	for i := range table {
		table[i].Right, table[i].Wrong = estimate(2*i), estimate(2*i+1)
	}
	return table
}

// cell is one number of the figure, one group at one depth: the examples that
// have weight and nodes there.
type cell []cellRow

// cellRow is one example's share of a cell, its weight multiplied in.
type cellRow struct {
	example int32
	ratio
}

// ratio is a mean before the division.
type ratio struct {
	documents, nodes float64
}

// sum adds up the cell, with example i taken times[i] times.
func (c cell) sum(times []uint32) ratio {
	var total ratio
	for _, row := range c {
		// The conversions forbid fused multiply-add, as in stratum.pairs.
		n := float64(times[row.example])
		total.documents += float64(n * row.documents)
		total.nodes += float64(n * row.nodes)
	}
	return total
}

// depthTable lists the depths that have nodes, without estimates as yet, and
// for each two cells: right, then wrong.
func depthTable(examples []DepthExample) (table []DepthMeans, cells []cell) {
	deepest := 0
	for _, e := range examples {
		deepest = max(deepest, len(e.Depths))
	}
	for d := range deepest {
		var right, wrong cell
		found := false
		for i, e := range examples {
			if d >= len(e.Depths) || e.Depths[d].Nodes <= 0 {
				continue
			}
			found = true
			right = right.add(i, e.Right, e.Depths[d])
			wrong = wrong.add(i, e.Wrong, e.Depths[d])
		}
		if found {
			table = append(table, DepthMeans{Depth: d})
			cells = append(cells, right, wrong)
		}
	}
	return table, cells
}

func (c cell) add(example int, weight float64, t DepthTotal) cell {
	if weight == 0 {
		return c
	}
	return append(c, cellRow{int32(example), ratio{weight * float64(t.Documents), weight * float64(t.Nodes)}})
}

// checkDepths says what makes the examples unusable; empty means nothing.
func checkDepths(examples []DepthExample) (problem string) {
	for i, e := range examples {
		if !isShare(e.Right) || !isShare(e.Wrong) {
			return fmt.Sprintf("example %d: right and wrong must be shares between 0 and 1", i)
		}
		for d, t := range e.Depths {
			if t.Documents < 0 || t.Nodes < 0 {
				return fmt.Sprintf("example %d: negative count at depth %d", i, d)
			}
		}
	}
	return ""
}
