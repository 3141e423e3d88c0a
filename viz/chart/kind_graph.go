package chart

import (
	"context"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// accuracyByGraph makes the kind of chart that shows accuracy by one of the
// measures of a problem's graph (METHOD.md section 1).
func accuracyByGraph(name, measure, what, unit string) Kind {
	title := "Accuracy by " + what + " of the problem's graph"
	load := func(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
		findings, err := f.read(ctx, db, measure)
		if err != nil {
			return nil, err
		}
		var charts []Chart
		for _, g := range groupModels(findings) {
			c := g.of.start(name, title)
			c.X = Axis{Title: what + " (" + unit + ")"}
			c.Y = percentAxis("right answers (%)")
			for _, m := range g.models() {
				s := Series{Name: m.of.Model, Model: m.of.Model, Mark: Line}
				for _, finding := range m.findings {
					s.Points = append(s.Points, graphPoint(finding, what))
				}
				c.X.Log = s.hasXInterval() // average parallelism is skewed: most of it lies below 4
				s.Points = withGaps(s.Points)
				c.add(s)
			}
			c.describe("Share of right answers by " + what + " of the computation graph")
			c.Notes = []string{intervalNote}
			charts = append(charts, c.orMissing(g.findings))
		}
		if len(charts) == 0 {
			return f.nothing(ctx, db, name, title, "No problem has a known graph.")
		}
		return charts, nil
	}
	return Kind{Name: name, Summary: "accuracy by " + what + " of the problem's computation graph", Load: load}
}

// graphPoint reads a stratum such as "depth 3", or "parallelism 2 to 2.5", which
// stands in the middle of what it pools.
func graphPoint(f finding.Finding, what string) Point {
	var low, high float64
	if n, _ := fmt.Sscanf(f.Stratum, what+" %g to %g", &low, &high); n == 2 {
		p := point((low+high)/2, f)
		p.XLow, p.XHigh = &low, &high
		return p
	}
	return point(numberIn(f.Stratum, what+" %d"), f)
}
