package chart

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// read returns the findings of some measures that the filter leaves. Those of no
// corpus or scope pass any choice of one.
func (f Filter) read(ctx context.Context, db database.Querier, measures ...string) ([]finding.Finding, error) {
	all, err := finding.Read(ctx, db)
	if err != nil {
		return nil, err
	}
	wanted := make(map[string]bool)
	for _, m := range measures {
		wanted[m] = true
	}
	var found []finding.Finding
	for _, g := range all {
		if wanted[g.Measure] && f.passes(g) {
			found = append(found, g)
		}
	}
	return found, nil
}

func (f Filter) passes(g finding.Finding) bool {
	agrees := func(wanted, is string) bool { return wanted == "" || is == "" || wanted == is }
	return agrees(f.Model, g.Model) && agrees(f.Task, g.Task) && agrees(f.Corpus, g.Corpus) && agrees(f.Scope, g.Scope)
}

// group is the findings of one chart, and what they are of.
type group struct {
	of       Filter
	findings []finding.Finding
}

// groupBy splits findings, in the order of their first ones.
func groupBy(findings []finding.Finding, key func(finding.Finding) Filter) []group {
	at := make(map[Filter]int)
	var groups []group
	for _, f := range findings {
		k, known := at[key(f)]
		if !known {
			k = len(groups)
			at[key(f)] = k
			groups = append(groups, group{of: key(f)})
		}
		groups[k].findings = append(groups[k].findings, f)
	}
	return groups
}

func byModel(f finding.Finding) Filter {
	return Filter{Model: f.Model, Task: f.Task, Corpus: f.Corpus, Scope: f.Scope}
}

// together is how many models can be told apart in one chart.
const together = 6

// groupModels splits findings by all but the model. Where that leaves too many
// models for one chart, each has its own.
func groupModels(findings []finding.Finding) []group {
	var groups []group
	for _, g := range groupBy(findings, func(f finding.Finding) Filter { return Filter{Task: f.Task, Corpus: f.Corpus, Scope: f.Scope} }) {
		models := groupBy(g.findings, byModel)
		switch {
		case len(models) == 1:
			groups = append(groups, models[0])
		case len(models) <= together:
			groups = append(groups, g)
		default:
			groups = append(groups, models...)
		}
	}
	return groups
}

// models splits the findings of a chart by model.
func (g group) models() []group { return groupBy(g.findings, byModel) }

// start makes a chart of a kind, with the title's beginning.
func (f Filter) start(kind, title string, more ...string) Chart {
	return Chart{Name: kind, ID: identifier(append([]string{kind, f.Model, f.Task, f.Corpus, f.Scope}, more...)), Title: title + f.inWords()}
}

// inWords is the end of a title: of which model, task, corpus and scope.
func (f Filter) inWords() string {
	text := ""
	if f.Model != "" {
		text = ": " + f.Model
	}
	if f.Task != "" {
		text += cmp.Or(strings.Repeat(" on ", min(1, len(text))), ": ") + f.Task
	}
	if f.Corpus != "" && f.Corpus != f.Task {
		text += ", corpus " + f.Corpus
	}
	if f.Scope != "" {
		text += ", scope " + f.Scope
	}
	return text
}

// identifier joins words into one of letters, digits and -, that is also safe
// in the name of a file. Where that loses something a checksum keeps it apart.
func identifier(parts []string) string {
	lossy := false
	var words []string
	for _, part := range parts {
		if part == "" {
			continue
		}
		word := strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
				return r
			}
			lossy = true
			return '_'
		}, part)
		words = append(words, word)
	}
	id := strings.Join(words, "--")
	const longest = 120 // of the name of a file, less what it ends in
	if len(id) > longest {
		id, lossy = id[:longest], true
	}
	if lossy {
		sum := fnv.New32a()
		sum.Write([]byte(strings.Join(parts, "\x00")))
		id += fmt.Sprintf("-%08x", sum.Sum32())
	}
	return id
}

// nothing is the one chart of a kind that has nothing to show.
func (f Filter) nothing(ctx context.Context, db database.Querier, kind, title, why string) ([]Chart, error) {
	all, err := finding.Read(ctx, db)
	if err != nil {
		return nil, err
	}
	left := false
	for _, g := range all {
		left = left || f.passes(g)
	}
	c := f.start(kind, title)
	switch {
	case len(all) == 0:
		c.Missing = "Nothing was analyzed yet: run graphcov analyze."
	case !left:
		c.Missing = "The database has nothing of that model, task, corpus and scope."
	default:
		c.Missing = why
	}
	return []Chart{c}, nil
}

// point is a finding as a point at x.
func point(x float64, f finding.Finding) Point {
	p := Point{X: x, N: f.Estimate.N}
	if !f.Estimate.OK {
		p.Label = f.Note
		return p
	}
	p.Y = &f.Estimate.Value
	if !f.Exact {
		p.Low, p.High = &f.Estimate.Low, &f.Estimate.High
	}
	return p
}

// add appends a series, if any of its points is there.
func (c *Chart) add(s Series) {
	for _, p := range s.Points {
		if p.Y != nil {
			c.Series = append(c.Series, s)
			return
		}
	}
}

// orMissing gives the reason where the chart was left without series: what the
// findings themselves say, for want of a point that could be estimated.
func (c Chart) orMissing(findings []finding.Finding) Chart {
	if len(c.Series) > 0 {
		return c
	}
	c.Missing = "Nothing could be estimated."
	for _, f := range findings {
		if f.Note != "" {
			c.Missing = "Nothing could be estimated: " + f.Note + "."
			break
		}
	}
	c.Lines, c.Notes, c.Caption = nil, nil, c.Missing
	return c
}

// number of a stratum such as "depth 3", by its form; -1 where it has another.
func numberIn(stratum, form string) float64 {
	n := 0
	if _, err := fmt.Sscanf(stratum, form, &n); err != nil {
		return -1
	}
	return float64(n)
}

func percentAxis(title string) Axis {
	low, high := 0.0, 1.0
	return Axis{Title: title, Percent: true, Low: &low, High: &high}
}

func pointer(v float64) *float64 { return &v }

const intervalNote = "Whiskers: 95 % intervals. n: problems."

// withGaps puts a missing point at each whole number between the first and the
// last that has none, so that no line is drawn across it. Points that are not
// at whole numbers stay as they are.
func withGaps(points []Point) []Point {
	const tooFar = 1000
	var all []Point
	for i, p := range points {
		if p.X != math.Trunc(p.X) || p.XLow != nil {
			return points
		}
		if i > 0 && p.X-points[i-1].X < tooFar {
			for x := points[i-1].X + 1; x < p.X; x++ {
				all = append(all, Point{X: x, Label: "no problem there"})
			}
		}
		all = append(all, p)
	}
	return all
}
