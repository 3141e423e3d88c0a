package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// logit is a point in the parameter space of a logistic regression, with what
// follows from it.
//
// With an intercept for each stratum, the information matrix is an arrow: a
// diagonal of the strata's summed variances, bordered by the few coefficients.
// Eliminating the diagonal leaves the small Schur complement
//
//	S = Σ_i v_i (x_i - m_s)(x_i - m_s)ᵀ,  m_s = Σ_{i∈s} v_i x_i / Σ_{i∈s} v_i
//
// with v_i = total_i·π_i(1-π_i): the terms' variation within strata. All that
// the fit needs can be had from S, m and the diagonal, one stratum at a time.
type logit struct {
	*design
	alpha, beta   []float64
	logLikelihood float64 // penalised

	probability, variance []float64     // π_i and v_i
	diagonal              []float64     // Σ v_i of each stratum
	means                 [][]float64   // m_s of each stratum
	inverse               *mat.SymDense // of S
	score, curvature      []float64     // scratch of step, by row
	deviation             []float64     // scratch of deviations
}

func newLogit(d *design) *logit {
	n, strata, terms := len(d.right), len(d.strata), d.terms()
	m := &logit{
		design: d, alpha: make([]float64, strata), beta: make([]float64, terms),
		probability: make([]float64, n), variance: make([]float64, n),
		diagonal: make([]float64, strata), means: make([][]float64, strata),
		inverse: mat.NewSymDense(terms, nil),
		score:   make([]float64, n), curvature: make([]float64, n), deviation: make([]float64, terms),
	}
	for s, rows := range d.strata {
		m.means[s] = make([]float64, terms)
		right, total := floats.Sum(d.right[rows.start:rows.end]), floats.Sum(d.total[rows.start:rows.end])
		m.alpha[s] = math.Log((right + 0.5) / (total - right + 0.5))
	}
	return m
}

