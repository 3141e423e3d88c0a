package report

import (
	"context"
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/estimate"
	"github.com/graphcov/graphcov/coverage/examples"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/viz/dot"
)

// Telling is an example that shows what the numbers mean, with its graph.
type Telling struct {
	Kind, Because  string // right by recall, say, and why this one is
	Model          string
	Question, Gold string
	Answer         string // of the response
	Graph          Graph
}

// Graph is a drawing for the page: the scripts lay it out.
type Graph struct {
	ID    string `json:"id"`
	Title string `json:"title"` // what it is, for who cannot see it
	DOT   string `json:"dot"`
}

// NewGraph is a drawing as a graph of a page. The id is of no other graph of it.
func NewGraph(id string, d dot.Drawing) (Graph, error) {
	var b strings.Builder
	if err := dot.Write(&b, d); err != nil {
		return Graph{}, err
	}
	return Graph{ID: id, Title: d.Title, DOT: b.String()}, nil
}

// loadGallery picks examples of each model and task, with the graph of each as
// the response has it.
func loadGallery(ctx context.Context, db *database.DB, summaries []finding.Summary) ([]Telling, error) {
	var all []Telling
	for _, s := range summaries {
		corpus := ""
		if len(s.Corpora) > 0 {
			corpus = s.Corpora[0].Name
		}
		picked, err := estimate.TellingExamples(ctx, db, s.Model, s.Task, corpus)
		if err != nil {
			return nil, err
		}
		for _, p := range picked {
			t, err := loadTelling(ctx, db, p, corpus)
			if err != nil {
				return nil, err
			}
			t.Model = s.Model
			all = append(all, t)
		}
	}
	return all, nil
}

func loadTelling(ctx context.Context, db *database.DB, p estimate.Telling, corpus string) (Telling, error) {
	e, err := examples.Read(ctx, db, p.Example)
	if err != nil {
		return Telling{}, err
	}
	t := Telling{Kind: p.Kind, Because: p.Because, Question: e.Question, Gold: e.Gold, Answer: finding.NotEstimated}
	for _, r := range e.Responses {
		if r.ID == p.Response && r.Answer != nil {
			t.Answer = *r.Answer
		}
	}
	d, err := dot.Load(ctx, db, p.Example, dot.Options{Response: p.Response, Corpus: corpus})
	if err != nil {
		return t, err
	}
	t.Graph, err = NewGraph(fmt.Sprintf("response-%d-%s", p.Response, strings.ReplaceAll(p.Kind, " ", "-")), d)
	return t, err
}

// Graphs are the drawings of the gallery, for the scripts of the page.
func (c *Contents) Graphs() (all []Graph) {
	for _, t := range c.Gallery {
		all = append(all, t.Graph)
	}
	return all
}
