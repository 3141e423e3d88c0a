package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// PointBiserial is Pearson's correlation of exposure with being right (1) or
// wrong (0), over all observations whatever their strata, in [-1, 1], with a
// percentile bootstrap interval over examples. Each observation counts as a right
// response of weight Right and a wrong one of weight Wrong, so that with as many
// responses to each example it is the correlation over all responses.
//
// It measures how far a straight line through exposure describes the share of
// right answers, so a few very large exposures can make or hide it;
// [Spearman] is the remedy. It cannot reach 1 unless exposure takes two values. And
// it holds nothing fixed: bigger problems are covered less and failed more, so
// describe with it, conclude from [StratifiedAUC].
//
// N counts examples. Not estimable where exposure or outcome does not vary.
//
// Source: METHOD.md section 6; Pearson (1909), Biometrika 7:96.
func PointBiserial(obs []Observation, opt Resampling) Estimate {
	return bootstrapCorrelation(obs, opt, func(r *exposureRuns) []float64 { return r.exposures })
}

// Spearman is [PointBiserial] with the exposures replaced by their ranks, equal
// ones sharing the mean of theirs: does being right go up with exposure, on whatever
// scale? With an outcome of two values it is another form of the raw AUC, and at
// its extremes (half of the answers right, complete separation) 0.87, not 1.
//
// Ranks count responses: an observation takes up as many as it weighs. In each
// bootstrap draw the ranks are those of the draw.
//
// Source: METHOD.md section 6; Spearman (1904), American Journal of Psychology 15:72.
func Spearman(obs []Observation, opt Resampling) Estimate {
	return bootstrapCorrelation(obs, opt, (*exposureRuns).ranks)
}

// bootstrapCorrelation correlates the outcome with the scores that a run of equal
// exposures has.
func bootstrapCorrelation(obs []Observation, opt Resampling, scores func(*exposureRuns) []float64) Estimate {
	opt = opt.withDefault(DefaultDraws)
	data, exposures, problem := newExposureRuns(obs)
	n := len(data.outcomes)
	if problem != "" {
		return notEstimable(n, problem)
	}
	observed := newRuns(exposures)
	observed.fill(data, data.outcomes)
	value, ok := observed.correlation(scores(observed))
	if !ok {
		return notEstimable(n, "exposure or outcome does not vary")
	}
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		resample, runs := newResampler(n), newRuns(exposures)
		return func(rng *rand.Rand) (float64, bool) {
			runs.fill(data, resample.outcomes(data.outcomes, rng))
			return runs.correlation(scores(runs))
		}
	})
	return newBootstrapEstimate(value, n, draws, opt.Draws)
}

// exposureRuns is how much right and wrong there is at each distinct exposure.
type exposureRuns struct {
	exposures []float64 // ascending
	sums      []outcome
	scratch   []float64
}

// newExposureRuns puts all observations in one stratum. exposures are the
// distinct ones, scaled to [-1, 1] so that no square can overflow.
func newExposureRuns(obs []Observation) (data stratum, exposures []float64, problem string) {
	pooled := make([]Observation, len(obs))
	largest := 0.0
	for i, o := range obs {
		o.Stratum = 0
		pooled[i] = o
		if o.Right > 0 || o.Wrong > 0 {
			exposures = append(exposures, o.Exposure)
			largest = max(largest, math.Abs(o.Exposure))
		}
	}
	strata, problem := newStrata(pooled)
	if problem != "" {
		return stratum{}, nil, problem
	}
	if len(strata) == 0 {
		return stratum{}, nil, "no examples"
	}
	slices.Sort(exposures)
	exposures = slices.Compact(exposures)
	if largest > 0 {
		for i := range exposures {
			exposures[i] /= largest
		}
	}
	return strata[0], exposures, ""
}

func newRuns(exposures []float64) *exposureRuns {
	return &exposureRuns{exposures, make([]outcome, len(exposures)), make([]float64, len(exposures))}
}

// fill sums up outcomes, which are those of the examples of data in their order.
func (r *exposureRuns) fill(data stratum, outcomes []outcome) {
	start := 0
	for run, end := range data.tieEnds {
		var sum outcome
		for _, o := range outcomes[start:end] {
			sum.right += o.right
			sum.wrong += o.wrong
		}
		r.sums[run] = sum
		start = end
	}
}

// ranks returns the mid-rank of each run: the weight below it and half its own. The
// slice is reused by the next call.
func (r *exposureRuns) ranks() []float64 {
	below := 0.0
	for i, s := range r.sums {
		weight := s.right + s.wrong
		r.scratch[i] = below + weight/2
		below += weight
	}
	return r.scratch
}

// correlation is Pearson's, of the runs' scores with right = 1 and wrong = 0. ok
// is false where one of them does not vary.
func (r *exposureRuns) correlation(scores []float64) (value float64, ok bool) {
	var right, wrong, rightScore, wrongScore float64
	first, varies := -1, false
	for i, s := range r.sums {
		right += s.right
		wrong += s.wrong
		rightScore += float64(s.right * scores[i])
		wrongScore += float64(s.wrong * scores[i])
		if s.right > 0 || s.wrong > 0 {
			varies = varies || first >= 0 && scores[i] != scores[first]
			first = i
		}
	}
	if right == 0 || wrong == 0 || !varies {
		return 0, false
	}
	total := right + wrong
	mean := (rightScore + wrongScore) / total
	squares := 0.0
	for i, s := range r.sums {
		d := scores[i] - mean
		squares += float64((s.right + s.wrong) * d * d)
	}
	// The difference of the two means in standard deviations of the score, times
	// the standard deviation of the outcome.
	value = (rightScore/right - wrongScore/wrong) / math.Sqrt(squares/total) * math.Sqrt(right/total*(wrong/total))
	return max(-1, min(1, value)), finite(value)
}
