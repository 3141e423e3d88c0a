package sampling

import (
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Scaling is how pass@k grows with k, by three laws that were fitted to small k
// and tried on large k.
type Scaling struct {
	// KMax is how many responses of each example the laws were fitted to.
	KMax int
	// N is how many examples they rest on.
	N int
	// Fitted are the numbers of responses at which PowerLaw and LogLinear were
	// fitted; BetaBinomial needs only the numbers of right responses among KMax.
	Fitted []int
	// PowerLaw, LogLinear and BetaBinomial are the three fits.
	PowerLaw, LogLinear, BetaBinomial Law
	// Warnings are what a careful reader should know, in lower case.
	Warnings []string
}

// Law is one fitted law.
type Law struct {
	Name   string
	Params []Param
	// HeldOut compares the law with pass@k where it was not fitted.
	HeldOut []HeldOut
	// HeldOutError is the mean over HeldOut of |predicted - observed|, in
	// shares of the examples. Being a mean of absolute values it is above 0
	// even for the true law, and its interval lies high.
	HeldOutError stats.Estimate

	model model
	point []float64 // parameters; nil where not estimable
}

// Param is a parameter of a law. Its interval is a percentile bootstrap over
// examples.
type Param struct {
	Name string
	stats.Estimate
}

// HeldOut is a law beside the truth at K responses.
type HeldOut struct {
	K int
	// Observed is pass@K, Predicted the law's value, Error Predicted - Observed
	// with the interval of the difference: one without 0 in it says that the
	// law fails at K.
	Observed, Predicted, Error stats.Estimate
}

// At gives the law's pass@k, in [0, 1], for any k >= 1: also for larger k than
// were sampled. ok is false where the law could not be fitted. Far from the
// fitted k it is a guess that rests on the form of the law.
func (l Law) At(k int) (coverage float64, ok bool) {
	if l.point == nil || k < 1 {
		return 0, false
	}
	return l.model.at(l.point, k), true
}

// ScalingLaws fits three laws to pass@k of small k, and says how well each
// foretells pass@k of larger k.
//
//   - PowerLaw, pass@k = exp(a·k^b), a and b below 0: the logarithm of pass@k is a
//     power law of k. It nears 1 for every model.
//   - LogLinear, pass@k = intercept + slope·ln k: each doubling gains as much. It
//     cannot hold for long; predictions are cut to [0, 1].
//   - BetaBinomial: every problem has a success rate of its own, and the rates
//     follow a beta distribution. mean is that of the rates; correlation, in
//     [0, 1], is how alike responses to one problem are: 0, every problem equally
//     hard and retrying helps; 1, problems are either always or never solved
//     and it does not. alpha = mean·(1-correlation)/correlation and beta, the
//     same of 1 - mean, are the beta distribution's own parameters; alpha below 1
//     means many problems that are next to hopeless.
//
// The first two are least-squares fits to the curve, the third maximises the
// likelihood of the examples' numbers of right responses. All three see only the
// first kMax responses of each example (0: half of them), at the ks up to kMax
// (nil: [Ks]); they are judged at larger ks on all responses. Examples with
// fewer responses than most have are left out, and only as many responses as most
// have are used, so that every point rests on the same examples.
//
// Responses must be exchangeable, since the first kMax stand for all. The
// judged points contain the fitted responses, so that errors at k little above
// kMax flatter. Fewer than three fitted ks, no or only right responses make a law
// not estimable, and the last of its warnings says so.
//
// Source: METHOD.md section 8; Brown et al. (2024), "Large Language Monkeys",
// section 3; for the beta-binomial, Schaeffer et al. (2025), "How Do Large Language
// Monkeys Get Their Power (Laws)?", and Griffiths (1973), Biometrics 29:637.
func ScalingLaws(examples []Example, ks []int, kMax int, opt stats.Resampling) Scaling {
	opt = opt.WithDefault(stats.DefaultDraws)
	top, kept := commonSize(examples)
	if kMax <= 0 {
		kMax = top / 2
	}
	kMax = min(kMax, top)
	if ks == nil {
		ks = Ks(top)
	}
	ks = slices.DeleteFunc(ascending(ks), func(k int) bool { return k > top })
	split, _ := slices.BinarySearch(ks, kMax+1)
	s := Scaling{KMax: kMax, N: len(kept), Fitted: ks[:split]}
	if left := len(examples) - len(kept); left > 0 {
		s.Warnings = append(s.Warnings, fmt.Sprintf("left out %d examples with fewer than %d responses", left, top))
	}
	study := newScalingStudy(kept, ks[:split], ks[split:], kMax, top)
	laws := study.laws([]model{powerLaw{}, logLinear{}, betaBinomial{}}, opt)
	s.PowerLaw, s.LogLinear, s.BetaBinomial = laws[0], laws[1], laws[2]
	return s
}

// commonSize is the number of responses that at least half of the examples have,
// and the examples that have as many.
func commonSize(examples []Example) (top int, kept []Example) {
	sizes := make([]int, len(examples))
	for i := range examples {
		sizes[i] = len(examples[i].Responses)
	}
	slices.Sort(sizes)
	if len(sizes) > 0 {
		top = sizes[(len(sizes)-1)/2]
	}
	for _, e := range examples {
		if len(e.Responses) >= top {
			kept = append(kept, e)
		}
	}
	return top, kept
}
