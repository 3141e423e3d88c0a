package dot

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/outcome"
	"github.com/graphcov/graphcov/graph"
)

// Load draws the graph of a stored example, with the counts of one corpus and
// scope and, where a response is named, with what that made of each node. An
// example, response, corpus, scope or node that is not there is an error that
// says what is.
func Load(ctx context.Context, db database.Querier, exampleID int64, opt Options) (Drawing, error) {
	l := loader{ctx: ctx, db: db, example: exampleID, opt: opt}
	for _, step := range []func() error{l.readExample, l.readResponse, l.readAlgorithm, l.readNodes, l.readCoverage, l.readOutcomes} {
		if err := step(); err != nil {
			return Drawing{}, fmt.Errorf("example %d: %w", exampleID, err)
		}
	}
	d, err := draw(&l.graph, l.nodes, opt)
	if err != nil {
		return d, fmt.Errorf("example %d: %w", exampleID, err)
	}
	d.Title, d.Notes = l.title, l.notes
	d.Task, d.Algorithm, d.Example, d.Response, d.Corpus, d.Scope = l.task, l.algorithm, exampleID, opt.Response, l.corpus, l.scope
	return d, l.readCounts(&d)
}

// loader reads one example, in steps.
type loader struct {
	ctx     context.Context
	db      database.Querier
	example int64
	opt     Options

	task, title, gold string
	algorithm         string
	notes             []string
	graph             graph.Graph
	nodes             []Node         // by position
	at                map[string]int // position by label
	corpusID          int64          // 0: none
	corpus, scope     string
}

func (l *loader) each(query string, args []any, scan func(*sql.Rows) error) error {
	return database.EachRow(l.ctx, l.db, query, args, scan)
}

func (l *loader) readExample() error {
	var question, input, size, external string
	found := false
	err := l.each("SELECT task, question, input, ifnull(size, ''), external_id, gold FROM example WHERE example_id = ?", []any{l.example}, func(rows *sql.Rows) error {
		found = true
		return rows.Scan(&l.task, &question, &input, &size, &external, &l.gold)
	})
	if err != nil {
		return err
	}
	if !found {
		return l.noExample()
	}
	l.title = Title(question, input)
	note := fmt.Sprintf("%s %s, example %d", l.task, size, l.example)
	if external != "" {
		note += fmt.Sprintf(" (%s)", shorten(external, 40))
	}
	l.notes = append(l.notes, note+": right is "+shorten(l.gold, 80))
	return nil
}

func (l *loader) noExample() error {
	var count int64
	var first, last sql.NullInt64
	err := l.each("SELECT count(*), min(example_id), max(example_id) FROM example", nil, func(rows *sql.Rows) error { return rows.Scan(&count, &first, &last) })
	switch {
	case err != nil:
		return err
	case count == 0:
		return fmt.Errorf("there are no examples in the database: run graphcov analyze first")
	}
	return fmt.Errorf("not in the database, which has %d, numbered from %d to %d", count, first.Int64, last.Int64)
}

func (l *loader) readResponse() error {
	if l.opt.Response == 0 {
		return nil
	}
	var of int64
	err := l.each(`SELECT example_id, algorithm, model, sample, answer, correct,
		(SELECT count(*) FROM outcome o WHERE o.response_id = r.response_id AND o.outcome = 'unaligned')
		FROM response r WHERE response_id = ?`, []any{l.opt.Response}, func(rows *sql.Rows) error {
		var model string
		var answer sql.NullString
		var sample, unaligned int
		var correct bool
		if err := rows.Scan(&of, &l.algorithm, &model, &sample, &answer, &correct, &unaligned); err != nil {
			return err
		}
		said := "without an answer that can be read"
		if answer.Valid {
			said = shorten(answer.String, 80) + ", " + map[bool]string{true: "right", false: "wrong"}[correct]
		}
		l.notes = append(l.notes, fmt.Sprintf("response %d of %s, sample %d: %s", l.opt.Response, model, sample, said))
		if unaligned > 0 {
			l.notes = append(l.notes, fmt.Sprintf("steps of the response that are no node of this graph: %d", unaligned))
		}
		return nil
	})
	if err != nil || of == l.example {
		return err
	}
	var ids []string
	err = l.each("SELECT response_id FROM response WHERE example_id = ? ORDER BY response_id LIMIT 10", []any{l.example}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return err
	}
	return fmt.Errorf("response %d is not one to it: there is %s", l.opt.Response, orNone(ids))
}

