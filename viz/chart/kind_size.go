package chart

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/tasks"
)

// accuracyBySize shows which sizes of problems a model can do: as a grid where
// sizes are two numbers, such as 3x2, else as bars.
func accuracyBySize(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "accuracy-by-size", "Accuracy by problem size"
	findings, err := f.read(ctx, db, finding.MeasureAccuracy)
	if err != nil {
		return nil, err
	}
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Stratum == finding.StratumAll })
	var charts []Chart
	for _, task := range groupModels(findings) {
		if !slices.ContainsFunc(task.findings, func(f finding.Finding) bool { _, ok := parseGrid(f.Stratum); return !ok }) {
			for _, g := range task.models() {
				charts = append(charts, sizeGrid(g.of.start(name, title), g).orMissing(g.findings))
			}
			continue
		}
		charts = append(charts, sizeBars(task.of.start(name, title), task).orMissing(task.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "No problem has a known size.")
	}
	return charts, nil
}

// parseGrid reads a size such as 3x2.
func parseGrid(size string) (numbers [2]int, ok bool) {
	a, b, _ := strings.Cut(size, "x")
	var errs [2]error
	numbers[0], errs[0] = strconv.Atoi(a)
	numbers[1], errs[1] = strconv.Atoi(b)
	return numbers, errs[0] == nil && errs[1] == nil
}

// sizeTitles say what the numbers of a task's sizes count.
func sizeTitles(task string) [2]string {
	titles := [2]string{"first number of the size", "second number of the size"}
	if t, err := tasks.All().Get(task); err == nil {
		copy(titles[:], t.About().SizeParts)
	}
	return titles
}

func sizeGrid(c Chart, g group) Chart {
	// Every number from the smallest to the largest has its column: a size that
	// was not asked is a gap.
	least, most := [2]int{1, 1}, [2]int{}
	for i, f := range g.findings {
		size, _ := parseGrid(f.Stratum)
		for k := range size {
			if i == 0 {
				least[k] = size[k]
			}
			least[k], most[k] = min(least[k], size[k]), max(most[k], size[k])
		}
	}
	const tooMany = 64 // columns, of sizes far apart
	titles := sizeTitles(g.of.Task)
	value := percentAxis("right answers (%)")
	c.Value = &value
	c.X, c.Y = Axis{Title: titles[1]}, Axis{Title: titles[0]}
	if most[0]-least[0] >= tooMany || most[1]-least[1] >= tooMany {
		return sizeBars(c, g)
	}
	for n := least[1]; n <= most[1]; n++ {
		c.X.Categories = append(c.X.Categories, strconv.Itoa(n))
	}
	for n := least[0]; n <= most[0]; n++ {
		c.Y.Categories = append(c.Y.Categories, strconv.Itoa(n))
	}
	s := Series{Name: "accuracy", Model: g.of.Model, Mark: Cells}
	flat := Series{Name: "Right answers", Mark: Bars} // the same in a row, for the caption
	caption := Chart{X: Axis{}, Y: value}
	for _, f := range g.findings {
		size, _ := parseGrid(f.Stratum)
		p := point(float64(size[1]-least[1]), f)
		flatPoint := p
		flatPoint.X = float64(len(caption.X.Categories))
		caption.X.Categories = append(caption.X.Categories, f.Stratum)
		flat.Points = append(flat.Points, flatPoint)
		p.Value, p.Y = p.Y, pointer(float64(size[0]-least[0]))
		s.Points = append(s.Points, p)
	}
	c.add(s)
	c.Caption = caption.inWords(flat) + "."
	c.Notes = []string{"Right answers in %, with 95 % intervals where there is room; problems of a size: " + strings.Trim(countText(flat), " ()") + ". Hatched or blank: not asked."}
	return c
}

// sizeBars has the sizes in a row, a series for each model.
func sizeBars(c Chart, g group) Chart {
	sizes := sizesInOrder(g.findings)
	c.Value = nil
	c.X = Axis{Title: "size (" + sizeTitles(g.of.Task)[0] + ")", Categories: sizes}
	if slices.ContainsFunc(sizes, func(size string) bool { _, err := strconv.Atoi(size); return err != nil }) {
		c.X.Title = "problem size"
	}
	c.Y = percentAxis("right answers (%)")
	models := g.models()
	for _, m := range models {
		s := Series{Name: m.of.Model, Model: m.of.Model, Mark: Bars}
		if len(models) > 2 { // more bars than that are too thin to read
			s.Mark = Points
		}
		for _, f := range m.findings {
			s.Points = append(s.Points, point(float64(slices.Index(sizes, f.Stratum)), f))
		}
		c.add(s)
	}
	c.describe("Share of right answers by problem size")
	c.Notes = []string{intervalNote}
	return c
}

// sizesInOrder are the sizes of the findings, numbers in their order, others as
// they come, which is from small to large.
func sizesInOrder(findings []finding.Finding) []string {
	var sizes []string
	for _, f := range findings {
		if !slices.Contains(sizes, f.Stratum) {
			sizes = append(sizes, f.Stratum)
		}
	}
	slices.SortStableFunc(sizes, func(a, b string) int {
		m, errA := strconv.Atoi(a)
		n, errB := strconv.Atoi(b)
		if errA != nil || errB != nil {
			return 0
		}
		return cmp.Compare(m, n)
	})
	return sizes
}
