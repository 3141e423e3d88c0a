package estimate

import (
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/sampling"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findTrees looks at searches through trees of thoughts (METHOD.md section 8):
// how far they went, whether their evaluators kept the right thoughts, and what
// a perfect one would have made of the same; for all examples and for thirds by
// coverage. Searches for the same problem are resampled together. Nothing is
// found where there are no trees.
func findTrees(s *sample) []finding.Finding {
	var trees []sampling.Tree
	for i := range s.examples {
		trees = append(trees, s.examples[i].trees...)
	}
	if len(trees) == 0 {
		return nil
	}
	findings := s.treeFindings(trees, finding.Finding{Stratum: finding.StratumAll})
	for _, c := range s.corpora {
		for _, third := range s.thirds(c) {
			var trees []sampling.Tree
			for _, e := range third.examples {
				trees = append(trees, e.trees...)
			}
			findings = append(findings, s.treeFindings(trees, third.like)...)
		}
	}
	return findings
}

func (s *sample) treeFindings(trees []sampling.Tree, like finding.Finding) []finding.Finding {
	if len(trees) == 0 {
		return nil
	}
	search := sampling.TreeSearch(trees, stats.Resampling{Seed: s.seed})
	const note = "n counts searches"
	judged := note // of what depends on the truth of thoughts
	for _, w := range search.Warnings {
		judged += "; " + w
	}
	var findings []finding.Finding
	add := func(measure string, estimate stats.Estimate, note string) {
		f := like
		f.Measure, f.Estimate, f.Note = measure, estimate, note
		findings = append(findings, f)
	}
	add(finding.MeasureTreeExpanded, search.Expanded, note)
	add(finding.MeasureTreeDepth, search.Depth, note)
	add(finding.MeasureTreeKeptRight, search.KeptRight, judged)
	add(finding.MeasureTreePrunedRight, search.PrunedRight, judged)
	add(finding.MeasureTreeSuccess, search.Success, judged)
	add(finding.MeasureTreePerfect, search.Perfect, judged)
	add(finding.MeasureTreePossible, search.PerfectPossible, judged)
	return findings
}
