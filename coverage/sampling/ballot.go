package sampling

import (
	"math"
	"math/rand/v2"
	"slices"
)

// ballot is one example's responses as votes. It is reused from example to
// example.
type ballot struct {
	votes   []cast
	answers []candidate
	unread  candidate
	// tie is how near two sums of weights count as equal.
	tie float64

	index  map[string]int
	totals []total // scratch of a count
}

// cast is the vote of one response.
type cast struct {
	answer int // in answers; -1 where unread
	weight float64
}

// candidate is an answer that responses gave.
type candidate struct {
	votes, right int
}

// credit is what choosing the answer is worth.
func (c candidate) credit() float64 { return float64(c.right) / float64(c.votes) }

type total struct {
	votes  int
	weight float64
}

// fill reads the responses. Without a score every vote weighs 1.
func (b *ballot) fill(responses []Response, score Scorer) {
	if b.index == nil {
		b.index = map[string]int{}
	}
	clear(b.index)
	b.votes, b.answers, b.unread, b.tie = b.votes[:0], b.answers[:0], candidate{}, 0
	for i := range responses {
		r := &responses[i]
		v := cast{answer: -1, weight: 1}
		of := &b.unread
		if r.Answer != "" {
			answer, ok := b.index[r.Answer]
			if !ok {
				answer = len(b.answers)
				b.index[r.Answer] = answer
				b.answers = append(b.answers, candidate{})
			}
			v.answer, of = answer, &b.answers[answer]
		}
		if score != nil {
			v.weight = score(r).Value
		}
		of.votes++
		if r.Correct {
			of.right++
		}
		b.tie += math.Abs(v.weight) * 1e-12
		b.votes = append(b.votes, v)
	}
	b.totals = slices.Grow(b.totals[:0], len(b.answers))[:len(b.answers)]
	clear(b.totals)
}

// winner is the credit of the answer whose total is largest, ties sharing.
func (b *ballot) winner() float64 {
	best := math.Inf(-1)
	for _, t := range b.totals {
		if t.votes > 0 {
			best = max(best, t.weight)
		}
	}
	credit, tied := 0.0, 0.0
	for a, t := range b.totals {
		if t.votes > 0 && t.weight >= best-b.tie {
			credit += b.answers[a].credit()
			tied++
		}
	}
	if tied == 0 {
		return b.unread.credit()
	}
	return credit / tied
}

// fewSubsets reports whether C(n, k) <= ExactVoteSubsets.
func (b *ballot) fewSubsets(k int) bool {
	subsets, n := 1.0, len(b.votes)
	for i := range min(k, n-k) {
		subsets = subsets * float64(n-i) / float64(i+1)
	}
	return math.Round(subsets) <= ExactVoteSubsets
}

// enumerate is the mean of winner over all k-subsets.
func (b *ballot) enumerate(k int) float64 {
	sum, subsets := 0.0, 0.0
	var choose func(from, left int)
	choose = func(from, left int) {
		if left == 0 {
			sum += b.winner()
			subsets++
			return
		}
		for i := from; i <= len(b.votes)-left; i++ {
			v := b.votes[i]
			if v.answer < 0 {
				choose(i+1, left-1)
				continue
			}
			before := b.totals[v.answer]
			b.totals[v.answer] = total{before.votes + 1, before.weight + v.weight}
			choose(i+1, left-1)
			b.totals[v.answer] = before
		}
	}
	choose(0, k)
	return sum / subsets
}

// subsample estimates the mean of winner over k-subsets, for ascending ks, and
// the variance of that estimate. A random order of the responses gives a random
// subset of every size: its beginning.
func (b *ballot) subsample(rng *rand.Rand, ks []int, mean, variance []float64) {
	clear(mean)
	clear(variance)
	for range VoteSubsamples {
		clear(b.totals)
		drawn := 0
		for j, k := range ks {
			for ; drawn < k; drawn++ {
				other := drawn + rng.IntN(len(b.votes)-drawn)
				b.votes[drawn], b.votes[other] = b.votes[other], b.votes[drawn]
				if v := b.votes[drawn]; v.answer >= 0 {
					b.totals[v.answer].votes++
					b.totals[v.answer].weight += v.weight
				}
			}
			w := b.winner()
			mean[j] += w
			variance[j] += float64(w * w)
		}
	}
	const m = VoteSubsamples
	for j := range ks {
		mean[j] /= m
		// Of the mean of m draws; rounding may leave a little below 0.
		variance[j] = max(variance[j]/m-float64(mean[j]*mean[j]), 0) / (m - 1)
	}
}
