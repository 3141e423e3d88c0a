package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// HomogeneityTest is a test of the hypothesis that strata share an odds ratio.
type HomogeneityTest struct {
	// OK is false where the test cannot be made; Reason then says why and the
	// figures are 0.
	OK     bool
	Reason string
	// ChiSquared has a chi-squared distribution with DF degrees of freedom if the
	// strata share an odds ratio, and P is the chance of one as large.
	ChiSquared float64
	DF         int
	P          float64
	// Warnings are what a careful reader should know, in lower case.
	Warnings []string
}

// breslowDay is the Breslow-Day test with Tarone's correction. In each stratum it
// compares a with the value A that has the same margins and the common ratio:
//
//	χ² = Σ (a-A)²/V - (Σ(a-A))²/ΣV,  1/V = 1/A + 1/B + 1/C + 1/D
//
// The second term is Tarone's: the Mantel-Haenszel ratio is not the most
// efficient estimate, and the plain sum is too large for it. DF is the number of
// strata less one.
//
// It misleads in small strata, where a is far from normal; a warning says where
// an expected count is under 5 in more than a fifth of the strata (Cochran's
// rule). A large p is no evidence that strata agree.
//
// Source: Breslow and Day (1980), Statistical Methods in Cancer Research I,
// §4.4; Tarone (1985), Biometrika 72:91.
func breslowDay(tables []table, ratio float64) HomogeneityTest {
	if len(tables) < 2 {
		return HomogeneityTest{Reason: "there is only one stratum to compare"}
	}
	var squares, differences, variances float64
	small := 0
	for _, t := range tables {
		e := t.expected(ratio)
		least := min(e.a, e.b, e.c, e.d)
		if !(least > 0) {
			return HomogeneityTest{Reason: "an expected count is too small to tell from 0"}
		}
		if least < 5 {
			small++
		}
		variance := 1 / (1/e.a + 1/e.b + 1/e.c + 1/e.d)
		difference := t.a - e.a
		squares += difference * (difference / variance)
		differences += difference
		variances += variance
	}
	test := HomogeneityTest{
		ChiSquared: max(squares-differences*(differences/variances), 0), // rounding may leave less
		DF:         len(tables) - 1,
	}
	if !finite(test.ChiSquared) {
		return HomogeneityTest{Reason: "the result is not a finite number"}
	}
	test.OK = true
	test.P = distuv.ChiSquared{K: float64(test.DF)}.Survival(test.ChiSquared)
	if small*5 > len(tables) {
		test.Warnings = []string{fmt.Sprintf("expected counts under 5 in %d of %d strata: p is approximate", small, len(tables))}
	}
	return test
}

// expected is the table with the margins of t and the given odds ratio. A is the
// root between its bounds of
//
//	A·(d - a + A) = ratio · (row - A)·(column - A)
//
// with row and column the totals that a belongs to.
func (t table) expected(ratio float64) table {
	row, column := t.a+t.b, t.a+t.c
	rest := t.d - t.a
	quadratic, linear, constant := 1-ratio, rest+ratio*(row+column), -ratio*row*column
	// Of the two forms of the root, the one that does not cancel. Where linear is
	// below 0 the ratio is below 1, so it divides by no 0.
	root := math.Sqrt(linear*linear - 4*quadratic*constant)
	a := -2 * constant / (linear + root)
	if linear < 0 {
		a = (root - linear) / (2 * quadratic)
	}
	return table{a, row - a, column - a, rest + a}
}
