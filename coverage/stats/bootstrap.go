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
// Takes O(n) time per draw after one sort. Each end of the interval is a draw,
// of 2,000 the 50th and the 1,950th smallest.
//
// Source: METHOD.md section 6; Efron (1979), Annals of Statistics 7:1; for
// strata, Davison and Hinkley (1997), Bootstrap Methods, §3.2.
func BootstrapAUC(obs []Observation, opt Resampling) Estimate {
	opt = opt.withDefault(DefaultDraws)
	observed := StratifiedAUC(obs)
	if !observed.OK {
		return notEstimable(observed.N, observed.Warnings...)
	}
	strata, _ := newStrata(obs)
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		resample := newResampler(largest(strata))
		return func(rng *rand.Rand) (float64, bool) {
			var total pairs
			for _, s := range strata {
				total = total.plus(s.pairs(resample.outcomes(s.outcomes, rng)))
			}
			return total.auc()
		}
	})
	e := newBootstrapEstimate(observed.Value, observed.N, draws, opt.Draws)
	e.Warnings = append(observed.Warnings, e.Warnings...)
	return e
}

// resampler draws examples with replacement. It keeps them in place and counts
// how often each was drawn, so that a resample needs no sorting and copies of an
// example are one example of greater weight.
type resampler struct {
	counts  []uint32
	weights []outcome
}

func newResampler(size int) *resampler {
	return &resampler{make([]uint32, size), make([]outcome, size)}
}

// outcomes returns the weights of one resample. The slice is reused by the next call.
func (r *resampler) outcomes(original []outcome, rng *rand.Rand) []outcome {
	n := len(original)
	counts, weights := r.counts[:n], r.weights[:n]
	clear(counts)
	for range n {
		counts[rng.IntN(n)]++
	}
	for i, o := range original {
		times := float64(counts[i])
		weights[i] = outcome{times * o.right, times * o.wrong}
	}
	return weights
}

// largest returns the number of examples in the largest stratum.
func largest(strata []stratum) int {
	n := 0
	for _, s := range strata {
		n = max(n, len(s.outcomes))
	}
	return n
}
