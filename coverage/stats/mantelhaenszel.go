package stats

import (
	"fmt"
	"math"
)

// OddsRatio is a common odds ratio over strata and how far it is common.
type OddsRatio struct {
	// Estimate is the Mantel-Haenszel odds ratio, above 0: 3 means that the odds
	// of being right (right to wrong) are three times as high where the exposure
	// is there; 1 means no association. Low and High are the
	// Robins-Breslow-Greenland interval. N counts the observations of all strata.
	Estimate
	// Homogeneity tests whether the strata share an odds ratio. A small P says that
	// Estimate averages over strata that differ.
	Homogeneity HomogeneityTest
	// Strata counts the strata, InformativeStrata those with exposed and
	// unexposed, right and wrong. Only the latter tell anything.
	Strata, InformativeStrata int
}

// MantelHaenszel estimates the odds ratio of being right between examples with
// the exposure (Exposure > 0, e.g. the bottleneck node was seen) and those
// without, within strata. With a, b the right and wrong with exposure, c, d
// those without, and n = a+b+c+d in each stratum:
//
//	OR = Σ ad/n / Σ bc/n
//
// A ratio of sums, not a mean of ratios: strata with empty cells take part, and
// many small strata do no harm. An example with c right of n responses adds c/n
// to the right and 1 - c/n to the wrong cell, one in all, as though it were one
// response. The interval is then wider than need be, because an average of responses
// varies less than one does.
//
// The interval is that of the logarithm, with
//
//	var ln OR = Σ PR / 2(ΣR)² + Σ (PS+QR) / 2ΣR·ΣS + Σ QS / 2(ΣS)²
//	R = ad/n, S = bc/n, P = (a+d)/n, Q = (b+c)/n
//
// It misleads where it is read as a ratio of chances: where right answers are
// common, odds differ much more than chances. And a threshold throws away how
// much was seen; [StratifiedAUC] uses all of it.
//
// Where all pairs within strata point one way the ratio is 0 or infinite, and not
// estimable. Source: METHOD.md section 6; Mantel and Haenszel (1959), JNCI 22:719;
// Robins, Breslow and Greenland (1986), Biometrics 42:311.
func MantelHaenszel(obs []Observation) OddsRatio {
	tables, n, problem := newTables(obs)
	result := OddsRatio{Strata: len(tables)}
	failed := func(reason string) OddsRatio {
		result.Estimate = notEstimable(n, reason)
		result.Homogeneity = HomogeneityTest{Reason: reason}
		return result
	}
	if problem != "" {
		return failed(problem)
	}
	var informative []table
	var sumR, sumS, sumPR, sumPSQR, sumQS float64
	for _, t := range tables {
		if !t.informative() {
			continue
		}
		informative = append(informative, t)
		n := t.a + t.b + t.c + t.d
		r, s := t.a/n*t.d, t.b/n*t.c
		p, q := (t.a+t.d)/n, (t.b+t.c)/n
		sumR += r
		sumS += s
		sumPR += p * r
		sumPSQR += p*s + q*r
		sumQS += q * s
	}
	result.InformativeStrata = len(informative)
	switch {
	case len(informative) == 0:
		return failed("no stratum has examples with and without the exposure, right and wrong")
	case sumS == 0:
		return failed("the odds ratio is infinite: within strata no right answer lacks the exposure where a wrong one has it")
	case sumR == 0:
		return failed("the odds ratio is 0: within strata no right answer has the exposure where a wrong one lacks it")
	}
	ratio := sumR / sumS
	variance := (sumPR/sumR/sumR + sumPSQR/sumR/sumS + sumQS/sumS/sumS) / 2
	factor := math.Exp(normalQuantile(0.5+Confidence/2) * math.Sqrt(variance))
	result.Estimate = newEstimate(ratio, ratio/factor, ratio*factor, n)
	if !result.OK {
		result.Homogeneity = HomogeneityTest{Reason: "there is no odds ratio to compare the strata with"}
		return result
	}
	result.Homogeneity = breslowDay(informative, ratio)
	return result
}

// table is the fourfold table of one stratum.
type table struct {
	a, b float64 // right, wrong with the exposure
	c, d float64 // right, wrong without
}

// informative reports whether both sides of both classifications are there.
func (t table) informative() bool {
	return t.a+t.b > 0 && t.c+t.d > 0 && t.a+t.c > 0 && t.b+t.d > 0
}

// newTables counts the strata, in the order of their first observation.
func newTables(obs []Observation) (tables []table, n int, problem string) {
	index := map[int]int{}
	for i, o := range obs {
		if problem := o.check(); problem != "" {
			return nil, 0, fmt.Sprintf("observation %d: %s", i, problem)
		}
		if o.Right == 0 && o.Wrong == 0 {
			continue
		}
		n++
		k, ok := index[o.Stratum]
		if !ok {
			k = len(tables)
			index[o.Stratum] = k
			tables = append(tables, table{})
		}
		t := &tables[k]
		if o.Exposure > 0 {
			t.a += o.Right
			t.b += o.Wrong
		} else {
			t.c += o.Right
			t.d += o.Wrong
		}
	}
	return tables, n, ""
}
