package stats

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
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
	return bootstrapCorrelation(obs, opt, false)
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
	return bootstrapCorrelation(obs, opt, true)
}

// bootstrapCorrelation correlates the outcome with exposure, or with its rank.
func bootstrapCorrelation(obs []Observation, opt Resampling, byRank bool) Estimate {
	opt = opt.WithDefault(DefaultDraws)
	c, n, problem := newCorrelator(obs, byRank)
	if problem != "" {
		return notEstimable(n, problem)
	}
	once := make([]uint32, len(c.sizes))
	for group, size := range c.sizes {
		once[group] = uint32(size)
	}
	value, ok := c.correlation(once)
	if !ok {
		return notEstimable(n, "exposure or outcome does not vary")
	}
	draw := NewMultinomial(c.sizes)
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		times := make([]uint32, len(c.sizes))
		return func(rng *rand.Rand) (float64, bool) {
			draw.Draw(times, rng)
			return c.correlation(times)
		}
	})
	return BootstrapInterval(value, n, draws, opt.Draws)
}

// correlator holds examples in order of exposure, those of equal exposure and outcome in one
// group.
type correlator struct {
	outcomes []outcome // of an example of each group
	sizes    []int
	runs     []scoredRun
	byRank   bool
	// middle is about the mean score: sums of squares are taken from here, so that
	// they do not cancel.
	middle float64
}

// scoredRun is the groups of one exposure.
type scoredRun struct {
	end   int     // the index after its last group
	score float64 // its exposure, scaled to [-1, 1] so that no square can overflow
}

// newCorrelator leaves out observations that weigh nothing; n counts the others.
func newCorrelator(obs []Observation, byRank bool) (c correlator, n int, problem string) {
	c.byRank = byRank
	var kept []Observation
	for i, o := range obs {
		if problem := o.check(); problem != "" {
			return c, 0, fmt.Sprintf("observation %d: %s", i, problem)
		}
		if o.Right > 0 || o.Wrong > 0 {
			o.Stratum = 0
			kept = append(kept, o)
		}
	}
	if len(kept) == 0 {
		return c, 0, "no examples"
	}
	groups, sizes := groupsOf(kept, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(a.Exposure, b.Exposure), cmp.Compare(a.Right, b.Right), cmp.Compare(a.Wrong, b.Wrong))
	})
	c.sizes = sizes
	scale := max(math.Abs(groups[0].Exposure), math.Abs(groups[len(groups)-1].Exposure))
	if scale == 0 {
		scale = 1
	}
	var sum, weight float64
	for i, o := range groups {
		c.outcomes = append(c.outcomes, outcome{o.Right, o.Wrong})
		score := o.Exposure / scale
		if i == 0 || o.Exposure != groups[i-1].Exposure {
			c.runs = append(c.runs, scoredRun{score: score})
		}
		c.runs[len(c.runs)-1].end = i + 1
		size := float64(sizes[i]) * (o.Right + o.Wrong)
		sum += size * score
		weight += size
	}
	c.middle = sum / weight
	if byRank {
		c.middle = weight / 2
	}
	return c, len(kept), ""
}

// correlation is Pearson's of the runs' scores with right = 1 and wrong = 0, each
// group taken so many times. ok is false where one of the two does not vary. The rank of a run is
// the weight below it and half its own.
func (c *correlator) correlation(times []uint32) (value float64, ok bool) {
	var right, wrong, rightScore, wrongScore, squares float64
	runs, start := 0, 0 // runs that were drawn
	for _, run := range c.runs {
		var sum outcome
		drawn := uint32(0)
		for group := start; group < run.end; group++ {
			// The conversions forbid fused multiply-add, which would round
			// differently on other processors.
			drawn += times[group]
			n, o := float64(times[group]), c.outcomes[group]
			sum.right += float64(n * o.right)
			sum.wrong += float64(n * o.wrong)
		}
		start = run.end
		weight := sum.right + sum.wrong
		runs += int(min(drawn, 1)) // no branch: which runs are drawn cannot be foreseen
		score := run.score - c.middle
		if c.byRank {
			score = right + wrong + weight/2 - c.middle
		}
		right += sum.right
		wrong += sum.wrong
		rightScore += float64(sum.right * score)
		wrongScore += float64(sum.wrong * score)
		squares += float64(weight * float64(score*score))
	}
	if right == 0 || wrong == 0 || runs < 2 {
		return 0, false
	}
	total := right + wrong
	mean := (rightScore + wrongScore) / total
	variance := squares/total - mean*mean
	if !(variance > 0) {
		return 0, false // exposures that differ by less than rounding
	}
	// The difference of the two means in standard deviations of the score, times
	// the standard deviation of the outcome.
	value = (rightScore/right - wrongScore/wrong) / math.Sqrt(variance) * math.Sqrt(right/total*(wrong/total))
	return max(-1, min(1, value)), finite(value)
}
