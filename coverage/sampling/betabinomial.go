package sampling

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// betaBinomial says that the success rates of problems follow a beta distribution.
// Its point is (mean, correlation), which, other than alpha and beta, stay finite
// at both ends: correlation 0 is one rate for all problems, 1 is rates of 0 and 1
// only.
type betaBinomial struct{}

func (betaBinomial) name() string { return "beta-binomial" }

func (betaBinomial) params() []string { return []string{"mean", "correlation", "alpha", "beta"} }

func (betaBinomial) report(p []float64) []float64 {
	mean, correlation := p[0], p[1]
	if correlation == 0 || correlation == 1 {
		return []float64{mean, correlation, math.NaN(), math.NaN()}
	}
	sum := (1 - correlation) / correlation // alpha + beta
	return []float64{mean, correlation, mean * sum, (1 - mean) * sum}
}

// at is one less the chance that k responses are wrong, the product over j of
// (beta + j) / (alpha + beta + j), with alpha and beta written out.
func (betaBinomial) at(p []float64, k int) float64 {
	mean, correlation := p[0], p[1]
	logWrong := math.Log1p(-mean)
	for j := 1; j < k; j++ {
		spread := float64(j) * correlation
		logWrong += math.Log1p(-mean * (1 - correlation) / (1 - correlation + spread))
	}
	return -math.Expm1(logWrong)
}

// fit maximises the likelihood, starting from the method of moments.
func (betaBinomial) fit(t training) (point []float64, problem string) {
	n := float64(len(t.right) - 1)
	if problem := t.oneSided(); problem != "" {
		return nil, problem
	}
	if n < 2 {
		return nil, "one response per example says nothing of how alike responses are"
	}
	var examples, right, squares, inner float64
	for c, times := range t.right {
		examples += times
		right += times * float64(c)
		squares += times * float64(c) * float64(c)
		if c > 0 && c < len(t.right)-1 {
			inner += times
		}
	}
	mean := right / (examples * n)
	if inner == 0 {
		return []float64{mean, 1}, "" // all examples always or never right
	}
	// The slope of the likelihood in the correlation, at correlation 0 and the
	// best mean there, has the sign of this: where the numbers right vary no
	// more than chance makes them, the likelihood falls from there on.
	wrongSquares := examples*n*n - 2*n*right + squares
	wrong := examples*n - right
	if (squares-right)/mean+(wrongSquares-wrong)/(1-mean)-examples*n*(n-1) <= 0 {
		return []float64{mean, 0}, ""
	}
	variance := squares/examples - n*n*mean*mean
	moments := (variance/(n*mean*(1-mean)) - 1) / (n - 1)
	return maximise(newLikelihood(t.right), mean, min(max(moments, 0.001), 0.999))
}

// likelihood is the log-likelihood of a beta-binomial. The gamma functions of the
// textbook form are products of n factors, and the same factor for all examples
// that have enough right (or wrong) responses, so that counts of examples are all
// that it takes: the time does not depend on how many examples there are.
type likelihood struct {
	right, wrong []float64 // examples with more than j right, wrong responses
	examples     float64
}

func newLikelihood(right []float64) likelihood {
	n := len(right) - 1
	l := likelihood{right: make([]float64, n), wrong: make([]float64, n)}
	for j := n - 1; j >= 0; j-- {
		l.examples += right[j+1]
		l.right[j] = l.examples
	}
	l.examples += right[0]
	wrong := 0.0
	for j := n - 1; j >= 0; j-- {
		wrong += right[n-1-j]
		l.wrong[j] = wrong
	}
	return l
}

// value gives the log-likelihood per example, less a constant, and its
// derivatives by mean and correlation.
func (l likelihood) value(mean, correlation float64) (value, byMean, byCorrelation float64) {
	rest := 1 - correlation
	for j := range l.right {
		step := float64(j)
		a, b, sum := mean*rest+step*correlation, (1-mean)*rest+step*correlation, rest+step*correlation
		value += l.right[j]*math.Log(a) + l.wrong[j]*math.Log(b) - l.examples*math.Log(sum)
		byMean += l.right[j]*rest/a - l.wrong[j]*rest/b
		byCorrelation += l.right[j]*(step-mean)/a + l.wrong[j]*(step-1+mean)/b - l.examples*(step-1)/sum
	}
	return value / l.examples, byMean / l.examples, byCorrelation / l.examples
}

// maximise finds the best mean and correlation in log-odds, which have no
// bounds.
func maximise(l likelihood, mean, correlation float64) (point []float64, problem string) {
	problemToSolve := optimize.Problem{
		Func: func(x []float64) float64 {
			value, _, _ := l.value(logistic(x[0]), logistic(x[1]))
			return -value
		},
		Grad: func(gradient, x []float64) {
			m, c := logistic(x[0]), logistic(x[1])
			_, byMean, byCorrelation := l.value(m, c)
			gradient[0], gradient[1] = -byMean*m*(1-m), -byCorrelation*c*(1-c)
		},
	}
	result, err := optimize.Minimize(problemToSolve, []float64{logOdds(mean), logOdds(correlation)},
		&optimize.Settings{GradientThreshold: 1e-9, MajorIterations: 500}, &optimize.BFGS{})
	// At the maximum the last digits of the likelihood are rounding, and a line
	// search may give up there: no error, if the slope is next to none.
	if err != nil && (result == nil || slope(result.Gradient) > 1e-5) {
		return nil, "the likelihood has no maximum that could be found: " + err.Error()
	}
	return []float64{logistic(result.X[0]), logistic(result.X[1])}, ""
}

func slope(gradient []float64) float64 {
	largest := 0.0
	for _, g := range gradient {
		largest = max(largest, math.Abs(g))
	}
	return largest
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logOdds(p float64) float64 { return math.Log(p / (1 - p)) }
