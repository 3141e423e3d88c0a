package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
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
	return []Kind{
		{"coverage-by-depth", "the paper's figure: training documents per sub-graph by depth, right against wrong answers", coverageByDepth},
		{"accuracy-by-size", "accuracy by problem size: a grid where sizes are such as 3x2, else bars", accuracyBySize},
		accuracyByGraph("accuracy-by-depth", finding.MeasureByDepth, "depth", "operations in a row"),
		accuracyByGraph("accuracy-by-width", finding.MeasureByWidth, "width", "nodes at the most common distance"),
		accuracyByGraph("accuracy-by-parallelism", finding.MeasureByParallelism, "parallelism", "nodes per layer, tenths of the problems"),
		{"outcomes-by-layer", "what became of the nodes of each layer: right, miscalculated, carried on, missing", outcomesByLayer},
		{"shortcuts", "what wrong answers have right, beside what a few inputs tell of it", shortcuts},
		{"calibration", "accuracy observed against accuracy predicted from the errors of single steps", calibration},
		{"sampling", "pass@k, consensus and best-of-k by the number of responses", samplingCurves},
		{"scaling-laws", "pass@k with fitted laws and their error where they were not fitted", scalingLaws},
		{"sampling-by-coverage", "pass@k in thirds of the problems by training coverage", samplingByCoverage},
		{"accuracy-by-exposure", "accuracy in tenths of the problems by training coverage", accuracyByExposure},
		association("association", finding.MeasureStratifiedAUC, "Training coverage and success among alike problems",
			"does coverage predict success? stratified AUC by model and scope, with verdicts"),
		association("node-association", finding.MeasureNodeAUC, "Training coverage and right steps among alike ones",
			"the same of single steps whose arguments are right"),
	}
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
