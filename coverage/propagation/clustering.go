package propagation

import "math"

// ClusteredAccuracy is the chance that n steps all come out right where the
// error rate is not the same for all examples but follows a beta distribution:
// steps of one example then resemble each other with correlation rho.
// independent is the chance that they would all be right were they independent,
// the product of 1 - rate. With e the rate that gives it, (1-e)^n = independent,
//
//	P = Π_{j=0}^{n-1} ((1-e)(1-rho) + j·rho) / ((1-rho) + j·rho)
//
// the beta-binomial chance of no error in n. It is independent at rho = 0 and
// 1 - e, as for a single step, at rho = 1: clustered errors spoil fewer
// examples. A rho below 0 counts as 0, one above 1 as 1. Takes O(n) time.
//
// It misleads where the steps of an example differ much in their rates, which e
// averages, and where the rates of examples are nothing like a beta
// distribution, e.g. two kinds of examples, one without any errors.
//
// Source: Skellam (1948), JRSS B 10:257, for the beta-binomial.
func ClusteredAccuracy(independent float64, n int, rho float64) float64 {
	if n <= 1 || !(rho > 0) || independent <= 0 || independent >= 1 {
		return independent
	}
	right := math.Exp(math.Log(independent) / float64(n)) // 1 - e
	rho = min(rho, 1)
	accuracy, rest := right, 1-rho
	for j := 1; j < n; j++ {
		spread := float64(j) * rho
		accuracy *= (right*rest + spread) / (rest + spread)
	}
	return accuracy
}

// correlation is how alike the errors in steps of one example are, beyond what
// the rates of their ops make them: the sum over all pairs of judged steps of one
// example of the products of their residuals, by what that sum would be were the
// correlation 1,
//
//	rho = Σ_i Σ_{u≠v in i} (x_u - e_u)(x_v - e_v) / Σ_i Σ_{u≠v in i} s_u s_v
//
// with x 1 for an error, e the rate of the step's cell and s = √(e(1-e)). rates are
// those of the cells.
//
// Steps after an error are not judged, so examples with errors have fewer judged
// steps. The usual analysis-of-variance estimator compares shares of examples,
// which that makes unequal where there is no clustering at all. This numerator
// is a sum of products that are 0 in the mean however many steps are judged, as
// long as errors are independent.
//
// Source: the pairwise estimator of Karlin, Cameron and Williams (1981), PNAS
// 78:2664, as applied to binary data in Ridout, Demétrio and Firth (1999),
// Biometrics 55:137; the residuals in place of one common rate are ours.
func (t *table) correlation(examples []drawn, rates []float64) ratio {
	moments := make([]moment, len(rates))
	for c, e := range rates {
		s := math.Sqrt(e * (1 - e))
		moments[c] = moment{e, e * e, s, s * s}
	}
	var sum ratio
	for _, d := range examples {
		i, drawn := d.example, d.times
		var wrong, wrongSquares float64 // Σ x, and Σ (x-e)² less Σ e²
		var expected moment
		for _, step := range t.entries[t.start[i]:t.start[i+1]] {
			m, n := &moments[step.cell], float64(step.judged)
			expected.rate += n * m.rate
			expected.square += n * m.square
			expected.deviation += n * m.deviation
			expected.variance += float64(n * m.variance)
			if step.wrong > 0 {
				wrong += float64(step.wrong)
				wrongSquares += float64(step.wrong) * (1 - 2*m.rate)
			}
		}
		// All pairs are the square of the sum less the sum of the squares.
		residual := wrong - expected.rate
		sum.of += drawn * (residual*residual - (wrongSquares + expected.square))
		// Exactly 0 for a single step: the conversions forbid fused multiply-add.
		sum.n += drawn * (float64(expected.deviation*expected.deviation) - expected.variance)
	}
	return sum
}

// moment is a rate e with e², s = √(e(1-e)) and s².
type moment struct {
	rate, square, deviation, variance float64
}
