package chart

import (
	"context"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// coverageByDepth is the paper's figure (METHOD.md section 5): how many training
// documents hold the sub-graphs of each depth, for right and for wrong answers.
func coverageByDepth(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "coverage-by-depth", "Training documents per sub-graph, by its depth"
	findings, err := f.read(ctx, db, finding.MeasureDocumentsRight, finding.MeasureDocumentsWrong)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupBy(findings, byModel) {
		c := g.of.start(name, title)
		c.X = Axis{Title: "depth of the sub-graph (operations in a row)"}
		c.Y = Axis{Title: "documents per sub-graph (mean)", Log: true}
		for _, group := range []struct{ name, measure string }{
			{"right answers", finding.MeasureDocumentsRight}, {"wrong answers", finding.MeasureDocumentsWrong},
		} {
			s := Series{Name: group.name, Model: g.of.Model, Mark: Line}
			for _, finding := range g.findings {
				if finding.Measure == group.measure {
					s.Points = append(s.Points, point(numberIn(finding.Stratum, "depth %d"), finding))
				}
			}
			c.add(s)
		}
		c.describe("Mean number of training documents that hold a full sub-graph, by its depth")
		c.Notes = []string{intervalNote + " Size is not held fixed: right answers go to small problems, which are covered more."}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "There are no counts of full sub-graphs of the problems' nodes: index a corpus, then analyze without --nodes=false.")
	}
	return charts, nil
}
