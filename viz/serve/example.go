package serve

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/graphcov/graphcov/coverage/examples"
	"github.com/graphcov/graphcov/viz/dot"
	"github.com/graphcov/graphcov/viz/report"
)

// examplePage is everything about one example, its graph and nodes as one of the
// responses has them.
type examplePage struct {
	Frame    report.Frame
	Example  *examples.Example
	Response *examples.Response // nil: none
	Choices  *examples.Choices
	Corpus   string
	Scope    string
	Focus    string
	Depth    int64
	Nodes    []examples.Node
	Drawing  drawing
}

// example shows one example.
func (s *Server) example(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.fail(w, r, http.StatusNotFound, fmt.Sprintf("There is no example %q: examples have numbers.", r.PathValue("id")))
		return
	}
	e, err := examples.Read(r.Context(), s.db, id)
	if errors.Is(err, examples.ErrNone) {
		s.fail(w, r, http.StatusNotFound, fmt.Sprintf("There is no example %d in this database.", id))
		return
	}
	if err != nil {
		s.failBecause(w, r, err)
		return
	}
	choices, err := examples.ReadChoices(r.Context(), s.db)
	if err != nil {
		s.failBecause(w, r, err)
		return
	}
	page := examplePage{Frame: s.frame(fmt.Sprintf("Example %d", id), "/examples"), Example: e, Choices: choices}
	page.Frame.Graphs = true
	corpusID, err := page.read(r.URL.Query())
	if err != nil {
		s.fail(w, r, http.StatusBadRequest, err.Error())
		return
	}
	algorithm, response := "", int64(0)
	if page.Response != nil {
		algorithm, response = page.Response.Algorithm, page.Response.ID
	}
	if page.Nodes, err = examples.Nodes(r.Context(), s.db, id, algorithm, corpusID, response); err != nil {
		s.failBecause(w, r, err)
		return
	}
	if len(page.Nodes) > 0 {
		d, err := dot.Load(r.Context(), s.db, id, dot.Options{Response: response, Corpus: page.Corpus, Scope: page.Scope, Focus: page.Focus, Depth: int(page.Depth)})
		page.Drawing = draw(d, err)
	}
	s.write(w, http.StatusOK, "example", page)
}

// read reads what of the example is asked for: a response, the first where none
// is named, whose coverage, and which part of the graph.
func (p *examplePage) read(asked url.Values) (corpusID int64, err error) {
	response, err := readNumber(asked, "response")
	if err != nil {
		return 0, err
	}
	for i := range p.Example.Responses {
		if r := &p.Example.Responses[i]; r.ID == response || response == 0 {
			p.Response = r
			break
		}
	}
	if p.Response == nil && response != 0 {
		return 0, fmt.Errorf("example %d has no response %d", p.Example.ID, response)
	}
	if corpusID, err = readCorpus(asked.Get("corpus"), p.Choices); err != nil {
		return 0, err
	}
	for _, c := range p.Choices.Corpora {
		if c.ID == corpusID {
			p.Corpus = c.Name
		}
	}
	if p.Scope = asked.Get("scope"); p.Scope == "" {
		p.Scope = p.Choices.DefaultScope()
	}
	if err := among("scope", p.Scope, p.Choices.Scopes); err != nil {
		return 0, err
	}
	p.Focus = asked.Get("focus")
	p.Depth, err = readNumber(asked, "depth")
	return corpusID, err
}
