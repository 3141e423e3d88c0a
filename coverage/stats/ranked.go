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
	return rank(&dataset{different: obs}, order, len(exposures), func(k int) []float64 { return exposures[k] })
}

// rank is newRanked with the exposures of one measure at a time.
func rank(obs *dataset, order []int32, measures int, exposure func(k int) []float64) *ranked {
	r := &ranked{aucs: make([]AUC, measures)}
	if obs.faulty() {
		order = nil // every measure has its fault, below
	}
	var everything outcomeSum
	groups := byStratum(obs, order)
	r.unit = wholeUnit(obs.different, largest(groups))
	inRanking := make([]bool, len(groups)) // the others are in the sums alone
	for g, members := range groups {
		var outcomes outcomeSum
		for _, i := range members {
			o := obs.at(i)
			outcomes.add(outcome{o.Right, o.Wrong})
			everything.add(outcome{o.Right, o.Wrong})
		}
		if inRanking[g] = outcomes.pairs > 0; !inRanking[g] {
			continue
		}
		s := rankedStratum{start: r.size, members: members, weights: make([]uint64, len(members)), runs: make([]runs, measures)}
		for place, i := range members {
			s.weights[place] = wholeWeight(obs.at(i), r.unit)
		}
		r.strata = append(r.strata, s)
		r.size += len(members)
		r.largest = max(r.largest, len(members))
	}
	var sorter exposureSorter
	for k := range measures {
		var sum aucSum
		here := exposure(k)
		if sum.problem = findFault(obs, here); sum.problem == "" {
			ranking := r.strata
			for g, members := range groups {
				s := sorter.sort(obs, members, here)
				sum.add(s)
				if inRanking[g] {
					ranking[0].runs[k] = sorter.runs(s)
					ranking = ranking[1:]
					r.mostRuns = max(r.mostRuns, len(s.tieEnds))
				}
			}
		}
		r.aucs[k] = sum.auc(everything)
	}
	return r
}

// block is a number in several draws, which are worked out at once: to find where a number belongs
// takes longer than to add it.
type block [4]uint64

func (b *block) add(c *block) {
	b[0] += c[0]
	b[1] += c[1]
	b[2] += c[2]
	b[3] += c[3]
}

// lead is that of a stratum under one measure, the observations having the given weights, which
// add up to total. sums is scratch memory.
func (r runs) lead(weights []block, total block, sums []block) [len(block{})]int64 {
	sums = sums[:r.count]
	clear(sums)
	for _, m := range r.others {
		sums[m.run].add(&weights[m.place])
	}
	var others block
	for k := range sums {
		others.add(&sums[k])
	}
	for i := range total {
		sums[r.commonest][i] = total[i] - others[i]
	}
	return leadOf(sums)
}

// leadOf is the lead of runs in order of exposure, see ranked. As
//
//	Σ wrong·(right below) = Σ right·(wrong above),
//
// one product for each run is enough.
func leadOf(runs []block) (lead [len(block{})]int64) {
	var below block
	for k := range runs {
		for i, run := range runs[k] {
			lead[i] += int64(run&rightMask) * int64((2*below[i]+run)>>32)
			below[i] += run
		}
	}
	for i, all := range below {
		lead[i] -= int64(all&rightMask) * int64(all>>32)
	}
	return lead
}

// leads adds the leads of a stratum, whose observations have the given weights, to those of
// all measures in each draw.
func (s *rankedStratum) leads(draws []drawn, weights []block, total block, sums []block) {
	for k, r := range s.runs {
		if r.count <= 1 {
			continue // nobody leads
		}
		lead := r.lead(weights, total, sums)
		for i := range draws {
			draws[i].values[k] += float64(lead[i])
		}
	}
}

// leadsOf adds the leads that a single set of weights has.
func (s *rankedStratum) leadsOf(leads []float64, weights []uint64, scratch *rankedScratch) {
	single := scratch.weights[:len(weights)]
	var total block
	for place, w := range weights {
		single[place] = block{w}
		total[0] += w
	}
	s.leads([]drawn{{values: leads}}, single, total, scratch.sums)
}

// rankedScratch is memory for the leads of any stratum.
type rankedScratch struct{ weights, sums []block }

func newRankedScratch(r *ranked) *rankedScratch {
	return &rankedScratch{make([]block, r.largest), make([]block, r.mostRuns)}
}

// observedLeads are those of the data as they are, by measure.
func (r *ranked) observedLeads() []float64 {
	leads, scratch := make([]float64, len(r.aucs)), newRankedScratch(r)
	for i := range r.strata {
		r.strata[i].leadsOf(leads, r.strata[i].weights, scratch)
	}
	return leads
}
