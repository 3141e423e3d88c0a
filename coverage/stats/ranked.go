package stats

// ranked is examples under one or several measures of exposure, in the form in which
// bootstrap and permutation go over them thousands of times: in strata, with weights
// in whole numbers, and for each measure the runs of equal exposure.
//
// An example that c of n responses got right weighs c/n and 1 - c/n. In units of 1/n,
// or of the least common multiple of all n, these are whole numbers, so that sums of them
// are exact in whatever order they are made: totals, runs and the pairs of an
// example with itself can be taken apart and put together again.
//
//	AUC = ½ + lead / 2·pairs
//	lead = Σ_runs right·(wrong below) - wrong·(right below)
//	pairs = Σ_strata right·wrong - Σ_examples times²·(right·wrong of its observations)
//
// with a run the observations of one stratum and exposure. The last term are pairs
// of copies of one example, which are no pairs. Only lead depends on the exposure: measures
// of the same examples share draws, weights and pairs.
//
// Strata without a right-wrong pair are left out.
type ranked struct {
	unit   float64 // weights are in whole units
	strata []rankedStratum
	aucs   []AUC // of the data as they are, by measure
	size   int   // observations of all strata
	// Of the largest stratum, for scratch memory.
	largest, mostRuns int
}

// rankedStratum has its observations in the order given, whatever their exposures: so what
// is drawn does not depend on them.
type rankedStratum struct {
	start   int      // observations of strata before it
	members []int32  // indices of the observations
	weights []uint64 // right + wrong<<32
	runs    []runs   // by measure
}

// runs says which observations of a stratum are of equal exposure.
type runs struct {
	count int // runs, numbered in order of exposure
	// Those of the commonest exposure, often 0, need no look: it has what the others
	// leave of the total.
	commonest int
	others    []runMember
}

// runMember is an observation, by its place in the stratum, and its run.
type runMember struct{ place, run int32 }

// newRanked ranks the observations with the given indices, for each of the measures. Those
// of a stratum keep the order of the indices.
func newRanked(obs []Observation, order []int32, exposures [][]float64) *ranked {
	r := &ranked{aucs: make([]AUC, len(exposures))}
	sums := make([]aucSum, len(exposures))
	faulty := 0
	for k, e := range exposures {
		if sums[k].problem = findFault(obs, e); sums[k].problem != "" {
			faulty++
		}
	}
	if faulty == len(exposures) {
		order = nil // the weights may be what is faulty
	}
	var everything outcomeSum
	groups := byStratum(obs, order)
	r.unit = wholeUnit(obs, largest(groups))
	var sorter exposureSorter
	for _, members := range groups {
		var outcomes outcomeSum
		for _, i := range members {
			outcomes.add(outcome{obs[i].Right, obs[i].Wrong})
			everything.add(outcome{obs[i].Right, obs[i].Wrong})
		}
		ranking := rankedStratum{start: r.size, members: members, runs: make([]runs, len(exposures))}
		for k := range exposures {
			if sums[k].problem == "" {
				s := sorter.sort(obs, members, exposures[k])
				sums[k].add(s)
				ranking.runs[k] = sorter.runs(s)
				r.mostRuns = max(r.mostRuns, len(s.tieEnds))
			}
		}
		if outcomes.pairs == 0 {
			continue
		}
		for _, i := range members {
			ranking.weights = append(ranking.weights, wholeWeight(obs[i], r.unit))
		}
		r.strata = append(r.strata, ranking)
		r.size += len(members)
		r.largest = max(r.largest, len(members))
	}
	for k := range sums {
		r.aucs[k] = sums[k].auc(everything)
	}
	return r
}

// lead is that of a stratum under one measure, the observations having the given weights, which
// add up to total. sums is scratch memory.
func (r runs) lead(weights []uint64, total uint64, sums []uint64) int64 {
	if r.count <= 1 {
		return 0
	}
	sums = sums[:r.count]
	clear(sums)
	var listed uint64
	for _, m := range r.others {
		w := weights[m.place]
		listed += w
		sums[m.run] += w
	}
	sums[r.commonest] = total - listed
	return leadOf(sums)
}

// leadOf is the lead of runs in order of exposure, see ranked. As
//
//	Σ wrong·(right below) = Σ right·(wrong above),
//
// one product for each run is enough.
func leadOf(runs []uint64) (lead int64) {
	var below uint64
	for _, run := range runs {
		lead += int64(run&rightMask) * int64((2*below+run)>>32)
		below += run
	}
	return lead - int64(below&rightMask)*int64(below>>32)
}

// leads adds the leads of a stratum, whose observations have the given weights, to those of
// all measures.
func (s *rankedStratum) leads(leads []float64, weights []uint64, total uint64, sums []uint64) {
	for k, r := range s.runs {
		leads[k] += float64(r.lead(weights, total, sums))
	}
}

// observedLeads are those of the data as they are, by measure.
func (r *ranked) observedLeads() []float64 {
	leads, sums := make([]float64, len(r.aucs)), make([]uint64, r.mostRuns)
	for i := range r.strata {
		s := &r.strata[i]
		s.leads(leads, s.weights, sum(s.weights), sums)
	}
	return leads
}

func sum(weights []uint64) (total uint64) {
	for _, w := range weights {
		total += w
	}
	return total
}
