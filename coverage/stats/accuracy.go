package stats

import "fmt"

// Accuracy estimates the share of right responses, in [0, 1], with the interval
// that suits the sample: [Wilson] where each example has one response,
// [ClusterBootstrap] where some have several.
//
// N counts examples. Examples without a response are left out, with a warning.
//
// The interval is about other examples of the same kind. It says nothing about
// harder ones, nor about another wording of the prompt.
func Accuracy(examples []Cluster, seed uint64) Estimate {
	clusters, problem := answered(examples)
	if problem != "" {
		return notEstimable(len(clusters), problem)
	}
	var e Estimate
	if right, single := oneResponseEach(clusters); single {
		e = Wilson(right, len(clusters))
	} else {
		e = ClusterBootstrap(clusters, Resampling{Seed: seed})
	}
	if silent := len(examples) - len(clusters); silent > 0 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("left out %d examples without a response", silent))
	}
	return e
}

// oneResponseEach reports whether every example has one response, and how many
// of those are right.
func oneResponseEach(clusters []Cluster) (right int, single bool) {
	for _, c := range clusters {
		if c.N != 1 {
			return 0, false
		}
		right += c.Right
	}
	return right, true
}
