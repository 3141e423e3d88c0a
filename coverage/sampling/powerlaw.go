package sampling

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// powerLaw is pass@k = exp(a·k^b). It is fitted in (ln(-a), b), which keeps a
// below 0.
type powerLaw struct{}

func (powerLaw) name() string { return "exponentiated power law" }

func (powerLaw) params() []string { return []string{"a", "b"} }

func (powerLaw) report(p []float64) []float64 { return []float64{-math.Exp(p[0]), p[1]} }

func (powerLaw) at(p []float64, k int) float64 {
	return math.Exp(-math.Exp(p[0] + p[1]*math.Log(float64(k))))
}

// steepest is the |b| beyond which pass@2 cannot be told from 1: the curve is a
// step, and nothing holds b.
const steepest = 50

// fit minimises the squared distance to the curve, every point weighing alike. It
// starts at the straight line of ln(-ln pass@k) against ln k.
func (powerLaw) fit(t training) (point []float64, problem string) {
	if problem := t.curveProblem(); problem != "" {
		return nil, problem
	}
	if t.coverage[0] == t.coverage[len(t.coverage)-1] {
		return nil, "pass@k is the same at all fitted k"
	}
	var x, y []float64
	for j, k := range t.ks {
		if c := t.coverage[j]; c < 1 {
			x = append(x, math.Log(float64(k)))
			y = append(y, math.Log(-math.Log(c)))
		}
	}
	if len(x) < 2 {
		return nil, "pass@k reaches 1 too soon to fit a curve"
	}
	intercept, slope := stat.LinearRegression(x, y, nil, false)
	point = leastSquares([]float64{intercept, slope}, len(t.ks), func(p []float64, j int) (residual float64, gradient [2]float64) {
		logK := math.Log(float64(t.ks[j]))
		rate := math.Exp(p[0] + p[1]*logK)
		value := math.Exp(-rate)
		return value - t.coverage[j], [2]float64{-value * rate, -value * rate * logK}
	})
	if !finite(point[0]) || !(point[1] < 0 && point[1] > -steepest) {
		return nil, fmt.Sprintf("no power law fits: the best b is not between -%d and 0", steepest)
	}
	return point, ""
}

// leastSquares minimises the sum of squares of n residuals over two parameters by
// the method of Levenberg and Marquardt: a Newton step where the sum is nearly
// quadratic, a short step downhill where it is not.
//
// gonum/optimize has no solver for least squares; its quasi-Newton methods stop
// short of the minimum, where the sum of squares is flat to rounding.
func leastSquares(start []float64, n int, residual func(p []float64, i int) (float64, [2]float64)) []float64 {
	p := start
	sum, h, g := normalEquations(p, n, residual)
	damping := 1e-3
	for range 200 {
		a, b, d := h[0]*(1+damping), h[1], h[2]*(1+damping)
		det := a*d - b*b
		step := [2]float64{(b*g[1] - d*g[0]) / det, (b*g[0] - a*g[1]) / det}
		if !finite(step[0]) || !finite(step[1]) {
			return p // the sum is flat to rounding
		}
		tried := []float64{p[0] + step[0], p[1] + step[1]}
		newSum, newH, newG := normalEquations(tried, n, residual)
		if !(newSum <= sum) {
			damping *= 10
			continue
		}
		p, sum, h, g = tried, newSum, newH, newG
		damping = max(damping/10, 1e-12)
		if math.Abs(step[0])+math.Abs(step[1]) < 1e-13*(1+math.Abs(p[0])+math.Abs(p[1])) {
			return p
		}
	}
	return p
}

// normalEquations gives the sum of squares, J'J (its three different entries) and
// J'r.
func normalEquations(p []float64, n int, residual func(p []float64, i int) (float64, [2]float64)) (sum float64, h [3]float64, g [2]float64) {
	for i := range n {
		r, j := residual(p, i)
		sum += r * r
		h[0] += j[0] * j[0]
		h[1] += j[0] * j[1]
		h[2] += j[1] * j[1]
		g[0] += j[0] * r
		g[1] += j[1] * r
	}
	return sum, h, g
}
