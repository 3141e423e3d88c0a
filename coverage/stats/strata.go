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

// stratum is one stratum's examples in order of exposure. Bootstrap and
// permutation count pairs thousands of times over the same exposures, so
// everything about exposure that counting needs, the order and the ties, is
// worked out once and the exposures themselves are forgotten.
type stratum struct {
	outcomes []outcome
	// tieEnds holds the index after the last example of each run of equal exposure.
	tieEnds []int
}

// newStrata sorts observations into strata. Those that weigh nothing are
// dropped: they can make no pair. problem says what makes the input unusable.
func newStrata(obs []Observation) (strata []stratum, problem string) {
	order := make([]int32, 0, len(obs))
	for i, o := range obs {
		if problem := o.check(); problem != "" {
			return nil, fmt.Sprintf("observation %d: %s", i, problem)
		}
		if o.Right > 0 || o.Wrong > 0 {
			order = append(order, int32(i))
		}
	}
	return sortedStrata(obs, order), ""
}

// sortedStrata makes strata of the observations with the given indices. It sorts
// the indices: the outcomes of the strata, one after another, are then those
// of the indices one after another.
func sortedStrata(obs []Observation, order []int32) (strata []stratum) {
	sortByStratum(obs, order)
	outcomes := make([]outcome, len(order))
	tieEnds := make([]int, 0, len(order))
	start, firstTie := 0, 0
	for k, i := range order {
		o := obs[i]
		outcomes[k] = outcome{o.Right, o.Wrong}
		lastOfStratum := k+1 == len(order) || obs[order[k+1]].Stratum != o.Stratum
		if lastOfStratum || obs[order[k+1]].Exposure != o.Exposure {
			tieEnds = append(tieEnds, k+1-start)
		}
		if lastOfStratum {
			strata = append(strata, stratum{outcomes[start : k+1], tieEnds[firstTie:]})
			start, firstTie = k+1, len(tieEnds)
		}
	}
	return strata
}

// sortByStratum sorts indices by stratum, then exposure, then index, so that draws do not
// depend on how equal exposures happen to fall.
//
// It deals them out to the strata first: to sort many short lists of numbers that
// stand together is several times faster than one long list of what they point to.
func sortByStratum(obs []Observation, order []int32) {
	count := map[int]int{}
	for _, i := range order {
		count[obs[i].Stratum]++
	}
	next, begin := map[int]int{}, 0 // free place of each stratum
	names := slices.Sorted(maps.Keys(count))
	for _, name := range names {
		next[name] = begin
		begin += count[name]
	}
	type exposed struct {
		exposure float64
		index    int32
	}
	dealt := make([]exposed, len(order))
	for _, i := range order {
		place := next[obs[i].Stratum]
		dealt[place] = exposed{obs[i].Exposure, i}
		next[obs[i].Stratum] = place + 1
	}
	for _, name := range names {
		end := next[name]
		slices.SortFunc(dealt[end-count[name]:end], func(a, b exposed) int {
			switch {
			case a.exposure < b.exposure:
				return -1
			case a.exposure > b.exposure:
				return 1
			}
			return int(a.index) - int(b.index)
		})
	}
	for k, e := range dealt {
		order[k] = e.index
	}
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

func (p pairs) lead() float64        { return p.concordant - p.discordant }
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
