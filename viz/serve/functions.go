package serve

import (
	"fmt"
	"html/template"
	"strconv"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/coverage/examples"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/outcome"
)

// functions are what the templates of this package say of values.
func functions() template.FuncMap {
	return template.FuncMap{
		"known":        known[string],
		"knownInt":     known[int64],
		"share":        share,
		"figure":       figure,
		"count":        func(n int64) string { return humanize.Comma(n) },
		"documents":    documents,
		"outcomeWords": outcomeWords,
		"outcomes":     examples.Outcomes,
		"orders":       examples.Orders,
		"orderWords":   orderWords,
	}
}

// known is a value, or the sign that there is none.
func known[T any](v *T) string {
	if v == nil {
		return finding.NotEstimated
	}
	return fmt.Sprint(*v)
}

func share(v *float64) string {
	if v == nil {
		return finding.NotEstimated
	}
	return fmt.Sprintf("%.1f%%", 100**v)
}

func figure(v *float64) string {
	if v == nil {
		return finding.NotEstimated
	}
	return strconv.FormatFloat(*v, 'g', 4, 64)
}

// documents is how many contain the sub-graph of a node under a scope.
func documents(n examples.Node, scope string) string {
	count, ok := n.Documents[scope]
	if !ok {
		return finding.NotEstimated
	}
	return humanize.Comma(count)
}

// outcomeWords says what an outcome of the filter is.
func outcomeWords(name string) string {
	switch name {
	case examples.Right:
		return "right answer"
	case examples.Wrong:
		return "wrong answer"
	}
	return "a step " + outcome.Outcome(name).Words()
}

func orderWords(o examples.Order) string {
	switch o {
	case examples.ByFewestSeen:
		return "least covered first"
	case examples.ByMostSeen:
		return "most covered first"
	case examples.ByFewestSteps:
		return "fewest steps first"
	case examples.ByMostSteps:
		return "most steps first"
	}
	return "as they were read"
}
