package stats

import "math"

// Power is the chance of finding a true effect that [DetectableAUC] asks for.
const Power = 0.80

// DetectableAUC is the smallest AUC above 0.5 that a sample with these summed
// weights of right and wrong answers would have shown to differ from 0.5, at a
// two-sided 5 % level, four times in five:
//
//	0.5 + (z_0.975 + z_0.80) · √((m + n + 1) / (12·m·n))
//
// The root is the standard error of the Mann-Whitney AUC of m right and n wrong
// examples where there is no association. The result lies in (0.5, 1]; 1 also
// stands for "nothing could have been shown". An inverse association is
// detectable as far below 0.5.
//
// It is an approximation, meant to tell "there is nothing" from "we could not
// have seen it". It treats the data as one stratum without ties and uses the
// null error under the alternative: many small or lopsided strata need a larger
// AUC, and so does a q over many tests; an AUC near 1 needs a little less.
//
// Source: Noether (1987), JASA 82:645, with the exact null variance of Mann and
// Whitney (1947).
func DetectableAUC(rightWeight, wrongWeight float64) float64 {
	m, n := rightWeight, wrongWeight
	if !(m > 0 && n > 0) || !finite(m*n) {
		return 1
	}
	se := math.Sqrt((m + n + 1) / (12 * m * n))
	return min(0.5+(normalQuantile(0.5+Confidence/2)+normalQuantile(Power))*se, 1)
}
