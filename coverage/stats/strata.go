package stats

import (
	"fmt"
	"maps"
	"slices"
)

// outcome is what the responses to one example weigh.
type outcome struct {
	right, wrong float64
}

// stratum is one stratum's examples in order of exposure.
type stratum struct {
	outcomes []outcome
	// tieEnds holds the index after the last example of each run of equal exposure.
	tieEnds []int
}

// byStratum deals the observations with the given indices out to their strata, in order of
// stratum. Those of a stratum keep their order.
func byStratum(obs *dataset, order []int32) (groups [][]int32) {
	count := map[int]int{}
	for _, i := range order {
		count[obs.at(i).Stratum]++
	}
	number, dealt := map[int]int{}, make([]int32, len(order))
	for k, name := range slices.Sorted(maps.Keys(count)) {
		number[name] = k
		groups = append(groups, dealt[:0:count[name]])
		dealt = dealt[count[name]:]
	}
	for _, i := range order {
		k := number[obs.at(i).Stratum]
		groups[k] = append(groups[k], i)
	}
	return groups
}

// exposureSorter sorts strata by exposure, with scratch memory for the next.
type exposureSorter struct {
	sorted   []placed
	outcomes []outcome
	tieEnds  []int
	runOf    []int32
}

// placed is an observation, by its place in the stratum, and its exposure. To sort many short lists of
// numbers that stand together is several times faster than one long list of what
// they point to.
type placed struct {
	exposure float64
	place    int32
}

// sort returns the stratum of the members. It stays valid until the next call.
func (x *exposureSorter) sort(obs *dataset, members []int32, exposure []float64) stratum {
	// Grown bit by bit they would be there twice at times, and a stratum may have millions.
	x.sorted, x.outcomes = slices.Grow(x.sorted[:0], len(members)), slices.Grow(x.outcomes[:0], len(members))
	x.tieEnds = x.tieEnds[:0]
	for place, i := range members {
		x.sorted = append(x.sorted, placed{exposure[i], int32(place)})
	}
	slices.SortFunc(x.sorted, func(a, b placed) int {
		switch {
		case a.exposure < b.exposure:
			return -1
		case a.exposure > b.exposure:
			return 1
		}
		return int(a.place) - int(b.place)
	})
	for k, e := range x.sorted {
		o := obs.at(members[e.place])
		x.outcomes = append(x.outcomes, outcome{o.Right, o.Wrong})
		if k+1 == len(x.sorted) || x.sorted[k+1].exposure != e.exposure {
			x.tieEnds = append(x.tieEnds, k+1)
		}
	}
	return stratum{x.outcomes, x.tieEnds}
}

// runs are those of the stratum sorted last.
func (x *exposureSorter) runs(s stratum) runs {
	r := runs{count: len(s.tieEnds)}
	most, start := 0, 0
	for k, end := range s.tieEnds {
		if end-start > most {
			most, r.commonest = end-start, k
		}
		start = end
	}
	// In order of place, as one sum after another goes to another run: to add to the same
	// again and again means to wait for the sum before.
	x.runOf = slices.Grow(x.runOf[:0], len(x.sorted))[:len(x.sorted)]
	start = 0
	for k, end := range s.tieEnds {
		for _, e := range x.sorted[start:end] {
			x.runOf[e.place] = int32(k)
		}
		start = end
	}
	r.others = make([]runMember, 0, len(x.sorted)-most)
	for place, run := range x.runOf {
		if int(run) != r.commonest {
			r.others = append(r.others, runMember{int32(place), run})
		}
	}
	return r
}

// largest returns the size of the largest group.
func largest(groups [][]int32) int {
	n := 0
	for _, g := range groups {
		n = max(n, len(g))
	}
	return n
}

// weighing returns the indices of the observations that weigh something: the others can make
// no pair.
func weighing(obs []Observation) []int32 {
	indices := make([]int32, 0, len(obs))
	for i, o := range obs {
		if o.Right > 0 || o.Wrong > 0 {
			indices = append(indices, int32(i))
		}
	}
	return indices
}

// findFault says what makes the observations unusable; empty means nothing.
func findFault(obs *dataset, exposure []float64) (problem string) {
	if len(exposure) != obs.len() {
		return fmt.Sprintf("%d exposures of %d observations", len(exposure), obs.len())
	}
	for i, e := range exposure {
		o := *obs.at(int32(i))
		o.Exposure = e
		if problem := o.check(); problem != "" {
			return fmt.Sprintf("observation %d: %s", i, problem)
		}
	}
	return ""
}

// check says what makes an observation unusable; empty means nothing.
func (o Observation) check() (problem string) {
	switch {
	case !finite(o.Exposure):
		return "exposure is not a finite number"
	case !isShare(o.Right) || !isShare(o.Wrong):
		return "right and wrong must be shares between 0 and 1"
	}
	return ""
}

func isShare(x float64) bool {
	return x >= 0 && x <= 1 // false for NaN
}

// pairs counts the pairs of one right and one wrong response to different
// examples, each pair weighing right weight times wrong weight.
type pairs struct {
	concordant float64 // the right one has more exposure
	discordant float64 // the wrong one has more exposure
	tied       float64 // equal exposure
}

func (p pairs) plus(q pairs) pairs {
	return pairs{p.concordant + q.concordant, p.discordant + q.discordant, p.tied + q.tied}
}

func (p pairs) informative() float64 { return p.concordant + p.discordant }
func (p pairs) total() float64       { return p.concordant + p.discordant + p.tied }

// auc is the share of concordant pairs, ties counting one half. ok is false
// where there is no pair.
func (p pairs) auc() (value float64, ok bool) {
	if p.total() == 0 {
		return 0, false
	}
	return (p.concordant + p.tied/2) / p.total(), true
}

// pairs counts the pairs that outcomes make when they fall on the examples of
// the stratum in order of exposure: s.outcomes for the data as they are,
// something resampled or shuffled for a draw.
//
// It only ever adds pairs of an example with those before it. The shorter
// formula, all pairs minus those of an example with itself, leaves a rounding
// error where there is no pair, and a ratio of rounding errors for an AUC.
func (s stratum) pairs(outcomes []outcome) pairs {
	var p pairs
	var below, run outcome // summed weights: at lower exposure, in this tied run
	start := 0
	for _, end := range s.tieEnds {
		run = outcome{}
		for _, o := range outcomes[start:end] {
			// The conversions forbid fused multiply-add, which would round
			// differently on other processors.
			p.tied += float64(o.right*run.wrong) + float64(o.wrong*run.right)
			run.right += o.right
			run.wrong += o.wrong
		}
		p.concordant += float64(run.right * below.wrong)
		p.discordant += float64(run.wrong * below.right)
		below.right += run.right
		below.wrong += run.wrong
		start = end
	}
	return p
}
