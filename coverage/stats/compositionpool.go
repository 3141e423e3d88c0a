package stats

import "slices"

// halvesPool gathers the strata of a compositionality table that have both halves.
type halvesPool struct {
	strata []halves
}

// halves are the shares of right responses of the examples of one stratum.
type halves struct {
	low, high []float64
}

func (p *halvesPool) add(low, high []Cluster) {
	if len(low) > 0 && len(high) > 0 {
		p.strata = append(p.strata, halves{shares(low), shares(high)})
	}
}

func shares(clusters []Cluster) []float64 {
	shares := make([]float64, len(clusters))
	for i, c := range clusters {
		shares[i] = float64(c.Right) / float64(c.N)
	}
	return shares
}

// weight is the Mantel-Haenszel weight of a stratum.
func (h halves) weight() float64 {
	low, high := float64(len(h.low)), float64(len(h.high))
	return low * high / (low + high)
}

// estimates returns the weighted accuracies of the halves and their difference.
//
// Wilson's interval and Newcombe's want numbers of trials. Weights that differ make
// a mean as uncertain as one of (Σ weights)²/Σ weights² examples of equal weight
// (Kish). For the difference those numbers are corrected once more, by how its
// variance under independent trials of one accuracy compares with that estimated from
// the data: several responses to an example and strata of different accuracy
// lower it, a plain root of variances would leave [-1, 1].
func (p *halvesPool) estimates() (low, high, gap Estimate) {
	if len(p.strata) == 0 {
		nothing := notEstimable(0, "no stratum has both halves")
		return nothing, nothing, nothing
	}
	var l, h weightedShare
	for _, s := range p.strata {
		l.add(s.weight(), s.low)
		h.add(s.weight(), s.high)
	}
	low, high = l.wilson(1), h.wilson(1)
	correction := 1.0
	assumed := l.value()*(1-l.value())/l.trials() + h.value()*(1-h.value())/h.trials()
	if estimated := p.variance(h.value() - l.value()); assumed > 0 && estimated > 0 {
		correction = assumed / estimated
	}
	a, b := h.wilson(correction), l.wilson(correction)
	return low, high, difference(a, b)
}

// variance estimates that of the pooled gap, from the residuals of the regression
// on stratum and half (HC2, exact where all examples vary alike).
func (p *halvesPool) variance(gap float64) float64 {
	weight := 0.0
	for _, s := range p.strata {
		weight += s.weight()
	}
	sum := 0.0
	for _, s := range p.strata {
		nLow, nHigh := float64(len(s.low)), float64(len(s.high))
		n := nLow + nHigh
		mean := 0.0
		for _, y := range slices.Concat(s.low, s.high) {
			mean += y / n
		}
		half := func(shares []float64, x float64) { // x is "high", less its mean in the stratum
			leverage := 1/n + x*x/weight
			for _, y := range shares {
				residual := y - mean - x*gap
				sum += x * x * residual * residual / (1 - leverage)
			}
		}
		half(s.low, -nHigh/n)
		half(s.high, nLow/n)
	}
	return sum / (weight * weight)
}

// weightedShare is a mean over examples whose weights differ from stratum to stratum.
type weightedShare struct {
	weight, right, squares float64 // Σ weight, Σ weight·share, Σ weight² over examples
	n                      int
}

// add spreads the weight of a stratum over its examples.
func (w *weightedShare) add(weight float64, shares []float64) {
	each := weight / float64(len(shares))
	for _, y := range shares {
		w.right += each * y
		w.squares += each * each
	}
	w.weight += weight
	w.n += len(shares)
}

// value is clamped because rounding may take a mean of ones above one.
func (w *weightedShare) value() float64 { return min(w.right/w.weight, 1) }

// trials is the effective number of examples.
func (w *weightedShare) trials() float64 { return w.weight * w.weight / w.squares }

// wilson is Wilson's interval for the effective number of trials times correction.
func (w *weightedShare) wilson(correction float64) Estimate {
	low, high := wilsonInterval(w.value(), w.trials()*correction)
	return newEstimate(w.value(), low, high, w.n)
}
