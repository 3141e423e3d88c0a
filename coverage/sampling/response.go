package sampling

import "math"

// Example is one problem with the responses that were sampled for it.
//
// The measures take the responses as exchangeable draws: same model, prompt and
// temperature. A greedy response among sampled ones is no such draw; leave it
// out, or judge it on its own.
type Example struct {
	Responses []Response
	// Cluster names the examples that are not independent of each other, such
	// as one problem in several wordings: a bootstrap draws them together.
	// Empty means that the example stands alone.
	Cluster string
}

// right counts the right responses among the first n.
func (e *Example) right(n int) int {
	c := 0
	for i := range e.Responses[:n] {
		if e.Responses[i].Correct {
			c++
		}
	}
	return c
}

// Response is one sampled answer. Only Correct is needed for pass@k; the other
// fields are for the ways of choosing one answer out of several.
type Response struct {
	// Correct is the judgement against the reference answer.
	Correct bool
	// Answer is the final answer in canonical form, so that equal answers are
	// equal strings; empty where none could be read.
	Answer string
	// Reward is what an outcome reward model or verifier gave the whole
	// response. Larger is better; the unit does not matter to BestOf.
	Reward Score
	// LogProb is the mean log-probability of the response's tokens (at most 0):
	// the mean, because a sum would favour short responses.
	LogProb Score
	// Steps are a process reward model's scores of the response's steps, in
	// order, by convention probabilities in [0, 1].
	Steps []float64
	// RightPrefix is the share of the steps that come before the first wrong
	// one, in [0, 1]; 1 where no step is wrong. See OracleProcessReward.
	RightPrefix Score
}

// Score is a number that a response may lack. The zero value is a lacking one.
type Score struct {
	Value float64
	OK    bool
}

// Known is a score that is there.
func Known(value float64) Score { return Score{Value: value, OK: true} }

// usable reports whether the score can be compared with others.
func (s Score) usable() bool {
	return s.OK && finite(s.Value)
}

func finite(x float64) bool {
	return !math.IsNaN(x) && !math.IsInf(x, 0)
}

// Scorer gives the number by which responses are compared. A NaN or an infinity
// counts as lacking.
type Scorer func(*Response) Score

// OutcomeReward compares responses by their Reward.
func OutcomeReward(r *Response) Score { return r.Reward }

// MeanLogProb compares responses by how probable the model itself found them. It
// needs no verifier, and misleads where the model is confidently wrong: text
// that it memorised is probable whether right or not.
func MeanLogProb(r *Response) Score { return r.LogProb }
