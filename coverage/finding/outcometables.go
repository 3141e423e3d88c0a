package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/graphcov/graphcov/coverage/outcome"
)

// OutcomeTables are, for each model and task, what the responses made of the
// nodes of each layer, in shares.
func OutcomeTables(findings []Finding) []Table {
	columns := make(map[outcome.Outcome]int)
	header := []string{"layer", "problems"}
	for _, o := range outcome.OfNodes() {
		columns[o] = len(header)
		header = append(header, o.Words())
	}
	var all []Table
	last := ""
	for _, f := range findings {
		if f.Measure != MeasureOutcomeShare {
			continue
		}
		layer, kind, _ := strings.Cut(f.Stratum, ", ")
		layer = strings.TrimPrefix(layer, "layer ")
		if title := fmt.Sprintf("Outcomes of steps by layer: %s on %s", f.Model, f.Task); title != last {
			all, last = append(all, Table{Title: title, Header: header, Words: []int{0},
				Note: "Shares of the steps of the layer whose value the text could state."}), title
		}
		t := &all[len(all)-1]
		row := slices.IndexFunc(t.Rows, func(row []string) bool { return row[0] == layer })
		if row < 0 {
			row = len(t.Rows)
			t.Rows = append(t.Rows, make([]string, len(header)))
			for i := range header {
				t.Rows[row][i] = NotEstimated
			}
			t.Rows[row][0], t.Rows[row][1] = layer, humanize.Comma(int64(f.Estimate.N))
		}
		if column, ok := columns[outcome.Outcome(kind)]; ok {
			t.Rows[row][column] = Percent(f)
		}
	}
	return all
}

// CompositionTables are, for each model, task and corpus, what stands in the
// findings of compositionality.
func CompositionTables(findings []Finding) []Table {
	var all []Table
	last := ""
	for _, f := range findings {
		if f.Measure != MeasureCompositionGap {
			continue
		}
		if title := fmt.Sprintf("Is it right more often where larger parts were seen, too? %s on %s against %s", f.Model, f.Task, f.Corpus); title != last {
			all, last = append(all, Table{Title: title, Header: []string{"problems", "difference of accuracy", "n", "remark"}, Words: []int{0, 3},
				Note: "Of problems nearly all of whose single steps were seen: accuracy where more full sub-graphs were seen minus where fewer were. A model that composes has no difference. Strata with fewer than 10 problems on a side are left out."}), title
		}
		if !f.Estimate.OK {
			continue // too few on one side, as in most strata of a small set
		}
		note, _, _ := strings.Cut(f.Note, ";")
		t := &all[len(all)-1]
		t.Rows = append(t.Rows, []string{f.Stratum, Points(f), humanize.Comma(int64(f.Estimate.N)), note})
	}
	return all
}
