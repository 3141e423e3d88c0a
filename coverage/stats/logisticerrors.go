package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// errors returns the standard errors of the coefficients: those of the model, and
// the cluster-robust ones.
func (m *logit) errors(examples int) (model, robust []float64) {
	terms := m.terms()
	scores := mat.NewDense(examples, terms, nil)
	for s, rows := range m.strata {
		for i := rows.start; i < rows.end; i++ {
			residual := m.right[i] - float64(m.total[i]*m.probability[i])
			score := scores.RawRowView(int(m.examples[i]))
			for j, x := range m.deviations(m.means[s], i) {
				score[j] += float64(residual * x)
			}
		}
	}
	var meat, half, sandwich mat.Dense
	meat.Mul(scores.T(), scores)
	half.Mul(m.inverse, &meat)
	sandwich.Mul(&half, m.inverse)
	g, n, k := float64(examples), float64(len(m.right)), float64(len(m.alpha)+terms)
	correction := g / (g - 1) * (n - 1) / (n - k)
	for j := range terms {
		model = append(model, math.Sqrt(m.inverse.At(j, j)))
		robust = append(robust, math.Sqrt(correction*sandwich.At(j, j)))
	}
	return model, robust
}

// separates reports whether the fitted log odds put every right row of a stratum
// above every wrong one. Rows that are partly right cannot be separated.
func (m *logit) separates() bool {
	for s, rows := range m.strata {
		lowestRight, highestWrong := math.Inf(1), math.Inf(-1)
		for i := rows.start; i < rows.end; i++ {
			eta := m.alpha[s]
			for j, x := range m.row(i) {
				eta += float64(m.beta[j] * x)
			}
			if m.right[i] > 0 {
				lowestRight = min(lowestRight, eta)
			}
			if m.right[i] < m.total[i] {
				highestWrong = max(highestWrong, eta)
			}
		}
		if lowestRight <= highestWrong {
			return false
		}
	}
	return true
}

// profile bounds the coefficient of exposure by profile likelihood. m stands at
// the maximum, and is moved. se sets the first guess.
func (m *logit) profile(se float64, examples int) Estimate {
	value, top := m.beta[0], m.logLikelihood
	alpha, beta := slices.Clone(m.alpha), slices.Clone(m.beta)
	// depth is how far, in standard normal units, the likelihood says b is from
	// the maximum. It is nearly a straight line, which makes the search short.
	depth := func(b float64) (float64, string) {
		m.beta[0] = b
		_, problem := m.maximise(exposureFixed)
		return math.Sqrt(max(2*(top-m.logLikelihood), 0)), problem
	}
	var ends [2]float64
	for i, side := range []float64{-1, 1} {
		copy(m.alpha, alpha)
		copy(m.beta, beta)
		end, problem := crossing(depth, value, side*se, normalQuantile(0.5+Confidence/2))
		if problem != "" {
			return notEstimable(examples, "profile likelihood: "+problem)
		}
		ends[i] = end
	}
	return newEstimate(value, ends[0], ends[1], examples)
}

// crossing finds where depth reaches level on one side of centre, where it is 0,
// by false position; unit is the first guess of the distance at which it is 1.
// An end of the bracket that stays twice running is halved in value (the Illinois
// rule), so that the bracket shrinks from both sides.
func crossing(depth func(b float64) (float64, string), centre, unit, level float64) (end float64, problem string) {
	const tries, precision = 60, 1e-6
	type point struct{ b, above float64 } // how far depth is above level
	near, far := point{centre, -level}, point{centre, 0}
	found := false // far, beyond the crossing
	lastNear := false
	b := centre + unit*level
	for range tries {
		reached, problem := depth(b)
		if problem != "" {
			return 0, problem
		}
		here := point{b, reached - level}
		switch {
		case math.Abs(here.above) < precision:
			return b, ""
		case here.above < 0:
			if lastNear {
				far.above /= 2
			}
			near, lastNear = here, true
		default:
			if found && !lastNear {
				near.above /= 2
			}
			far, found, lastNear = here, true, false
		}
		if found && math.Abs(far.b-near.b) < precision*math.Abs(unit) {
			// In tiny samples depth can jump, where another of several maxima of the
			// others takes over. The crossing is here all the same.
			return far.b, ""
		}
		if found {
			b = near.b + (far.b-near.b)*near.above/(near.above-far.above)
		} else {
			b = centre + 2*(b-centre)
		}
	}
	return 0, fmt.Sprintf("no bound found in %d tries", tries)
}
