package report

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// Contents is everything that a page says of a database.
type Contents struct {
	Summaries []finding.Summary
	Kinds     []ChartKind
	Outcomes  []finding.Table // by layer, of each model and task
	Composed  []finding.Table // accuracy with fewer and with more sub-graphs seen
	Gallery   []Telling
	About     About
}

// Options say what a page tells of its own making.
type Options struct {
	ToolVersion string
	Now         time.Time
}

// ErrNothing is wrapped by Load where nothing was analyzed yet.
var ErrNothing = errors.New("run graphcov analyze first")

// Load reads the contents of a page. The error says what to do where there are
// none.
func Load(ctx context.Context, db *database.DB, opt Options) (*Contents, error) {
	findings, err := finding.Read(ctx, db)
	if err != nil {
		return nil, err
	}
	if len(findings) == 0 {
		return nil, fmt.Errorf("nothing was analyzed in %s yet: %w", db.Path(), ErrNothing)
	}
	c := &Contents{Summaries: finding.Summarize(findings)}
	if c.Kinds, err = loadCharts(ctx, db); err != nil {
		return nil, err
	}
	c.Outcomes, c.Composed = finding.OutcomeTables(findings), finding.CompositionTables(findings)
	if c.Gallery, err = loadGallery(ctx, db, c.Summaries); err != nil {
		return nil, err
	}
	if c.About, err = loadAbout(ctx, db, opt); err != nil {
		return nil, err
	}
	return c, nil
}

// Title names what the page is about: the model and its task, or how many there are.
func (c *Contents) Title() string {
	if len(c.Summaries) == 1 {
		return fmt.Sprintf("Did %s reason, or replay?", c.Summaries[0].Model)
	}
	models := make(map[string]bool)
	for _, s := range c.Summaries {
		models[s.Model] = true
	}
	if len(models) == 1 {
		return fmt.Sprintf("Did %s reason, or replay?", c.Summaries[0].Model)
	}
	return fmt.Sprintf("Did %d models reason, or replay?", len(models))
}

// HasCharts reports whether there is anything to draw.
func (c *Contents) HasCharts() bool { return len(c.Figures()) > 0 }

// Figures are the data of all charts, for the scripts of the page.
func (c *Contents) Figures() (all []Figure) {
	for _, k := range c.Kinds {
		all = append(all, k.Figures...)
	}
	return all
}

// Absent says why some charts are not there.
func (c *Contents) Absent() (all []string) {
	for _, k := range c.Kinds {
		all = append(all, k.Missing...)
	}
	return all
}

// Overview sets the models side by side.
func (c *Contents) Overview() finding.Table {
	t := finding.Table{Title: "At a glance", Header: []string{"model", "task", "right", "problems", "corpus", "verdicts"}, Words: []int{0, 1, 4, 5}}
	for _, s := range c.Summaries {
		row := []string{s.Model, s.Task, finding.Percent(s.Accuracy), humanize.Comma(int64(s.Accuracy.Estimate.N))}
		if len(s.Corpora) == 0 {
			t.Rows = append(t.Rows, append(row, finding.NotEstimated, finding.NotEstimated))
		}
		for _, corpus := range s.Corpora {
			var verdicts []string
			for _, scope := range corpus.Scopes {
				verdicts = append(verdicts, scope.Scope+": "+scope.AUC.Verdict)
			}
			t.Rows = append(t.Rows, slices.Concat(row, []string{corpus.Name, strings.Join(verdicts, "; ")}))
		}
	}
	return t
}
