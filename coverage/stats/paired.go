package stats

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// Pair is one example that two models, or one model in two runs, responded to.
type Pair struct{ A, B Cluster }

// difference is the share of right responses of A minus that of B.
func (p Pair) difference() float64 {
	return float64(p.A.Right)/float64(p.A.N) - float64(p.B.Right)/float64(p.B.N)
}

// PairedDifference estimates the accuracy of A minus that of B on the same
// examples, in [-1, 1], examples weighing alike: the mean over examples of the
// difference of their shares of right responses. The interval is a percentile
// bootstrap over examples.
//
// Pairing takes out what makes an example hard for both, so it tells smaller
// differences than two separate accuracies would. It says nothing of examples
// that only one of them was asked, which are left out before.
//
// It misleads with few examples, and where examples resemble each other more
// than the bootstrap knows, such as rewordings of one problem. N counts examples.
//
// Source: Efron (1979), Annals of Statistics 7:1; for the case of one response
// each, Newcombe (1998), Statistics in Medicine 17:2635.
func PairedDifference(pairs []Pair, opt Resampling) Estimate {
	opt = opt.WithDefault(DefaultDraws)
	differences, problem := pairedDifferences(pairs)
	if problem != "" {
		return notEstimable(len(differences), problem)
	}
	n := len(differences)
	distinct, sizes := groupsOf(differences, cmp.Compare)
	draw := NewMultinomial(sizes)
	draws := opt.collect(func() func(*rand.Rand) (float64, bool) {
		times := make([]uint32, len(distinct))
		return func(rng *rand.Rand) (float64, bool) {
			draw.Draw(times, rng)
			sum := 0.0
			for group, d := range distinct {
				sum += float64(float64(times[group]) * d)
			}
			return sum / float64(n), true
		}
	})
	return BootstrapInterval(stat.Mean(differences, nil), n, draws, opt.Draws)
}

// PairedP tests whether A and B are right alike: had it been tossed for each
// example which of the two responded as A, how often would their accuracies
// differ as much? Two-sided, p = (b + 1) / (B + 1) over B tosses of all coins.
// With one response each it is McNemar's test, by simulation.
//
// Value is p, in (0, 1]. Low and High bound the error of sampling, as in
// [PermutationP].
//
// Source: Fisher (1935), The Design of Experiments, §21.
func PairedP(pairs []Pair, opt Resampling) Estimate {
	opt = opt.WithDefault(DefaultPermutations)
	differences, problem := pairedDifferences(pairs)
	if problem != "" {
		return notEstimable(len(differences), problem)
	}
	observed := floats.Sum(differences)
	for i, d := range differences {
		differences[i] = math.Abs(d)
	}
	distinct, sizes := groupsOf(differences, cmp.Compare)
	sums := opt.collect(func() func(*rand.Rand) (float64, bool) {
		return func(rng *rand.Rand) (float64, bool) {
			sum := 0.0
			for group, d := range distinct {
				heads := binomial(sizes[group], 0.5, rng)
				sum += float64(d * float64(2*heads-sizes[group]))
			}
			return sum, true
		}
	})
	const tolerance = 1e-9 // equal sums can differ in their last bits
	atLeastAsFar := 0
	for _, sum := range sums {
		if math.Abs(sum) >= math.Abs(observed)-tolerance {
			atLeastAsFar++
		}
	}
	b, tosses := float64(atLeastAsFar), float64(len(sums))
	low, high := wilsonInterval(b/tosses, tosses)
	return newEstimate((b+1)/(tosses+1), low, high, len(differences))
}

func pairedDifferences(pairs []Pair) (differences []float64, problem string) {
	for i, p := range pairs {
		for _, c := range []Cluster{p.A, p.B} {
			if c.N < 1 || c.Right < 0 || c.Right > c.N {
				return nil, fmt.Sprintf("example %d: %d right of %d responses is impossible", i, c.Right, c.N)
			}
		}
		differences = append(differences, p.difference())
	}
	if len(pairs) == 0 {
		return nil, "no example that both responded to"
	}
	return differences, ""
}
