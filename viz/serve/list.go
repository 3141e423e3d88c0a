package serve

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/graphcov/graphcov/coverage/examples"
	"github.com/graphcov/graphcov/viz/report"
)

// pageRows is how many examples one page lists.
const pageRows = 50

// listPage is the list of examples with the form that filters it.
type listPage struct {
	Frame   report.Frame
	Choices *examples.Choices
	Chosen  url.Values
	Rows    []examples.Row
	Corpus  string // whose coverage is shown; empty: none
	Scope   string
	Next    string // query of the next page; empty: this is the last
	First   string // of the first page; empty: this is the first
}

// list shows the examples that pass the filter in the URL.
func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	choices, err := examples.ReadChoices(r.Context(), s.db)
	if err != nil {
		s.failBecause(w, r, err)
		return
	}
	asked := r.URL.Query()
	filter, err := readFilter(asked, choices)
	if err != nil {
		s.fail(w, r, http.StatusBadRequest, err.Error())
		return
	}
	rows, next, err := examples.List(r.Context(), s.db, filter)
	if err != nil {
		s.failBecause(w, r, err)
		return
	}
	page := listPage{Frame: s.frame("Examples", "/examples"), Choices: choices, Chosen: asked, Rows: rows, Scope: filter.Scope}
	for _, c := range choices.Corpora {
		if c.ID == filter.CorpusID {
			page.Corpus = c.Name
		}
	}
	if filter.After != nil {
		page.First = "?" + without(asked).Encode()
	}
	if next != nil {
		after := without(asked)
		after.Set("after", fmt.Sprintf("%d:%s", next.ID, strconv.FormatFloat(next.Key, 'g', -1, 64)))
		page.Next = "?" + after.Encode()
	}
	s.write(w, http.StatusOK, "examples", page)
}

// without is the query without its place and without fields that are empty.
func without(asked url.Values) url.Values {
	kept := make(url.Values)
	for name, values := range asked {
		if name != "after" && values[0] != "" {
			kept[name] = values
		}
	}
	return kept
}

// readFilter reads the filter of a URL. What it names must be among the choices.
func readFilter(asked url.Values, choices *examples.Choices) (examples.Filter, error) {
	f := examples.Filter{Limit: pageRows, Sort: examples.Order(asked.Get("sort"))}
	for _, field := range []struct {
		name    string
		into    *string
		choices []string
	}{
		{"task", &f.Task, choices.Tasks}, {"size", &f.Size, choices.Sizes}, {"model", &f.Model, choices.Models},
		{"outcome", &f.Outcome, examples.Outcomes()}, {"scope", &f.Scope, choices.Scopes},
	} {
		*field.into = asked.Get(field.name)
		if err := among(field.name, *field.into, field.choices); err != nil {
			return f, err
		}
	}
	if err := among("sort", string(f.Sort), orderNames()); err != nil {
		return f, err
	}
	var err error
	if f.Least, err = readShare(asked, "least"); err != nil {
		return f, err
	}
	if f.Most, err = readShare(asked, "most"); err != nil {
		return f, err
	}
	if f.CorpusID, err = readCorpus(asked.Get("corpus"), choices); err != nil {
		return f, err
	}
	if f.Scope == "" && f.CorpusID != 0 {
		f.Scope = choices.DefaultScope()
	}
	f.After, err = readPlace(asked.Get("after"))
	return f, err
}
