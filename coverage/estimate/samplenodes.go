package estimate

import (
	"context"
	"database/sql"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/outcome"
)

// nodeCounts is what the responses to an example made of one operation node of
// its graph. Values that the text never states are left out.
type nodeCounts struct {
	graphNode
	at int // its place among the nodes of the graph

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

// nodeOutcomes says what the responses to an example made of the nodes of its
// graph. There are very many examples: each response is a text of one letter a
// node, and texts that come again are kept once.
type nodeOutcomes struct {
	graph     *graphNodes // nil: there are no node rows
	responses []string
}

// stated is a letter of that text: what a response made of one node.
type stated byte

// argumentsRight is added where they were.
const argumentsRight stated = 1

const (
	notStated stated = 2 * iota
	statedCorrect
	statedLocal
	statedPropagation
	statedMasked
	statedUnexplained
	statedMissing
	statedOther
)

func letterOf(of outcome.Outcome, right bool) stated {
	letter := statedOther
	switch of {
	case outcome.Correct:
		letter = statedCorrect
	case outcome.Local:
		letter = statedLocal
	case outcome.Propagation:
		letter = statedPropagation
	case outcome.RestorationMasked:
		letter = statedMasked
	case outcome.RestorationUnexplained:
		letter = statedUnexplained
	case outcome.Missing:
		letter = statedMissing
	}
	if right {
		letter |= argumentsRight
	}
	return letter
}

// loadNodes reads the outcomes of nodes, by example, and their coverage. A
// database without node rows has none.
func loadNodes(ctx context.Context, db database.Querier, samples []*sample) error {
	g, err := loadGraphs(ctx, db)
	if err != nil {
		return err
	}
	for _, s := range samples {
		for i := range s.examples {
			g.numbers[s.examples[i].graph] = s.examples[i].number
		}
	}
	if err := loadOutcomes(ctx, db, samples, g); err != nil {
		return err
	}
	for _, s := range samples {
		for _, c := range s.corpora {
			if c.documents != nil {
				continue // it is loaded
			}
			if err := c.loadDocuments(ctx, db, g); err != nil {
				return err
			}
		}
	}
	return nil
}

// loadOutcomes reads what the responses made of the nodes of their graph.
func loadOutcomes(ctx context.Context, db database.Querier, samples []*sample, g *graphs) error {
	type problem struct{ model, task, input string }
	at := make(map[problem]*observed)
	for _, s := range samples {
		for i := range s.examples {
			at[problem{s.model, s.task, s.examples[i].input}] = &s.examples[i]
		}
	}
	letters := make(texts)
	query := `SELECT r.model, e.task, e.input, r.example_id, r.algorithm, r.correct,
			ifnull((SELECT ` + joined("outcome", "ifnull(arguments_right, '')") + ` FROM outcome o WHERE o.response_id = r.response_id AND NOT o.inferred), '')
		FROM response r JOIN example e USING (example_id) ORDER BY r.response_id`
	return database.EachRow(ctx, db, query, nil, func(rows *sql.Rows) error {
		var of problem
		var graph graphKey
		var correct bool
		var text string
		if err := rows.Scan(&of.model, &of.task, &of.input, &graph.example, &graph.algorithm, &correct, &text); err != nil {
			return err
		}
		if o := at[of]; o != nil && o.graph.algorithm == graph.algorithm {
			flawed := o.outcomes.add(g.of[graph], text, letters)
			o.worked.add(correct, flawed)
		}
		return nil
	})
}

// add adds the outcomes of one response, as SQLite joined them. It reports
// whether some step of it went wrong.
func (n *nodeOutcomes) add(graph *graphNodes, outcomes string, letters texts) (flawed bool) {
	if n.graph == nil {
		n.graph = graph
	}
	var response []byte
	if n.graph != nil {
		response = make([]byte, len(n.graph.nodes))
	}
	for row := range strings.SplitSeq(outcomes, rowEnd) {
		label, rest, _ := strings.Cut(row, fieldEnd)
		written, right, _ := strings.Cut(rest, fieldEnd)
		flawed = flawed || outcome.Outcome(written) == outcome.Local
		if n.graph == nil {
			continue
		}
		if at, ok := n.graph.at[label]; ok { // else it is no step of the graph
			response[at] = byte(letterOf(outcome.Outcome(written), right == "1"))
		}
	}
	if n.graph != nil {
		n.responses = append(n.responses, letters.once(string(response)))
	}
	return flawed
}

// count adds up the responses, node by node in the order of the graph. Nodes of which no
// response says anything are left out. The result is in to, where that has room.
func (n *nodeOutcomes) count(to []nodeCounts) []nodeCounts {
	to = to[:0]
	if n.graph == nil {
		return to
	}
	for at, node := range n.graph.nodes {
		counts := nodeCounts{graphNode: node, at: at}
		for _, response := range n.responses {
			counts.add(stated(response[at]))
		}
		if counts.stated > 0 {
			to = append(to, counts)
		}
	}
	return to
}

func (n *nodeCounts) add(letter stated) {
	if letter == notStated {
		return
	}
	n.stated++
	right := letter&argumentsRight != 0
	kind := letter &^ argumentsRight
	switch kind {
	case statedCorrect:
		n.correct++
	case statedLocal:
		if right {
			n.local++
		} else {
			n.localWrong++
		}
	case statedPropagation:
		n.propagated++
	case statedMasked:
		n.masked++
	case statedUnexplained:
		n.unexplained++
	case statedMissing:
		n.missing++
	}
	if !right && kind != statedMissing {
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
