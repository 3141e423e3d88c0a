package chart

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
)

// outcomeNames are the outcomes of a node (METHOD.md section 4), as stored and
// in words.
var outcomeNames = [...][2]string{
	{"correct", "correct"}, {"local", "miscalculated here"}, {"propagation", "right step on wrong values"},
	{"restoration_masked", "restored: the error cancels"}, {"restoration_unexplained", "restored: unexplained"}, {"missing", "missing"},
}

// layerOutcomes are the nodes of one model and task by layer, then outcome.
type layerOutcomes struct {
	of        Filter
	layers    []int
	nodes     []map[string]int
	share     []map[string]float64
	unaligned int
}

// outcomesByLayer shows what becomes of the nodes of each layer.
func outcomesByLayer(ctx context.Context, db database.Querier, f Filter) ([]Chart, error) {
	const name, title = "outcomes-by-layer", "Outcomes of nodes by layer"
	var all []*layerOutcomes
	err := database.EachRow(ctx, db, `SELECT model, task, ifnull(layer, -1), outcome, nodes, share FROM outcome_by_layer
		WHERE (model = ?1 OR ?1 = '') AND (task = ?2 OR ?2 = '') ORDER BY model, task, layer, outcome`, []any{f.Model, f.Task}, func(rows *sql.Rows) error {
		var of Filter
		var layer, nodes int
		var outcome string
		var share float64
		if err := rows.Scan(&of.Model, &of.Task, &layer, &outcome, &nodes, &share); err != nil {
			return err
		}
		if len(all) == 0 || all[len(all)-1].of != of {
			all = append(all, &layerOutcomes{of: of})
		}
		all[len(all)-1].add(layer, outcome, nodes, share)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading outcomes: %w", err)
	}
	var charts []Chart
	for _, o := range all {
		if len(o.layers) > 0 {
			charts = append(charts, o.chart(o.of.start(name, title)))
		}
	}
	if len(charts) == 0 {
		return f.nothing(ctx, db, name, title, "No outcome of a node is known: no answer was set beside a graph, or --nodes=false left the nodes out.")
	}
	return charts, nil
}

func (o *layerOutcomes) add(layer int, outcome string, nodes int, share float64) {
	if layer < 0 { // a step that is no node of the graph has no layer
		o.unaligned += nodes
		return
	}
	last := len(o.layers) - 1
	if last < 0 || o.layers[last] != layer {
		o.layers = append(o.layers, layer)
		o.nodes = append(o.nodes, make(map[string]int))
		o.share = append(o.share, make(map[string]float64))
		last++
	}
	o.nodes[last][outcome], o.share[last][outcome] = nodes, share
}

func (o *layerOutcomes) chart(c Chart) Chart {
	total := make([]int, len(o.layers))
	for k, layer := range o.layers {
		c.X.Categories = append(c.X.Categories, strconv.Itoa(layer))
		for _, n := range o.nodes[k] {
			total[k] += n
		}
	}
	c.X.Title = "layer of the node (operations from the input)"
	c.Y = percentAxis("nodes of the layer (%)")
	for _, outcome := range outcomeNames {
		s := Series{Name: outcome[1], Model: o.of.Model, Mark: Stacked}
		for k, share := range o.share {
			s.Points = append(s.Points, Point{X: float64(k), Y: pointer(share[outcome[0]]), N: total[k], Label: fmt.Sprintf("%d nodes", o.nodes[k][outcome[0]])})
		}
		c.add(s)
	}
	c.Caption = o.caption()
	c.Notes = []string{fmt.Sprintf("n = %d to %d nodes a layer, of all responses; counts, so without intervals.", slices.Min(total), slices.Max(total))}
	if o.unaligned > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("Besides, %d steps that are no node of the graph.", o.unaligned))
	}
	return c
}

// caption says what share is correct, and missing, from the first layer to the last.
func (o *layerOutcomes) caption() string {
	var parts []string
	for _, outcome := range outcomeNames {
		first, last := o.share[0][outcome[0]], o.share[len(o.share)-1][outcome[0]]
		parts = append(parts, fmt.Sprintf("%s %.1f %% in layer %d and %.1f %% in layer %d",
			outcome[1], 100*first, o.layers[0], 100*last, o.layers[len(o.layers)-1]))
	}
	return "What became of the nodes of each layer: " + strings.Join(parts, "; ") + "."
}
