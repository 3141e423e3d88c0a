package sampling

import "slices"

// Aggregate makes one score of the scores of a response's steps, of which there
// is at least one.
type Aggregate func(steps []float64) float64

// Product is the chance that all steps are right, if the scores are independent
// probabilities. It falls with every step, so it favours short responses.
// Source: Lightman et al. (2023), "Let's Verify Step by Step", section 2.
func Product(steps []float64) float64 {
	p := 1.0
	for _, s := range steps {
		p *= s
	}
	return p
}

// Min is the score of the weakest step: a chain breaks at one link. A single
// badly judged step decides. Source: Lightman et al. (2023), appendix on scoring.
func Min(steps []float64) float64 { return slices.Min(steps) }

// Last is the score after the last step. It suits a reward model that was
// trained to foretell the outcome, whose last score has seen everything. Source:
// Snell et al. (2024), "Scaling LLM Test-Time Compute Optimally", section 5.
func Last(steps []float64) float64 { return steps[len(steps)-1] }

// Mean is the average score. Many easy steps can hide a wrong one.
func Mean(steps []float64) float64 {
	sum := 0.0
	for _, s := range steps {
		sum += s
	}
	return sum / float64(len(steps))
}

// ProcessReward compares responses by the scores of their steps, made into one
// by an Aggregate: [BestOf](examples, ks, ProcessReward(Min), opt). A response
// without scored steps lacks the score.
//
// Which aggregate does best depends on how the reward model was trained, so
// choosing it by the result on the same examples flatters it.
func ProcessReward(aggregate Aggregate) Scorer {
	return func(r *Response) Score {
		if len(r.Steps) == 0 {
			return Score{}
		}
		return Known(aggregate(r.Steps))
	}
}

// OracleProcessReward compares responses by RightPrefix: how far the true
// outcomes of the steps say that they got before the first wrong one. No process
// reward model that looks for the first wrong step can know more, so [BestOf] by
// it is the ceiling of such models on these responses.
//
// It falls short of pass@k where responses reach right answers through wrong
// steps: those it passes over.
func OracleProcessReward(r *Response) Score { return r.RightPrefix }