// readAlgorithm finds which of the example's graphs is drawn.
func (l *loader) readAlgorithm() error {
	wanted := l.opt.Algorithm
	if wanted == "" {
		wanted = l.algorithm
	}
	var there []string
	err := l.each(`SELECT n.algorithm FROM node n WHERE n.example_id = ?1 GROUP BY n.algorithm
		ORDER BY (SELECT count(*) FROM response r WHERE r.example_id = ?1 AND r.algorithm = n.algorithm) DESC, n.algorithm`, []any{l.example}, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		there = append(there, name)
		return err
	})
	if err != nil {
		return err
	}
	switch {
	case len(there) == 0:
		return fmt.Errorf("no graph in the database: either its steps are not known, or it was analyzed with --nodes=false")
	case wanted == "":
		l.algorithm = there[0]
	case !slices.Contains(there, wanted):
		return fmt.Errorf("no graph of the algorithm %q: there is %s", wanted, orNone(there))
	default:
		l.algorithm = wanted
	}
	if len(there) > 1 {
		l.notes = append(l.notes, "worked by the algorithm "+l.algorithm)
	}
	return nil
}

// readNodes builds the graph again from its rows, which a person may have
// changed: what makes no graph is an error.
func (l *loader) readNodes() error {
	l.at = make(map[string]int)
	err := l.each("SELECT position, node, ifnull(op, ''), value, arguments FROM node WHERE example_id = ? AND algorithm = ? ORDER BY position", []any{l.example, l.algorithm}, func(rows *sql.Rows) error {
		var label, op, value string
		var arguments sql.NullString
		var position int
		if err := rows.Scan(&position, &label, &op, &value, &arguments); err != nil {
			return err
		}
		if position != l.graph.Len() {
			return fmt.Errorf("node %s stands at %d, where %d comes next: analyze again", label, position, l.graph.Len())
		}
		l.at[label] = l.graph.Len()
		if op == "" {
			l.graph.Source(graph.ParseLabel(label), value)
			return nil
		}
		var args []graph.Node
		if err := json.Unmarshal([]byte(arguments.String), &args); err != nil || len(args) == 0 {
			return fmt.Errorf("node %s has the arguments %q, which are no JSON array of positions: analyze again", label, arguments.String)
		}
		for _, a := range args {
			if a < 0 || int(a) >= l.graph.Len() {
				return fmt.Errorf("node %s has the argument %d, which does not come before it: analyze again", label, a)
			}
		}
		l.graph.Add(graph.Op(op), graph.ParseLabel(label), value, args...)
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading its graph: %w", err)
	}
	l.nodes = bareNodes(&l.graph)
	return nil
}

func (l *loader) readOutcomes() error {
	if l.opt.Response == 0 {
		return nil
	}
	return l.each("SELECT node, value, inferred, outcome FROM outcome WHERE response_id = ?", []any{l.opt.Response}, func(rows *sql.Rows) error {
		var label string
		var became outcome.Outcome
		var given *string
		var inferred bool
		if err := rows.Scan(&label, &given, &inferred, &became); err != nil {
			return err
		}
		if v, ok := l.at[label]; ok { // else a step that is no node
			l.nodes[v].Given, l.nodes[v].Inferred, l.nodes[v].Outcome = given, inferred, became
		}
		return nil
	})
}

// orNone lists names for a message.
func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
