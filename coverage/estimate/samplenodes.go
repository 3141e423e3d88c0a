package estimate

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/outcome"
)

// nodeCounts is what the responses to an example made of one operation node of
// its graph. Values that the text never states are left out.
type nodeCounts struct {
	*graphNode

	stated              int32 // or missing
	correct, local      int32 // with right arguments
	localWrong          int32 // local, from some wrong argument,
	propagated          int32 // as is what was carried on
	wrongArguments      int32 // stated, from some wrong argument
	masked, unexplained int32 // of them right all the same
	missing             int32
}

// workedCounts are the responses to an example that were read against its graph:
// the others took other ways.
type workedCounts struct {
	n, right            int
	flawed, flawedRight int // with a step gone wrong; of these with a right answer
}

// loadNodes reads the outcomes of nodes, by example, and their coverage. A
// database without node rows has none.
func loadNodes(ctx context.Context, db database.Querier, samples []*sample) error {
	g, err := loadGraphs(ctx, db)
	if err != nil {
		return err
	}
	if err := loadOutcomes(ctx, db, samples, g); err != nil {
		return err
	}
	loaded := make(map[*corpusSample]bool)
	for _, s := range samples {
		for _, c := range s.corpora {
			if loaded[c] {
				continue
			}
			loaded[c] = true
			if err := c.loadNodes(ctx, db, g); err != nil {
				return err
			}
		}
	}
	return nil
}

// loadOutcomes counts what the responses made of the nodes of their graph.
func loadOutcomes(ctx context.Context, db database.Querier, samples []*sample, g *graphs) error {
	type problem struct{ model, task, input string }
	at := make(map[problem]*observed)
	for _, s := range samples {
		for i := range s.examples {
			at[problem{s.model, s.task, s.examples[i].input}] = &s.examples[i]
		}
	}
	query := `SELECT r.model, e.task, e.input, r.example_id, r.algorithm, r.correct,
			ifnull((SELECT ` + joined("outcome", "ifnull(arguments_right, '')") + ` FROM outcome o WHERE o.response_id = r.response_id AND NOT o.inferred), '')
		FROM response r JOIN example e USING (example_id) ORDER BY r.response_id`
	err := database.EachRow(ctx, db, query, nil, func(rows *sql.Rows) error {
		var of problem
		var graph graphKey
		var correct bool
		var text string
		if err := rows.Scan(&of.model, &of.task, &of.input, &graph.example, &graph.algorithm, &correct, &text); err != nil {
			return err
		}
		if o := at[of]; o != nil && o.graph.algorithm == graph.algorithm {
			o.count(g.nodes[graph], correct, text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, o := range at {
		o.keepStated()
	}
	return nil
}

// count adds the outcomes of one response, in the order of labels as the nodes are.
func (o *observed) count(nodes []graphNode, correct bool, outcomes string) {
	if o.nodes == nil && len(nodes) > 0 {
		o.nodes = make([]nodeCounts, len(nodes))
		for i := range nodes {
			o.nodes[i].graphNode = &nodes[i]
		}
	}
	flawed := false
	at := 0
	for row := range strings.SplitSeq(outcomes, rowEnd) {
		label, rest, _ := strings.Cut(row, fieldEnd)
		written, argumentsRight, _ := strings.Cut(rest, fieldEnd)
		flawed = flawed || outcome.Outcome(written) == outcome.Local
		var ok bool
		if at, ok = find(nodes, at, label); ok { // else it is no step of the graph
			o.nodes[at].add(outcome.Outcome(written), argumentsRight == "1")
		}
	}
	o.worked.add(correct, flawed)
}

func (n *nodeCounts) add(of outcome.Outcome, argumentsRight bool) {
	n.stated++
	switch of {
	case outcome.Correct:
		n.correct++
	case outcome.Local:
		if argumentsRight {
			n.local++
		} else {
			n.localWrong++
		}
	case outcome.Propagation:
		n.propagated++
	case outcome.RestorationMasked:
		n.masked++
	case outcome.RestorationUnexplained:
		n.unexplained++
	case outcome.Missing:
		n.missing++
	}
	if !argumentsRight && of != outcome.Missing {
		n.wrongArguments++
	}
}

func (w *workedCounts) add(correct, flawed bool) {
	w.n++
	if correct {
		w.right++
	}
	if flawed {
		w.flawed++
	}
	if correct && flawed {
		w.flawedRight++
	}
}

// keepStated leaves out the nodes of which no response says anything, and puts
// the others into the order of the graph.
func (o *observed) keepStated() {
	o.nodes = slices.DeleteFunc(o.nodes, func(n nodeCounts) bool { return n.stated == 0 })
	slices.SortFunc(o.nodes, func(a, b nodeCounts) int { return a.position - b.position })
}
