package sampling

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// logLinear is pass@k = intercept + slope·ln k.
type logLinear struct{}

func (logLinear) name() string { return "log-linear law" }

func (logLinear) params() []string { return []string{"intercept", "slope"} }

func (logLinear) report(p []float64) []float64 { return []float64{p[0], p[1]} }

func (logLinear) at(p []float64, k int) float64 {
	return min(max(p[0]+p[1]*math.Log(float64(k)), 0), 1)
}

func (logLinear) fit(t training) (point []float64, problem string) {
	if problem := t.curveProblem(); problem != "" {
		return nil, problem
	}
	x := make([]float64, len(t.ks))
	for j, k := range t.ks {
		x[j] = math.Log(float64(k))
	}
	intercept, slope := stat.LinearRegression(x, t.coverage, nil, false)
	return []float64{intercept, slope}, ""
}
