package sampling

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/graphcov/graphcov/coverage/stats"
)

// BestOf is the expected correctness of the best-scored of k responses
// (best-of-N, rejection sampling): what sampling achieves with the verifier at
// hand. Equal scores share: one of the equals is picked at random.
//
// The expectation over all k-subsets is exact. With the responses in order of
// score, the best of a k-subset lies among the m lowest with chance C(m, k) /
// C(n, k); the difference of two such chances is the weight of a run of equal
// scores, and its share of right responses the credit.
//
// Compare it with pass@1, what picking at random achieves, and pass@k, which no
// score can beat. It misleads where k is far larger than the score was made for:
// a learned reward is then maximised by responses that fool it.
//
// An example in which a response lacks the score is left out, and a warning
// counts them. Takes O(n log n + n·len(ks)) per example.
//
// Source: METHOD.md section 8; Cobbe et al. (2021), "Training Verifiers to Solve
// Math Word Problems"; the estimator by rank: Nakano et al. (2021), "WebGPT",
// appendix I.
func BestOf(examples []Example, ks []int, score Scorer, opt stats.Resampling) Curve {
	opt = opt.WithDefault(stats.DefaultDraws)
	t := newTable(examples, ks)
	left := t.requireScores(examples, score)
	parallel(len(examples), exampleBlock, opt.Workers, func() func(int) {
		var runs []run
		var scratch []scored
		return func(i int) {
			if t.usable[i] == 0 {
				return
			}
			scratch = byScore(scratch[:0], examples[i].Responses, score)
			runs = newRuns(runs[:0], scratch)
			for j := range t.row(i) {
				t.row(i)[j] = bestOf(runs, len(scratch), t.ks[j])
			}
		}
	})
	return t.curve(opt, lackScore(left)...)
}

// lackScore is the warning that counts examples without scores.
func lackScore(left int) []string {
	if left == 0 {
		return nil
	}
	return []string{fmt.Sprintf("left out %d examples in which a response lacks the score", left)}
}

type scored struct {
	score float64
	right bool
}

// byScore appends the responses in order of score, the best first.
func byScore(dst []scored, responses []Response, score Scorer) []scored {
	for i := range responses {
		dst = append(dst, scored{score(&responses[i]).Value, responses[i].Correct})
	}
	slices.SortFunc(dst, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return dst
}

// run is a stretch of equal scores.
type run struct {
	end    int     // responses with this score or a better one
	credit float64 // share of right ones
}

func newRuns(dst []run, best []scored) []run {
	for start := 0; start < len(best); {
		end, right := start, 0
		for ; end < len(best) && best[end].score == best[start].score; end++ {
			if best[end].right {
				right++
			}
		}
		dst = append(dst, run{end, float64(right) / float64(end-start)})
		start = end
	}
	return dst
}

// bestOf is the expected credit of the best of k out of n responses.
func bestOf(runs []run, n, k int) float64 {
	sum := 0.0
	// beyond is C(m, k) / C(n, k) with m the responses after those passed so
	// far: the chance that none of the better ones was drawn.
	beyond, m := 1.0, n
	for _, r := range runs {
		before := beyond
		for ; m > n-r.end; m-- {
			beyond *= float64(max(m-k, 0)) / float64(m)
		}
		sum += float64((before - beyond) * r.credit)
	}
	return min(sum, 1) // rounding may exceed it
}
