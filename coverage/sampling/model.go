package sampling

import "fmt"

// model is the form of a law.
type model interface {
	name() string
	params() []string
	// fit returns the parameters, or says why there are none.
	fit(t training) (point []float64, problem string)
	// at is the law's pass@k.
	at(point []float64, k int) float64
	// report turns the fitted numbers into params; NaN where one has no value.
	report(point []float64) []float64
}

// training is what a law is fitted to.
type training struct {
	// right[c] counts the examples with c right of len(right)-1 responses.
	right []float64
	// coverage is pass@k at each of the ks.
	ks       []int
	coverage []float64
}

// oneSided says so where no law can be fitted because all responses are alike.
func (t training) oneSided() (problem string) {
	last := len(t.right) - 1
	someWrong, someRight := 0.0, 0.0
	for c, examples := range t.right {
		someRight += float64(c) * examples
		someWrong += float64(last-c) * examples
	}
	switch {
	case someRight == 0 && someWrong == 0:
		return "no responses to fit to"
	case someRight == 0:
		return "no response is right"
	case someWrong == 0:
		return "no response is wrong"
	}
	return ""
}

// curveProblem is oneSided, or says that there are too few points for a curve.
func (t training) curveProblem() string {
	if problem := t.oneSided(); problem != "" {
		return problem
	}
	if len(t.ks) < 3 {
		return fmt.Sprintf("a curve needs 3 numbers of responses to be fitted to, there are %d", len(t.ks))
	}
	return ""
}
