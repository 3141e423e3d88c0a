package sampling

import (
	"math"
	"math/rand/v2"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Bounds of exactness, and what is done beyond them.
const (
	// ExactVoteWork bounds exact consensus: an example of n responses is exact
	// at all k with n·k² <= ExactVoteWork (n = 100: k <= 409, that is all; n =
	// 256: all; n = 1,000: k <= 129; n = 10,000: k <= 40).
	ExactVoteWork = 1 << 24
	// ExactVoteSubsets bounds exact weighted consensus, which has to look at
	// every subset: exact where C(n, k) is no larger (all k up to n = 14).
	ExactVoteSubsets = 1 << 12
	// VoteSubsamples is how many random subsets stand for all of them where
	// there are more. The standard error of one example is at most 0.016.
	VoteSubsamples = 1000
)

// Consensus is the expected correctness of the most common answer among k
// responses (maj@k, self-consistency, majority or rather plurality voting). Answers
// are equal where their canonical strings are; ties share the credit. An unread
// answer never wins, unless all k are unread.
//
// An answer's credit is the share of its responses that were judged right. That
// is 0 or 1, save where equal answers were judged unequally (a response cut off
// after its answer, say).
//
// It is the expectation over k-subsets of the responses: exact within
// ExactVoteWork, else over VoteSubsamples random subsets, with the error stated
// in the point. It rises with k where the right answer is the most common one
// and falls where a wrong one is: consensus makes a model more like its own
// mode, not more able. Few possible answers make wrong ones agree by chance.
//
// Source: METHOD.md section 8; Wang et al. (2022), "Self-Consistency Improves
// Chain of Thought Reasoning"; Lewkowycz et al. (2022), Minerva, for maj@k.
func Consensus(examples []Example, ks []int, opt stats.Resampling) Curve {
	return vote(newTable(examples, ks), examples, nil, opt)
}

// WeightedConsensus is Consensus in which a response votes with the weight of
// its score instead of 1: the answer with the largest summed score wins. It is
// between Consensus and BestOf: a lucky high score can be outvoted.
//
// The unit of the score matters here. Scores should be at least 0, as
// probabilities are: a negative one counts against its answer, and a warning
// says so. Sums within one part in 10^12 count as tied.
//
// Exact within ExactVoteSubsets, else subsampled as Consensus is. An example in
// which a response lacks the score is left out.
//
// Source: METHOD.md section 8; Li et al. (2022), "Making Large Language Models
// Better Reasoners with Step-Aware Verifier"; Uesato et al. (2022).
func WeightedConsensus(examples []Example, ks []int, score Scorer, opt stats.Resampling) Curve {
	t := newTable(examples, ks)
	left := t.requireScores(examples, score)
	warnings := lackScore(left)
	if t.anyNegative(examples, score) {
		warnings = append(warnings, "some scores are negative: such a vote counts against its answer")
	}
	return vote(t, examples, score, opt, warnings...)
}

func (t *table) anyNegative(examples []Example, score Scorer) bool {
	for i := range examples {
		responses := examples[i].Responses
		for r := range responses[:t.usable[i]] {
			if score(&responses[r]).Value < 0 {
				return true
			}
		}
	}
	return false
}

// vote fills the table and makes the curve of it.
func vote(t *table, examples []Example, score Scorer, opt stats.Resampling, warnings ...string) Curve {
	opt = opt.WithDefault(stats.DefaultDraws)
	t.variance = make([]float64, len(t.values))
	parallel(len(examples), exampleBlock, opt.Workers, func() func(int) {
		var b ballot
		var exact plurality
		return func(i int) {
			row := t.row(i)
			if len(row) == 0 {
				return
			}
			ks := t.ks[:len(row)]
			variance := t.variance[i*len(t.ks):][:len(row)]
			b.fill(examples[i].Responses, score)
			n := 0 // of the ks are exact already
			if score == nil {
				n = exactKs(len(examples[i].Responses), ks)
				exact.expect(&b, ks[:n], row)
			} else {
				for ; n < len(ks) && b.fewSubsets(ks[n]); n++ {
					row[n] = b.enumerate(ks[n])
				}
			}
			if n < len(ks) {
				// Complements of the draws' numbers, so that no example
				// shares its stream with a bootstrap draw.
				rng := rand.New(rand.NewPCG(opt.Seed, ^uint64(i)))
				b.subsample(rng, ks[n:], row[n:], variance[n:])
			}
		}
	})
	return t.curve(opt, warnings...)
}

// exactKs is how many of the ascending ks are within ExactVoteWork.
func exactKs(n int, ks []int) int {
	reach := int(math.Sqrt(ExactVoteWork / float64(n)))
	exact := 0
	for exact < len(ks) && ks[exact] <= reach {
		exact++
	}
	return exact
}
