package chart

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// mostSizes is for how many sizes of one model and task shortcuts are shown:
// those with the most wrong answers.
const mostSizes = 6

// shortcuts sets what wrong answers have right all the same beside what a few
// inputs tell of it (METHOD.md section 7): a heat map for each size.
func shortcuts(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "shortcuts", "Right parts of wrong answers, and what a few inputs tell"
	findings, err := f.read(ctx, db, finding.MeasureRightInWrong, finding.MeasureRelativeGain)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupBy(findings, byModel) {
		sizes := shortcutSizes(g)
		left := len(sizes) - mostSizes
		for i, s := range sizes[:min(mostSizes, len(sizes))] {
			c := s.chart(g.of.start(name, title, s.size), g.of)
			if i == mostSizes-1 && left > 0 {
				c.Notes = append(c.Notes, fmt.Sprintf("%d sizes with fewer wrong answers are not drawn.", left))
			}
			charts = append(charts, c)
		}
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "There are no wrong answers to a task whose problems are a fixed row of variables, such as the digits of two factors.")
	}
	return charts, nil
}

// shortcutSize is the findings of one size.
type shortcutSize struct {
	size    string
	outputs []string // names
	inputs  []string // sets of them, joined by commas
	right   map[string]finding.Finding
	gain    map[[2]string]finding.Finding // by inputs and output
	n       int                           // problems with a wrong answer
}

// shortcutSizes sorts the findings by size, that with the most wrong answers first.
func shortcutSizes(g group) []*shortcutSize {
	at := make(map[string]*shortcutSize)
	var sizes []*shortcutSize
	for _, f := range g.findings {
		size, rest, _ := strings.Cut(f.Stratum, " ")
		s := at[size]
		if s == nil {
			s = &shortcutSize{size: size, right: make(map[string]finding.Finding), gain: make(map[[2]string]finding.Finding)}
			at[size] = s
			sizes = append(sizes, s)
		}
		if f.Measure == finding.MeasureRightInWrong {
			s.right[rest] = f
			s.n = max(s.n, f.Estimate.N)
			continue
		}
		inputs, output, _ := strings.Cut(rest, " -> ")
		s.gain[[2]string{inputs, output}] = f
		if !slices.Contains(s.inputs, inputs) {
			s.inputs = append(s.inputs, inputs)
		}
		if !slices.Contains(s.outputs, output) {
			s.outputs = append(s.outputs, output)
		}
	}
	sizes = slices.DeleteFunc(sizes, func(s *shortcutSize) bool { return len(s.outputs) == 0 || len(s.right) == 0 })
	slices.SortStableFunc(sizes, func(a, b *shortcutSize) int { return cmp.Compare(b.n, a.n) })
	return sizes
}

func (s *shortcutSize) chart(c Chart, of Filter) Chart {
	c.Title += ", size " + s.size
	value := percentAxis("share of wrong answers that are right there, and relative information gain (%)")
	c.Value = &value
	c.X = Axis{Title: "part of the answer (output variable)", Categories: s.outputs}
	c.Y = Axis{Title: "inputs known", Categories: append([]string{"wrong answers"}, s.inputs...)}
	observed := Series{Name: "right in wrong answers", Model: of.Model, Mark: Cells}
	told := Series{Name: "relative information gain", Mark: Cells}
	var words []string
	for x, output := range s.outputs {
		f := s.right[output]
		p := point(float64(x), f)
		p.Value, p.Y = p.Y, pointer(0)
		observed.Points = append(observed.Points, p)
		best := ""
		most := 0.0
		for row, inputs := range s.inputs {
			f := s.gain[[2]string{inputs, output}]
			p := point(float64(x), f)
			if p.Y != nil && *p.Y > most {
				best, most = inputs, *p.Y
			}
			p.Value, p.Y = p.Y, pointer(float64(row+1))
			told.Points = append(told.Points, p)
		}
		if p.Value != nil {
			words = append(words, fmt.Sprintf("%s right in %s, told at most %s by %s", output, value.withUnit(*p.Value), value.withUnit(most), cmp.Or(best, "any")))
		}
	}
	c.Series = []Series{observed, told}
	c.Caption = fmt.Sprintf("Of wrong answers to %d problems of size %s, the share that has each part right all the same, and the most that known inputs tell of it: %s.",
		s.n, s.size, strings.Join(words, "; "))
	c.Notes = []string{fmt.Sprintf("Top row: share of wrong answers with that part right (%%, 95 %% interval; n = %d problems). Below: relative information gain of the inputs named (%%); 100: they determine it.", s.n)}
	if len(words) == 0 {
		return c.orNothingRead()
	}
	return c
}

// orNothingRead is the chart of a size whose wrong answers cannot be read.
func (c Chart) orNothingRead() Chart {
	c.Missing = "No wrong answer of this size has parts that can be read."
	c.Series, c.Value, c.Notes, c.Caption = nil, nil, nil, c.Missing
	return c
}
