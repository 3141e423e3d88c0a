package report

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"html/template"
	"strconv"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/viz/chart"
)

// ChartKind is one sort of charts, of all models and corpora.
type ChartKind struct {
	Name, Summary string
	Figures       []Figure
	Missing       []string // why there is nothing to show
}

// shownFirst is how many charts of one kind stand in the open.
const shownFirst = 2

// First are the charts of the kind to look at first, Rest the others.
func (k ChartKind) First() []Figure { return k.Figures[:min(shownFirst, len(k.Figures))] }

// Rest are the charts of the kind after those.
func (k ChartKind) Rest() []Figure { return k.Figures[min(shownFirst, len(k.Figures)):] }

// Figure is a chart with its numbers in a table.
type Figure struct {
	chart.Chart
	picture []byte // SVG
}

func loadCharts(ctx context.Context, db database.Querier) ([]ChartKind, error) {
	var kinds []ChartKind
	for _, k := range chart.Kinds() {
		charts, err := k.Load(ctx, db, chart.Filter{})
		if err != nil {
			return nil, fmt.Errorf("reading the chart %s: %w", k.Name, err)
		}
		of := ChartKind{Name: k.Name, Summary: k.Summary}
		for _, c := range charts {
			if c.Missing != "" {
				of.Missing = append(of.Missing, c.Missing)
				continue
			}
			var svg bytes.Buffer
			if err := chart.WriteSVG(&svg, c, chart.SVGOptions{}); err != nil {
				return nil, fmt.Errorf("drawing the chart %s: %w", c.ID, err)
			}
			of.Figures = append(of.Figures, Figure{Chart: c, picture: svg.Bytes()})
		}
		kinds = append(kinds, of)
	}
	return kinds, nil
}

// Picture is the chart for paper, and for readers without scripts. As an image
// of its own it can neither run scripts nor disturb the ids of the page.
func (f Figure) Picture() template.URL {
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(f.picture))
}

// Numbers are the points of the chart, for who cannot see it or wants to copy them.
func (f Figure) Numbers() finding.Table {
	cells := f.Value != nil
	t := finding.Table{Title: "Numbers: " + f.Title, Words: []int{0}}
	t.Header = []string{"series", f.X.Title, f.Y.Title}
	if cells {
		t.Header[2], t.Header = f.Y.Title, append(t.Header, f.Value.Title)
	}
	for i, a := range []chart.Axis{f.X, f.Y} {
		if len(a.Categories) > 0 {
			t.Words = append(t.Words, i+1)
		}
	}
	t.Header = append(t.Header, "95 % interval", "n", "remark")
	t.Words = append(t.Words, len(t.Header)-1)
	measured := axis(f.Y)
	if cells {
		measured = axis(*f.Value)
	}
	for _, s := range f.Series {
		for _, p := range s.Points {
			row := []string{s.Name, axis(f.X).position(&p.X), axis(f.Y).position(p.Y)}
			if cells {
				row = append(row, measured.number(p.Value))
			}
			t.Rows = append(t.Rows, append(row, measured.between(p.Low, p.High), humanize.Comma(int64(p.N)), p.Label))
		}
	}
	return t
}

// axis writes its values out as a table has them.
type axis chart.Axis

func (a axis) between(low, high *float64) string {
	if low == nil || high == nil {
		return finding.NotEstimated
	}
	return a.number(low) + " to " + a.number(high)
}

// position is a place on the axis: the name of a category, or the number.
func (a axis) position(v *float64) string {
	if v != nil && *v >= 0 && int(*v) < len(a.Categories) {
		return a.Categories[int(*v)]
	}
	return a.number(v)
}

// number is in percent where the title of the axis says so.
func (a axis) number(v *float64) string {
	switch {
	case v == nil:
		return finding.NotEstimated
	case a.Percent:
		return strconv.FormatFloat(100**v, 'f', 1, 64)
	}
	return strconv.FormatFloat(*v, 'g', 4, 64)
}
