package stats

import "math/rand/v2"

// BootstrapAUC is [StratifiedAUC] with a percentile bootstrap interval: each draw
// resamples the examples of every stratum with replacement, as many as there
// are, and takes the AUC again. The strata themselves are kept as given.
//
// Copies of one example make no pair with each other, as they are the same
// example. Draws without any pair have no AUC; they are left out and a warning
// says how many. N is that of StratifiedAUC.
//
// It misleads in small samples, where percentile intervals are too narrow, and
// under complete separation, where every draw gives 1 and the interval has no
// width; a warning tells of the latter.
//
// Weights are rounded to a 65,536th, or less finely in the largest strata, where examples
// have too many different numbers of responses for them to be whole (see wholeUnit).
//
// Takes O(n) time per draw after one sort. Each end of the interval is a draw,
// of 2,000 the 50th and the 1,950th smallest.
//
// Source: METHOD.md section 6; Efron (1979), Annals of Statistics 7:1; for
// strata, Davison and Hinkley (1997), Bootstrap Methods, §3.2.
func BootstrapAUC(obs []Observation, opt Resampling) Estimate {
	return NewExposures(obs, exposureOf(obs)).Bootstrap(opt)[0]
}

// Bootstrap is [BootstrapAUC] for each measure. All are taken of the same draws.
func (x *Exposures) Bootstrap(opt Resampling) []Estimate {
	return x.ranked.bootstrap(opt.WithDefault(DefaultDraws), x.drawer())
}

// drawer draws examples within their strata.
func (x *Exposures) drawer() drawer {
	return drawer{count: x.ranked.size, draw: func(times []uint32, rng *rand.Rand) {
		for _, s := range x.ranked.strata {
			drawIndices(times[s.start:][:len(s.members)], nil, len(s.members), rng)
		}
	}}
}

// drawer draws what is independent: examples, or clusters of observations.
type drawer struct {
	count int
	draw  func(times []uint32, rng *rand.Rand) // adds how often each is drawn
	// cluster says to which each observation belongs, in the order of the ranking, see
	// rankedStratum.start; nil: they are the observations, in this order.
	cluster []int32
}

// of returns the number of what the observation at that place of the stratum belongs to.
func (d *drawer) of(s *rankedStratum, place int) int {
	if d.cluster == nil {
		return s.start + place
	}
	return int(d.cluster[s.start+place])
}

// bootstrap puts an interval around the AUC under each measure.
func (r *ranked) bootstrap(opt Resampling, d drawer) []Estimate {
	var draws [][]float64
	if len(r.strata) > 0 {
		draws = r.bootstrapDraws(opt, d)
	}
	result := make([]Estimate, len(r.aucs))
	for k, auc := range r.aucs {
		if !auc.OK {
			result[k] = notEstimable(auc.N, auc.Warnings...)
			continue
		}
		result[k] = BootstrapInterval(auc.Value, auc.N, draws[k], opt.Draws, auc.Warnings...)
	}
	return result
}

// bootstrapDraws returns the AUCs of the draws, for each measure those of the same draws.
func (r *ranked) bootstrapDraws(opt Resampling, d drawer) (draws [][]float64) {
	own := make([]int64, d.count) // right·wrong summed over the observations of each
	for i := range r.strata {
		s := &r.strata[i]
		for place, w := range s.weights {
			own[d.of(s, place)] += int64((w & rightMask) * (w >> 32))
		}
	}
	return opt.collectBlocks(len(block{}), len(r.aucs), func() func([]*rand.Rand, []drawn) {
		scratch := newRankedScratch(r)
		times := [len(block{})][]uint32{}
		for i := range times {
			times[i] = make([]uint32, d.count)
		}
		return func(rngs []*rand.Rand, draws []drawn) {
			for i, rng := range rngs {
				clear(times[i])
				d.draw(times[i], rng)
			}
			var pairs [len(block{})]float64
			for i := range r.strata {
				s := &r.strata[i]
				weights := scratch.weights[:len(s.weights)]
				total := d.weigh(weights, s, &times)
				s.leads(draws, weights, total, scratch.sums)
				for i, all := range total {
					pairs[i] += float64((all & rightMask) * (all >> 32))
				}
			}
			for i := range draws {
				var withOneself int64
				for k, n := range times[i] {
					withOneself += int64(n) * int64(n) * own[k]
				}
				pairs := pairs[i] - float64(withOneself)
				for k, lead := range draws[i].values {
					draws[i].values[k] = (1 + lead/pairs) / 2
				}
				draws[i].undefined = !(pairs > 0)
			}
		}
	})
}

// weigh sets the weights that the observations of a stratum have in each draw, and adds them up.
func (d *drawer) weigh(weights []block, s *rankedStratum, times *[len(block{})][]uint32) (total block) {
	for place, w := range s.weights {
		of := d.of(s, place)
		for i := range times {
			weights[place][i] = w * uint64(times[i][of])
		}
		total.add(&weights[place])
	}
	return total
}
