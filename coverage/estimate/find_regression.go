package estimate

import (
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

// findRegression holds depth, width and the length of the answer fixed beside
// the strata, in a logistic regression with Firth's penalty (METHOD.md section 6,
// step 4). A row of the findings is a coefficient: by how much the log odds rise
// with a standard deviation.
func findRegression(s *sample) []finding.Finding {
	names := []string{"depth", "width", "answer length"}
	var findings []finding.Finding
	for _, c := range s.corpora {
		for _, scope := range c.scopes {
			fit := stats.Logistic(c.logisticRows(s, scope), names, "depth")
			like := finding.Finding{CorpusID: c.id, Corpus: c.name, Scope: scope, Measure: finding.MeasureLogistic}
			if !fit.OK {
				like.Stratum, like.Estimate = "exposure", stats.Estimate{N: fit.Examples, Warnings: fit.Warnings}
				findings = append(findings, like)
				continue
			}
			rests := fmt.Sprintf("%d examples in %d strata, %d strata without variation left out", fit.Examples, fit.Strata, fit.DroppedStrata)
			profile := like
			profile.Stratum, profile.Estimate = "exposure, profile interval", fit.Profile
			profile.Note = strings.Join(append([]string{rests}, fit.Warnings...), "; ")
			findings = append(findings, profile)
			for _, term := range fit.Terms {
				f := like
				f.Stratum, f.Estimate, f.Note = term.Name, term.Estimate, fmt.Sprintf("p %.3g, robust error %.3g; %s", term.P, term.RobustError, rests)
				findings = append(findings, f)
			}
		}
	}
	return findings
}

func (c *corpusSample) logisticRows(s *sample, scope string) []stats.LogisticRow {
	numbers := make(map[any]int)
	var rows []stats.LogisticRow
	for i := range s.examples {
		e := &s.examples[i]
		r, ok := c.of(e, scope)
		if !ok || r.seen {
			continue
		}
		right, wrong := e.weights()
		rows = append(rows, stats.LogisticRow{
			Stratum: numberOf(numbers, bySizeAndOperations(e, r)), Example: i, Exposure: r.exposure, Right: right, Wrong: wrong,
			Covariates: []float64{float64(e.depth), float64(e.width), float64(len(e.gold))},
		})
	}
	return rows
}

// numberOf numbers strata in the order in which they are met.
func numberOf[S comparable](numbers map[S]int, stratum S) int {
	n, known := numbers[stratum]
	if !known {
		n = len(numbers)
		numbers[stratum] = n
	}
	return n
}
