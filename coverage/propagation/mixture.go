package propagation

import "math"

// mixture is the clustering that the clustered prediction takes in: the error
// rates of examples follow a beta distribution.
type mixture struct {
	correlation float64 // of two steps of one example, between 0 and maxCorrelation
	mean        float64 // error rate of a step, averaged over examples
}

// At a correlation of 1 the mean rate would rest on one step of each example.
const maxCorrelation = 0.999

// newMixture finds the mean and the correlation that make the numbers of wrong
// among judged steps most likely. The likelihood holds although an error ends
// the judging of what follows: when to stop depends on what was seen, not on the
// rate behind it.
//
// Neither the pooled rate nor the correlation of residuals will do, though both
// are right where there is no clustering. Examples with errors have fewer judged
// steps, so that these lean to the easy examples.
func newMixture(steps ratio, h *histogram) mixture {
	pooled, ok := steps.value()
	m := mixture{mean: pooled}
	if !ok || pooled == 0 || pooled == 1 {
		return m
	}
	h.accumulate()
	if h.slopeByCorrelation(pooled, 0) <= 0 {
		return m
	}
	// The slope of the likelihood, the best mean going with each correlation, is
	// above 0 here and falls.
	low, high := 0.0, maxCorrelation
	for high-low > 1e-10 {
		m.correlation = (low + high) / 2
		m.mean = h.bestMean(m.mean, m.correlation)
		if h.slopeByCorrelation(m.mean, m.correlation) > 0 {
			low = m.correlation
		} else {
			high = m.correlation
		}
	}
	return m
}

// hardness is the error rate to be expected of an example with this many judged
// and wrong steps, relative to the mean. It needs a correlation above 0.
func (m *mixture) hardness(judged, wrong float64) float64 {
	size := (1 - m.correlation) / m.correlation // alpha + beta
	return (m.mean*size + wrong) / (size + judged) / m.mean
}

// corrections fills factors with what the logarithm of the chance to be right is to
// be multiplied by in each cell, so that it is that of an example of mean
// hardness: a rate is then wrong steps by judged steps times the hardness of
// their examples (the M-step of a frailty model, Klein 1992, Biometrics 48:795).
func (t *table) corrections(factors []float64, examples []drawn, rates []float64, cells []ratio, m *mixture) {
	sums := make([]ratio, len(cells))
	for c := range cells {
		sums[c].of = cells[c].of
	}
	for _, d := range examples {
		i, drawn := d.example, d.times
		e := &t.examples[i]
		weight := drawn * m.hardness(e.judgedSteps, e.wrongSteps)
		for _, step := range t.entries[t.start[i]:t.start[i+1]] {
			sums[step.cell].n += weight * float64(step.judged)
		}
	}
	t.predictive(factors, sums)
	for c, e := range rates {
		if e == 0 || e == 1 {
			factors[c] = 1
			continue
		}
		factors[c] = math.Log1p(-min(factors[c], maxRate)) / math.Log1p(-e)
	}
}

// A corrected rate is a quotient that might reach 1.
const maxRate = 1 - 1e-9

// histogram counts examples by their wrong, right and judged steps: at j those
// with j, and once accumulated those with more than j. That is all that the
// likelihood takes,
//
//	Σ_j W_j log(m(1-r) + j·r) + R_j log((1-m)(1-r) + j·r) - T_j log((1-r) + j·r)
//
// with mean m and correlation r, since the gamma functions of the textbook form
// are products of factors that examples share.
type histogram struct {
	wrong, right, judged []float64
}

func (h *histogram) clear() {
	h.wrong, h.right, h.judged = h.wrong[:0], h.right[:0], h.judged[:0]
}

func (h *histogram) add(wrong, right int, examples float64) {
	h.wrong = increase(h.wrong, wrong, examples)
	h.right = increase(h.right, right, examples)
	h.judged = increase(h.judged, wrong+right, examples)
}

func increase(counts []float64, j int, examples float64) []float64 {
	for len(counts) <= j {
		counts = append(counts, 0)
	}
	counts[j] += examples
	return counts
}

func (h *histogram) accumulate() {
	for _, counts := range [][]float64{h.wrong, h.right, h.judged} {
		above := 0.0
		for j := len(counts) - 1; j >= 0; j-- {
			counts[j], above = above, above+counts[j]
		}
	}
}

func (h *histogram) slopeByCorrelation(m, r float64) float64 {
	slope := func(counts []float64, mean float64) (sum float64) {
		for j, examples := range counts {
			if examples == 0 {
				break
			}
			sum += examples * (float64(j) - mean) / (mean*(1-r) + float64(j)*r)
		}
		return sum
	}
	return slope(h.wrong, m) + slope(h.right, 1-m) - slope(h.judged, 1)
}

// bestMean is the mean at which the slope by the mean is 0. The slope falls from
// infinity to minus infinity, so that Newton's steps find it from start or
// leave the bracket, which is then halved.
func (h *histogram) bestMean(start, r float64) float64 {
	low, high, m := 0.0, 1.0, start
	for range 60 {
		up, upCurve := slopeAndCurve(h.wrong, m, r)
		down, downCurve := slopeAndCurve(h.right, 1-m, r)
		if up > down {
			low = m
		} else {
			high = m
		}
		next := m + (up-down)/(upCurve+downCurve)
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-m) < 1e-12 {
			return next
		}
		m = next
	}
	return m
}

// slopeAndCurve are the derivatives of one sum of the likelihood by the mean, by
// 1-r, and the second ones, by (1-r)² and without their sign.
func slopeAndCurve(counts []float64, mean, r float64) (slope, curve float64) {
	for j, examples := range counts {
		if examples == 0 {
			break
		}
		term := 1 / (mean*(1-r) + float64(j)*r)
		slope += examples * term
		curve += examples * term * term * (1 - r)
	}
	return slope, curve
}
