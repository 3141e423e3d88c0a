package coverage

import (
	"github.com/graphcov/graphcov/coverage/sampling"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findTrees looks at searches through trees of thoughts (METHOD.md section 8):
// how far they went, whether their evaluators kept the right thoughts, and what
// a perfect one would have made of the same. Searches for the same problem are
// resampled together. Nothing is found where there are no trees.
func findTrees(s *sample) []Finding {
	var trees []sampling.Tree
	for i := range s.examples {
		trees = append(trees, s.examples[i].trees...)
	}
	if len(trees) == 0 {
		return nil
	}
	search := sampling.TreeSearch(trees, stats.Resampling{Seed: s.seed})
	const note = "n counts searches"
	judged := note // of what depends on the truth of thoughts
	for _, w := range search.Warnings {
		judged += "; " + w
	}
	return []Finding{
		{Measure: MeasureTreeExpanded, Stratum: StratumAll, Estimate: search.Expanded, Note: note},
		{Measure: MeasureTreeDepth, Stratum: StratumAll, Estimate: search.Depth, Note: note},
		{Measure: MeasureTreeKeptRight, Stratum: StratumAll, Estimate: search.KeptRight, Note: judged},
		{Measure: MeasureTreePrunedRight, Stratum: StratumAll, Estimate: search.PrunedRight, Note: judged},
		{Measure: MeasureTreeSuccess, Stratum: StratumAll, Estimate: search.Success, Note: judged},
		{Measure: MeasureTreePerfect, Stratum: StratumAll, Estimate: search.Perfect, Note: judged},
		{Measure: MeasureTreePossible, Stratum: StratumAll, Estimate: search.PerfectPossible, Note: judged},
	}
}
