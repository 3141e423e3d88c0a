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
	opt = opt.WithDefault(DefaultDraws)
	observed := StratifiedAUC(obs)
	if !observed.OK {
		return notEstimable(observed.N, observed.Warnings...)
	}
	r := newRanked(obs, weighing(obs), nil)
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		times := make([]uint32, len(r.weights))
		return func(rng *rand.Rand) (float64, bool) {
			clear(times)
			for _, s := range r.strata {
				drawIndices(s.of(times), nil, s.size(), rng)
			}
			return r.auc(times)
		}
	})
	return BootstrapInterval(observed.Value, observed.N, draws, opt.Draws, observed.Warnings...)
}

// weighing returns the indices of the observations that weigh something.
func weighing(obs []Observation) []int32 {
	indices := make([]int32, 0, len(obs))
	for i, o := range obs {
		if o.Right > 0 || o.Wrong > 0 {
			indices = append(indices, int32(i))
		}
	}
	return indices
}

// largest returns the number of examples in the largest stratum.
func largest(strata []stratum) int {
	n := 0
	for _, s := range strata {
		n = max(n, len(s.outcomes))
	}
	return n
}
