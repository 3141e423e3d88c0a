package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
)

// Filter chooses what charts are of; an empty field leaves the choice open.
type Filter struct {
	Model, Task, Corpus, Scope string
}

// Kind is one sort of chart.
type Kind struct {
	Name    string // on the command line
	Summary string // in a line
	// Load reads the charts that the filter leaves: one or more for each task,
	// and where there are such for each model, corpus and scope. Where there is
	// nothing to show it returns one chart that says why.
	Load func(context.Context, database.Querier, Filter) ([]Chart, error)
}

// Kinds lists all sorts of charts, in the order of a report. A new one is a file
// and a line here.
func Kinds() []Kind {
	return []Kind{}
}

// Get returns the kind of that name.
func Get(name string) (Kind, error) {
	var names []string
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	slices.Sort(names)
	return Kind{}, fmt.Errorf("unknown chart %q: use one of %s", name, strings.Join(names, ", "))
}
