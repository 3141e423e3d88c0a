package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// association makes the kind of chart that shows the headline: does coverage
// predict success among alike (METHOD.md section 6)? A row for each model and
// scope, with the verdict; of answers, beside it what the coverage of other
// problems of the same form would have shown.
func association(name, measure, title, summary string) Kind {
	load := func(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
		measures := []string{measure}
		if measure == finding.MeasureStratifiedAUC {
			measures = append(measures, finding.MeasureReferenceAUC)
		}
		findings, err := f.read(ctx, db, measures...)
		if err != nil {
			return nil, err
		}
		var charts []Chart
		for _, g := range groupBy(findings, func(f finding.Finding) Filter { return Filter{Task: f.Task, Corpus: f.Corpus} }) {
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
	models := groupBy(g.findings, func(f finding.Finding) Filter {
		return Filter{Model: f.Model, Task: f.Task, Corpus: f.Corpus}
	})
	c := g.of.start(name, title)
	c.X = Axis{Title: "model and scope"}
	if len(models) == 1 {
		c = models[0].of.start(name, title)
		c.X.Title = "scope"
	}
	c.Y = Axis{Title: "AUC within strata (0.5: chance)", Low: pointer(0.3), High: pointer(0.8)}
	c.Lines = []Reference{{Name: "0.5: coverage says nothing", Y: pointer(0.5)}}
	if !slices.ContainsFunc(g.findings, func(f finding.Finding) bool { return f.Estimate.OK }) {
		return c
	}
	c.Notes = []string{"Whiskers: 95 % intervals; n: problems. Verdicts rest on the q value, too, and on how many right and wrong answers stand side by side."}
	var words []string
	var beside []Series
	for _, m := range models {
		rows := Series{Name: m.of.Model, Model: m.of.Model, Mark: Forest}
		others := Series{Name: m.of.Model + ", other problems of the same form", Model: m.of.Model, Mark: Beside}
		references := make(map[string]finding.Finding) // by scope
		for _, f := range m.findings {
			if f.Measure == finding.MeasureReferenceAUC {
				references[f.Scope] = f
			}
		}
		for _, f := range m.findings {
			if f.Measure == finding.MeasureReferenceAUC {
				continue
			}
			row := f.Scope
			if len(models) > 1 {
				row = f.Model + ", " + f.Scope
			}
			p := point(float64(len(c.X.Categories)), f)
			p.Label = f.Verdict
			rows.Points = append(rows.Points, p)
			c.X.Categories = append(c.X.Categories, row)
			words = append(words, row+" "+c.rowWords(p))
			if reference, found := references[f.Scope]; found {
				others.Points = append(others.Points, point(p.X, reference))
			}
		}
		c.Series = append(c.Series, rows)
		beside = append(beside, others)
	}
	for _, others := range beside { // after all rows, whose order is that of the models
		c.add(others)
	}
	c.widen()
	if c.Series[len(c.Series)-1].Mark == Beside {
		c.Notes = append(c.Notes, "Other problems of the same form: the middle 95 % over random renamings of digits or words.")
	}
	c.Caption = "Area under the curve by which exposure predicts success among problems of like size and length, with 95 % interval: " + strings.Join(words, "; ") + "."
	return c
}

// widen lets the axis hold all points with their intervals.
func (c *Chart) widen() {
	for _, s := range c.Series {
		for _, p := range s.Points {
			for _, v := range []*float64{p.Y, p.Low, p.High} {
				if v != nil {
					c.Y.Low, c.Y.High = pointer(min(*c.Y.Low, *v)), pointer(max(*c.Y.High, *v))
				}
			}
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
