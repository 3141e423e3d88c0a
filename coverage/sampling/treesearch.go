package sampling

import (
	"fmt"

	"github.com/graphcov/graphcov/coverage/stats"
)

// Search sums up the measures of many trees; see [TreeMeasures] for each. N counts
// trees.
type Search struct {
	// Thoughts and Expanded are mean numbers per tree, Depth the mean depth.
	Thoughts, Expanded, Depth stats.Estimate
	// KeptRight and PrunedRight are shares of the judged thoughts of all trees,
	// larger trees weighing more.
	KeptRight, PrunedRight stats.Estimate
	// Success is the share of trees that the search solved; Perfect and
	// PerfectPossible bound what a perfect evaluator would have made of the
	// same thoughts.
	Success, Perfect, PerfectPossible stats.Estimate
	// Warnings name the trees that were left out and count unjudged thoughts.
	Warnings []string
}

// TreeSearch measures trees of thoughts: does the search fail because it never
// makes the right thought, or because its evaluator prunes it? The gap between
// Success and Perfect is the evaluator's fault, the one above PerfectPossible the
// generator's.
//
// PrunedRight alone says little: that an evaluator prunes few right thoughts may
// only mean that there were few. Set it beside KeptRight; an evaluator that
// guesses has the two alike.
//
// A thought that nobody judged counts as not right in Success and Perfect, which
// are then lower bounds; a warning counts such thoughts. Intervals are bootstraps
// over trees. A faulty tree is left out, with the reason in a warning.
//
// Source: METHOD.md section 8; Yao et al. (2023), "Tree of Thoughts".
func TreeSearch(trees []Tree, opt stats.Resampling) Search {
	opt = opt.WithDefault(stats.DefaultDraws)
	var s Search
	var sound []Tree
	var measures []TreeMeasures
	unjudged := 0
	for i := range trees {
		m, err := trees[i].Measure()
		if err != nil {
			s.Warnings = append(s.Warnings, fmt.Sprintf("left out tree %d: %v", i, err))
			continue
		}
		sound, measures = append(sound, trees[i]), append(measures, m)
		unjudged += m.Unjudged
	}
	if unjudged > 0 {
		s.Warnings = append(s.Warnings, fmt.Sprintf("%d thoughts were not judged", unjudged))
	}
	b := treeBootstrap{measures, newUnits(sound, func(t *Tree) string { return t.Cluster }), opt}
	one := func(TreeMeasures) int { return 1 }
	s.Thoughts = b.ratio(stats.BootstrapInterval, func(m TreeMeasures) float64 { return float64(m.Thoughts) }, one)
	s.Expanded = b.ratio(stats.BootstrapInterval, func(m TreeMeasures) float64 { return float64(m.Expanded) }, one)
	s.Depth = b.ratio(stats.BootstrapInterval, func(m TreeMeasures) float64 { return float64(m.Depth) }, one)
	s.KeptRight = b.ratio(b.share, func(m TreeMeasures) float64 { return float64(m.KeptRight) },
		func(m TreeMeasures) int { return m.KeptJudged })
	s.PrunedRight = b.ratio(b.share, func(m TreeMeasures) float64 { return float64(m.PrunedRight) },
		func(m TreeMeasures) int { return m.PrunedJudged })
	s.Success = b.ratio(b.share, func(m TreeMeasures) float64 { return m.Success }, one)
	s.Perfect = b.ratio(b.share, func(m TreeMeasures) float64 { return indicator(m.Perfect) }, one)
	s.PerfectPossible = b.ratio(b.share, func(m TreeMeasures) float64 { return indicator(m.PerfectPossible) }, one)
	return s
}

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

type treeBootstrap struct {
	measures []TreeMeasures
	units    units
	opt      stats.Resampling
}

// share makes the interval of a share, Wilson's where all trees are alike.
func (b treeBootstrap) share(value float64, n int, draws []float64, wanted int, warnings ...string) stats.Estimate {
	return stats.BootstrapShare(value, n, min(n, b.units.n), draws, wanted, warnings...)
}

// ratio estimates the sum of part over the sum of whole.
func (b treeBootstrap) ratio(
	estimate func(value float64, n int, draws []float64, wanted int, warnings ...string) stats.Estimate,
	part func(TreeMeasures) float64, whole func(TreeMeasures) int,
) stats.Estimate {
	kinds, of := kindsOf(b.measures)
	parts, wholes := make([]float64, len(kinds)), make([]float64, len(kinds))
	for i, m := range kinds {
		parts[i], wholes[i] = part(m), float64(whole(m))
	}
	n := 0
	for _, k := range of {
		if wholes[k] > 0 {
			n++
		}
	}
	if n == 0 {
		return notEstimable(0, "no tree has what this is a share of")
	}
	sum := func(times []float64) (float64, bool) {
		p, w := 0.0, 0.0
		for i, t := range times {
			p += float64(t * parts[i])
			w += float64(t * wholes[i])
		}
		return p / w, w > 0
	}
	values, defined := make([]float64, b.opt.Draws), make([]bool, b.opt.Draws)
	b.units.bootstrap(of, b.opt, func() func(int, []float64) {
		return func(draw int, times []float64) { values[draw], defined[draw] = sum(times) }
	})
	var draws []float64
	for i, v := range values {
		if defined[i] {
			draws = append(draws, v)
		}
	}
	value, _ := sum(occurrences(len(kinds), of))
	return estimate(value, n, draws, b.opt.Draws)
}
