package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
)

// association makes the kind of chart that shows the headline: does coverage
// predict success among alike (METHOD.md section 6)? A row for each model and
// scope, with the verdict.
func association(name, measure, title, summary string) Kind {
	load := func(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
		findings, err := f.read(ctx, db, measure)
		if err != nil {
			return nil, err
		}
		var charts []Chart
		for _, g := range groupBy(findings, func(f coverage.Finding) Filter { return Filter{Task: f.Task, Corpus: f.Corpus} }) {
			charts = append(charts, forest(g, name, title).orMissing(g.findings))
		}
		if len(charts) == 0 {
			return f.nothing(ctx, db, name, title, "Nothing was set beside a corpus: index one, then analyze.")
		}
		return charts, nil
	}
	return Kind{Name: name, Summary: summary, Load: load}
}

func forest(g group, name, title string) Chart {
	models := groupBy(g.findings, func(f coverage.Finding) Filter {
		return Filter{Model: f.Model, Task: f.Task, Corpus: f.Corpus}
	})
	c := g.of.start(name, title)
	if len(models) == 1 {
		c = models[0].of.start(name, title)
	}
	c.X = Axis{Title: "scope"}
	if len(models) > 1 {
		c.X.Title = "model and scope"
	}
	c.Y = Axis{Title: "AUC within strata (0.5: chance)", Low: pointer(0.3), High: pointer(0.8)}
	c.Lines = []Reference{{Name: "0.5: coverage says nothing", Y: pointer(0.5)}}
	var words []string
	for _, m := range models {
		s := Series{Name: m.of.Model, Model: m.of.Model, Mark: Forest}
		for _, f := range m.findings {
			row := f.Scope
			if len(models) > 1 {
				row = f.Model + ", " + f.Scope
			}
			p := point(float64(len(c.X.Categories)), f)
			p.Label = f.Verdict
			c.X.Categories = append(c.X.Categories, row)
			c.widen(p)
			s.Points = append(s.Points, p)
			words = append(words, row+" "+c.rowWords(p))
		}
		c.Series = append(c.Series, s)
	}
	if !slices.ContainsFunc(g.findings, func(f coverage.Finding) bool { return f.Estimate.OK }) {
		c.Series = nil
	}
	c.Caption = "Area under the curve by which exposure predicts success among problems of like size and length, with 95 % interval: " + strings.Join(words, "; ") + "."
	c.Notes = []string{"95 % intervals; n: problems. Verdicts rest on the q value, too, and on how many right and wrong answers stand side by side."}
	return c
}

// widen lets the axis hold a point's interval.
func (c *Chart) widen(p Point) {
	for _, v := range []*float64{p.Y, p.Low, p.High} {
		if v != nil {
			c.Y.Low, c.Y.High = pointer(min(*c.Y.Low, *v)), pointer(max(*c.Y.High, *v))
		}
	}
}

func (c *Chart) rowWords(p Point) string {
	if p.Y == nil {
		return "not estimable"
	}
	text := fmt.Sprintf("%.2f", *p.Y)
	if p.Low != nil && p.High != nil {
		text += fmt.Sprintf(" from %.2f to %.2f", *p.Low, *p.High)
	}
	return fmt.Sprintf("%s, n = %d, %s", text, p.N, p.Label)
}
