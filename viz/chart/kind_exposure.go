package chart

import (
	"context"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// accuracyByExposure shows accuracy in tenths of the problems by exposure: the
// first thing to look at (METHOD.md section 6, step 1).
func accuracyByExposure(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "accuracy-by-exposure", "Accuracy by training coverage"
	findings, err := f.read(ctx, db, finding.MeasureDecile)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupModels(findings) {
		c := g.of.start(name, title)
		c.X = Axis{Title: "tenth of the problems by mean ln(1 + training documents)"}
		for n := range 10 {
			c.X.Categories = append(c.X.Categories, strconv.Itoa(n+1))
		}
		c.Y = percentAxis("right answers (%)")
		for _, m := range g.models() {
			s := Series{Name: m.of.Model, Model: m.of.Model, Mark: Line}
			for _, finding := range m.findings {
				p := point(numberIn(finding.Stratum, "decile %d")-1, finding)
				if span, _, found := strings.Cut(finding.Note, ";"); found && p.Y != nil {
					p.Label = span
				}
				s.Points = append(s.Points, p)
			}
			s.Points = withGaps(s.Points)
			c.add(s)
		}
		c.describe("Share of right answers by tenths of the problems, from the least to the most covered by training")
		c.Notes = []string{intervalNote + " Size is not held fixed: this describes and is no evidence."}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "No problem was looked up in a corpus: index one, then analyze.")
	}
	return charts, nil
}
