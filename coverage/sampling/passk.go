package sampling

import "github.com/graphcov/graphcov/coverage/stats"

// PassAtK is the chance that at least one of k responses is right, also called
// coverage of the samples (not to be confused with coverage of the training
// data): what sampling could achieve if a perfect verifier picked the answer.
// For an example with c of n responses right,
//
//	pass@k = 1 - C(n-c, k) / C(n, k)
//
// averaged over the examples with n >= k; n may differ. It is the exact
// expectation over all k-subsets, hence unbiased, which 1 - (1 - c/n)^k is not.
//
// It misleads where a right answer can be guessed: with few possible answers
// pass@k nears 1 with k whatever the model knows. And near k = n it rests on few
// distinct subsets of the same responses; trust k up to about n/2.
//
// Value is in [0, 1] and never falls with k on the same examples. Takes O(n·k)
// per example. Source: METHOD.md section 8; Chen et al. (2021), "Evaluating Large
// Language Models Trained on Code", section 2.1.
func PassAtK(examples []Example, ks []int, opt stats.Resampling) Curve {
	return passCurve(examples, ks, opt, func(n, c, k int) float64 { return 1 - allIn(n-c, n, k) })
}

// PassHatK is pass^k, the chance that all k responses are right: the reliability
// that a user meets who asks k times. C(c, k) / C(n, k), averaged over the examples
// with n >= k.
//
// It misleads where the same wrong reasoning leads to a right answer each time:
// it measures steadiness, not soundness.
//
// Value is in [0, 1] and never rises with k on the same examples. Source: Yao et
// al. (2024), "τ-bench".
func PassHatK(examples []Example, ks []int, opt stats.Resampling) Curve {
	return passCurve(examples, ks, opt, func(n, c, k int) float64 { return allIn(c, n, k) })
}

func passCurve(examples []Example, ks []int, opt stats.Resampling, value func(n, c, k int) float64) Curve {
	t := newTable(examples, ks)
	for i := range examples {
		n := len(examples[i].Responses)
		c := examples[i].right(n)
		for j := range t.row(i) {
			t.row(i)[j] = value(n, c, t.ks[j])
		}
	}
	return t.curve(opt)
}

// allIn is C(m, k) / C(n, k), the chance that a random k-subset of n things lies
// within m given ones, as a product of k shares: the binomials themselves would
// overflow. 0 <= m <= n and k <= n.
func allIn(m, n, k int) float64 {
	if k > m {
		return 0
	}
	p := 1.0
	for i := range k {
		p *= float64(m-i) / float64(n-i)
	}
	return p
}
