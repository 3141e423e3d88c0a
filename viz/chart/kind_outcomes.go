package chart

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/outcome"
)

// outcomesByLayer shows what becomes of the nodes of each layer.
func outcomesByLayer(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "outcomes-by-layer", "Outcomes of nodes by layer"
	findings, err := f.read(ctx, db, finding.MeasureOutcomeShare)
	if err != nil {
		return nil, err
	}
	var charts []Chart
	for _, g := range groupBy(findings, byModel) {
		c := g.of.start(name, title)
		c.X.Title = "layer of the node (operations from the input)"
		c.Y = percentAxis("nodes of the layer (%)")
		var layers []int
		for _, finding := range g.findings {
			layers = append(layers, int(numberIn(finding.Stratum, "layer %d")))
		}
		slices.Sort(layers)
		layers = slices.Compact(layers)
		for _, layer := range layers {
			c.X.Categories = append(c.X.Categories, strconv.Itoa(layer))
		}
		for _, kind := range outcome.Kinds() {
			words := kind.Words()
			if kind == outcome.Correct {
				words = string(kind) // a node may be right in other ways, too
			}
			s := Series{Name: words, Model: g.of.Model, Mark: Stacked}
			for _, finding := range g.findings {
				if layer := int(numberIn(finding.Stratum, "layer %d, "+string(kind))); layer >= 0 {
					s.Points = append(s.Points, point(float64(slices.Index(layers, layer)), finding))
				}
			}
			c.add(s)
		}
		c.describe(fmt.Sprintf("What became of the nodes of each layer (n = %s problems)", rangeOf(g.findings)))
		c.Notes = []string{fmt.Sprintf("n = %s problems that have nodes of the layer. The CSV has the 95 %% intervals.", rangeOf(g.findings))}
		charts = append(charts, c.orMissing(g.findings))
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "No outcome of a node is known: no answer was set beside a graph, or --nodes=false left the nodes out.")
	}
	return charts, nil
}

// rangeOf says over how many examples the findings are.
func rangeOf(findings []finding.Finding) string {
	least, most := findings[0].Estimate.N, 0
	for _, f := range findings {
		least, most = min(least, f.Estimate.N), max(most, f.Estimate.N)
	}
	if least == most {
		return strconv.Itoa(most)
	}
	return fmt.Sprintf("%d to %d", least, most)
}
