package stats

import "math"

// ranked is observations in the form in which a bootstrap goes over them thousands
// of times: in strata, in order of exposure, with weights in whole numbers.
//
// An example that c of n responses got right weighs c/n and 1 - c/n. In units of 1/n,
// or of the least common multiple of all n, these are whole numbers, so that sums of them
// are exact in whatever order they are made: right, wrong and the pairs of an
// example with itself can be taken apart and put together again.
//
//	AUC = ½ + lead / 2·pairs
//	lead = Σ_runs right·(wrong below) - wrong·(right below)
//	pairs = Σ_strata right·wrong - Σ_examples times²·(right·wrong of its observations)
//
// with a run the observations of one stratum and exposure. The last term are pairs
// of copies of one observation, which are no pairs.
//
// Strata without right or without wrong are left out.
type ranked struct {
	unit     float64 // weights are in whole units
	strata   []rankedStratum
	weights  []uint64 // right + wrong<<32
	clusters []int32  // which of times counts the observation; nil: that with its index
	own      []int64  // right·wrong summed over the observations of a cluster
}

// rankedStratum has the observations [start, runs[last]).
type rankedStratum struct {
	start int
	runs  []int // the index after the last observation of each run
}

// newRanked ranks the observations with the given indices, which it sorts. clusters
// has the cluster of each observation; nil makes each one of its own, numbered in the
// order of the ranking.
func newRanked(obs []Observation, order []int32, clusters []int32) *ranked {
	strata := sortedStrata(obs, order)
	r := &ranked{unit: wholeUnit(obs, largest(strata))}
	start := 0
	for _, s := range strata {
		indices := order[start:][:len(s.outcomes)]
		start += len(s.outcomes)
		if s.pairs(s.outcomes).total() == 0 {
			continue
		}
		begin := len(r.weights)
		for _, i := range indices {
			weight := wholeWeight(obs[i], r.unit)
			cluster := int32(len(r.weights))
			if clusters != nil {
				cluster = clusters[i]
			}
			for int(cluster) >= len(r.own) {
				r.own = append(r.own, 0)
			}
			r.own[cluster] += int64((weight & rightMask) * (weight >> 32))
			r.weights = append(r.weights, weight)
			if clusters != nil {
				r.clusters = append(r.clusters, cluster)
			}
		}
		runs := make([]int, len(s.tieEnds))
		for k, end := range s.tieEnds {
			runs[k] = begin + end
		}
		r.strata = append(r.strata, rankedStratum{begin, runs})
	}
	return r
}

// size is the number of observations.
func (s rankedStratum) size() int { return s.runs[len(s.runs)-1] - s.start }

// of picks the part of a slice with an element for each observation.
func (s rankedStratum) of(times []uint32) []uint32 { return times[s.start:][:s.size()] }

// auc is that of the observations, those of each cluster taken so many times.
func (r *ranked) auc(times []uint32) (value float64, ok bool) {
	var lead, pairs float64
	for _, s := range r.strata {
		var below uint64 // as weights are
		var leadHere int64
		if len(s.runs) == s.size() && r.clusters == nil {
			// No ties, and nothing to look up: one plain loop, for it is the most common case.
			drawn := s.of(times)
			for i, w := range r.weights[s.start:][:len(drawn)] {
				w *= uint64(drawn[i])
				leadHere += int64(w&rightMask)*int64(below>>32) - int64(w>>32)*int64(below&rightMask)
				below += w
			}
		} else {
			start := s.start
			for _, end := range s.runs {
				run := r.sum(start, end, times)
				leadHere += int64(run&rightMask)*int64(below>>32) - int64(run>>32)*int64(below&rightMask)
				below += run
				start = end
			}
		}
		lead += float64(leadHere)
		pairs += float64((below & rightMask) * (below >> 32))
	}
	var own int64
	for cluster, product := range r.own {
		own += int64(times[cluster]) * int64(times[cluster]) * product
	}
	pairs -= float64(own)
	if !(pairs > 0) {
		return 0, false
	}
	return (1 + lead/pairs) / 2, true
}

// sum adds up the weights of the observations [start, end).
func (r *ranked) sum(start, end int, times []uint32) (run uint64) {
	weights := r.weights[start:end]
	if r.clusters == nil {
		drawn := times[start:end]
		for i, w := range weights {
			run += w * uint64(drawn[i])
		}
		return run
	}
	clusters := r.clusters[start:end]
	for i, w := range weights {
		run += w * uint64(times[clusters[i]])
	}
	return run
}

const rightMask = 1<<32 - 1

// wholeWeight is right + wrong<<32 in units: one number, so that one sum adds up both.
func wholeWeight(o Observation, unit float64) uint64 {
	return uint64(math.Round(o.Right/unit)) + uint64(math.Round(o.Wrong/unit))<<32
}

// leadOf is the lead of runs in order of exposure, see ranked.
func leadOf(runs []uint64) (lead int64) {
	var below uint64
	for _, run := range runs {
		lead += int64(run&rightMask)*int64(below>>32) - int64(run>>32)*int64(below&rightMask)
		below += run
	}
	return lead
}

// wholeUnit is the largest unit of which all weights are multiples, 1 by a whole number.
// Where there is none within bounds it is the smallest unit, and weights are
// rounded to it: a few parts in 10,000, should examples have all numbers of responses
// up to 20, say.
//
// The bounds keep sums over a stratum under 2^28, with room for examples that are
// drawn several times, and their products within 64 bits.
func wholeUnit(obs []Observation, largestStratum int) float64 {
	const most = 1 << 28
	limit := min(most/float64(max(largestStratum, 1)), 1<<16)
	unit := 1.0 // its reciprocal
	for _, o := range obs {
		for _, weight := range []float64{o.Right, o.Wrong} {
			for k := 1.0; !whole(weight * unit); k++ {
				if unit*k > limit {
					return 1 / math.Floor(limit)
				}
				if whole(weight * unit * k) {
					unit *= k
				}
			}
		}
	}
	return 1 / unit
}

func whole(x float64) bool { return math.Abs(x-math.Round(x)) < rounding }