// update works out everything that follows from alpha and beta. It returns false
// where rounding leaves no information.
func (m *logit) update() bool {
	terms := m.terms()
	within := make([]float64, terms*terms)
	m.logLikelihood = 0
	for s, rows := range m.strata {
		mean, sum := m.means[s], 0.0
		clear(mean)
		for i := rows.start; i < rows.end; i++ {
			x := m.row(i)
			eta := m.alpha[s]
			for j, b := range m.beta {
				eta += float64(b * x[j])
			}
			small := math.Exp(-math.Abs(eta)) // the odds of the less likely outcome
			m.probability[i] = 1 / (1 + small)
			if eta < 0 {
				m.probability[i] = small / (1 + small)
			}
			v := m.total[i] * small / ((1 + small) * (1 + small))
			m.variance[i] = v
			m.logLikelihood += float64(m.right[i]*eta) - float64(m.total[i]*(max(eta, 0)+math.Log1p(small)))
			sum += v
			for j := range mean {
				mean[j] += float64(v * x[j])
			}
		}
		m.diagonal[s] = sum
		m.logLikelihood += 0.5 * math.Log(sum)
		floats.Scale(1/sum, mean)
		for i := rows.start; i < rows.end; i++ {
			addOuter(within, m.variance[i], m.deviations(mean, i))
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(mat.NewSymDense(terms, within)) || factor.InverseTo(m.inverse) != nil {
		return false
	}
	m.logLikelihood += 0.5 * factor.LogDet()
	return finite(m.logLikelihood)
}

// deviations returns x_i - mean. The slice is reused by the next call.
func (m *logit) deviations(mean []float64, i int) []float64 {
	return floats.SubTo(m.deviation, m.row(i), mean)
}

// nothingFixed leaves every coefficient free; exposureFixed holds the first.
const (
	nothingFixed  = 0
	exposureFixed = 1
)

// step returns the scoring step of the coefficients from the fixed-th on, and of
// the intercepts. The score of a row is
//
//	right - total·π + h·(½ - π) = (right + h/2) - (total + h)·π
//
// where h, the row's leverage, carries the gradient of Firth's penalty: as though
// each row had h more responses, half of them right. The step takes the curvature of
// those responses in; without it, it overshoots where there are few rows.
func (m *logit) step(fixed int) (alpha, beta []float64, ok bool) {
	terms := m.terms()
	inverse := m.inverse.RawSymmetric()
	alpha, beta = make([]float64, len(m.alpha)), make([]float64, terms)
	score, within := make([]float64, terms), make([]float64, terms*terms)
	diagonal, means := make([]float64, len(m.alpha)), mat.NewDense(len(m.alpha), terms, nil)
	for s, rows := range m.strata {
		mean := means.RawRowView(s)
		for i := rows.start; i < rows.end; i++ {
			x := m.deviations(m.means[s], i)
			leverage := 1 / m.diagonal[s]
			for j, xj := range x {
				row := inverse.Data[j*inverse.Stride:]
				leverage += float64(xj * xj * row[j])
				for k := j + 1; k < terms; k++ {
					leverage += float64(2 * xj * x[k] * row[k])
				}
			}
			leverage *= m.variance[i]
			p := m.probability[i]
			m.score[i] = m.right[i] - float64(m.total[i]*p) + float64(leverage*(0.5-p))
			m.curvature[i] = m.variance[i] * (1 + leverage/m.total[i])
			alpha[s] += m.score[i]
			diagonal[s] += m.curvature[i]
			floats.AddScaled(mean, m.curvature[i], m.row(i))
		}
		floats.Scale(1/diagonal[s], mean)
		for i := rows.start; i < rows.end; i++ {
			x := m.deviations(mean, i)
			floats.AddScaled(score, m.score[i], x)
			addOuter(within, m.curvature[i], x)
		}
	}
	if free := terms - fixed; free > 0 {
		var factor mat.Cholesky
		if !factor.Factorize(mat.NewSymDense(terms, within).SliceSym(fixed, terms)) {
			return nil, nil, false
		}
		if factor.SolveVecTo(mat.NewVecDense(free, beta[fixed:]), mat.NewVecDense(free, score[fixed:])) != nil {
			return nil, nil, false
		}
	}
	for s := range alpha {
		alpha[s] = alpha[s]/diagonal[s] - floats.Dot(means.RawRowView(s), beta)
	}
	return alpha, beta, true
}

// addOuter adds weight·x·xᵀ to the upper triangle of a square matrix.
func addOuter(matrix []float64, weight float64, x []float64) {
	for j := range x {
		wx := weight * x[j]
		row := matrix[j*len(x):][:len(x)]
		for k := j; k < len(x); k++ {
			row[k] += float64(wx * x[k])
		}
	}
}

const (
	maxIterations = 200
	maxStep       = 5    // of any parameter: further is extrapolation
	converged     = 1e-8 // the largest step of any parameter at the maximum
	maxHalvings   = 30
)

// maximise climbs from where m stands to the maximum of the penalised likelihood,
// with the first fixed coefficients held. problem says why it did not get there.
func (m *logit) maximise(fixed int) (iterations int, problem string) {
	if !m.update() {
		return 0, "the information matrix is singular"
	}
	for iterations = 1; iterations <= maxIterations; iterations++ {
		alpha, beta, ok := m.step(fixed)
		if !ok {
			return iterations, "the information matrix is singular"
		}
		longest := max(floats.Norm(alpha, math.Inf(1)), floats.Norm(beta, math.Inf(1)))
		if !finite(longest) {
			return iterations, "the fit left the range of numbers"
		}
		if longest < converged {
			return iterations, ""
		}
		if !m.climb(alpha, beta, min(1, maxStep/longest)) {
			return iterations, "the fit found no way up although it is not at a maximum"
		}
	}
	return maxIterations, fmt.Sprintf("the fit did not converge in %d steps", maxIterations)
}

// climb goes along the step, halving it until the likelihood does not fall.
func (m *logit) climb(alpha, beta []float64, scale float64) bool {
	fromAlpha, fromBeta, from := slices.Clone(m.alpha), slices.Clone(m.beta), m.logLikelihood
	slack := 1e-11 * (1 + math.Abs(from)) // near the maximum rounding decides
	for range maxHalvings {
		floats.AddScaledTo(m.alpha, fromAlpha, scale, alpha)
		floats.AddScaledTo(m.beta, fromBeta, scale, beta)
		if m.update() && m.logLikelihood >= from-slack {
			return true
		}
		scale /= 2
	}
	return false
}
