package estimate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// stepsSeen reports whether at least 90 % of an example's single steps were
// seen, so that a failure on it is not for want of a step. The sink, the last
// sum, is left out: of a problem that is new it is hardly ever seen.
func (r coverageRow) stepsSeen() bool {
	seen, steps := r.seenNodes, r.operations-1
	if r.sinkDocuments > 0 {
		seen--
	}
	return steps > 0 && 10*seen >= 9*steps
}

// findCliff compares sizes that the training data has with sizes that it has
// not (METHOD.md section 5): the paper's out-of-distribution result. Examples of
// the untrained sizes may fail for steps that were never seen, so the same is
// asked of examples nearly all of whose steps were.
func findCliff(s *sample) []finding.Finding {
	var findings []finding.Finding
	for _, c := range s.corpora {
		unseen := func(o *observed) bool { // a problem of the training data says nothing of other problems
			r, ok := c.of(o, c.scopes[0])
			return ok && !r.seen
		}
		findings = append(findings, c.cliff(s, finding.StratumAll, unseen))
		if slices.Contains(c.scopes, "step") {
			findings = append(findings, c.cliff(s, finding.StratumLikeSteps, func(o *observed) bool {
				steps, _ := c.of(o, "step")
				return unseen(o) && steps.stepsSeen()
			}))
		}
	}
	return findings
}

func (c *corpusSample) cliff(s *sample, stratum string, pass func(*observed) bool) finding.Finding {
	trained := func(o *observed) bool { return pass(o) && c.trained[o.size] > 0 }
	untrained := func(o *observed) bool { return pass(o) && c.trained[o.size] == 0 }
	f := finding.Finding{
		CorpusID: c.id, Corpus: c.name, Measure: finding.MeasureSizeCliff, Stratum: stratum,
		Estimate: stats.AccuracyDifference(s.clusters(trained), s.clusters(untrained), s.seed),
	}
	if !f.Estimate.OK {
		return f
	}
	var shares []string
	for _, scope := range c.scopes {
		shares = append(shares, fmt.Sprintf("%s %.1f %% and %.1f %%", scope, percent(c.nodesSeen(s, scope, trained)), percent(c.nodesSeen(s, scope, untrained))))
	}
	f.Note = fmt.Sprintf("accuracy %.1f %% on sizes trained on, %.1f %% on sizes not; sub-graphs seen: %s",
		percent(s.clusters(trained)), percent(s.clusters(untrained)), strings.Join(shares, ", "))
	return f
}

// percent is the share of right of all that there are, 0 where there are none.
func percent(clusters []stats.Cluster) float64 {
	right, n := 0, 0
	for _, c := range clusters {
		right += c.Right
		n += c.N
	}
	return 100 * float64(right) / float64(max(n, 1))
}
