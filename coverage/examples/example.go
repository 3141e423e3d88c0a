package examples

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/outcome"
)

// ErrNone is wrapped by the error of an example that is not there.
var ErrNone = errors.New("there is no such example")

// Example is everything about one test problem but its nodes.
type Example struct {
	ID                              int64
	Task, Source, ExternalID        string
	Question, Input, Size, Gold     string
	Nodes, Operations, Depth, Width *int64 // nil: its steps are not known
	Parallelism                     *float64
	Responses                       []Response
	Coverage                        []Coverage
}

// Response is one answer to it.
type Response struct {
	ID                                    int64
	Model                                 string
	Sample                                int64
	Algorithm                             string
	Answer                                *string // nil: none can be read
	Correct                               bool
	Finished                              *bool // nil: the file does not say
	Temperature, LogProb                  *float64
	FirstWrong                            *string
	LinesParsed, LinesRejected, Miscopied int64
}

// Coverage is how much of it a corpus has under a scope.
type Coverage struct {
	Corpus, Scope, Algorithm string
	Operations, Seen         int64
	Exposure                 float64
	Bottleneck               int64 // documents of the node that fewest have
	Whole                    bool  // the problem itself is in the corpus
}

// Read reads one example. The error wraps ErrNone where there is none of that id.
func Read(ctx context.Context, db *database.DB, id int64) (*Example, error) {
	e := Example{ID: id}
	err := db.QueryRowContext(ctx, `SELECT task, source, external_id, question, input, ifnull(size, ''), gold, nodes, operations, depth, width, parallelism
		FROM example WHERE example_id = ?`, id).Scan(&e.Task, &e.Source, &e.ExternalID, &e.Question, &e.Input, &e.Size, &e.Gold,
		&e.Nodes, &e.Operations, &e.Depth, &e.Width, &e.Parallelism)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("example %d: %w", id, ErrNone)
	}
	if err != nil {
		return nil, fmt.Errorf("reading example %d: %w", id, db.Explain(err))
	}
	err = database.EachRow(ctx, db, `SELECT response_id, model, sample, algorithm, answer, correct, finished, temperature, logprob, first_wrong, lines_parsed, lines_rejected, miscopied
		FROM response WHERE example_id = ? ORDER BY model, sample, response_id`, []any{id}, func(rows *sql.Rows) error {
		var r Response
		err := rows.Scan(&r.ID, &r.Model, &r.Sample, &r.Algorithm, &r.Answer, &r.Correct, &r.Finished, &r.Temperature, &r.LogProb, &r.FirstWrong,
			&r.LinesParsed, &r.LinesRejected, &r.Miscopied)
		e.Responses = append(e.Responses, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the responses to example %d: %w", id, db.Explain(err))
	}
	err = database.EachRow(ctx, db, `SELECT c.name, scope, algorithm, operations, seen_nodes, mean_log_documents, min_documents, seen
		FROM example_coverage JOIN corpus c USING (corpus_id) WHERE example_id = ? ORDER BY algorithm, corpus_id, CASE scope WHEN 'step' THEN 0 WHEN 'full' THEN 2 WHEN 'shape' THEN 3 ELSE 1 END, scope`, []any{id}, func(rows *sql.Rows) error {
		var c Coverage
		err := rows.Scan(&c.Corpus, &c.Scope, &c.Algorithm, &c.Operations, &c.Seen, &c.Exposure, &c.Bottleneck, &c.Whole)
		e.Coverage = append(e.Coverage, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the coverage of example %d: %w", id, db.Explain(err))
	}
	return &e, nil
}

// Node is a node of an example's graph, with its counts and what a response
// made of it.
type Node struct {
	Label, Op, Value string // Op empty: a source
	Layer            int64
	Documents        map[string]int64 // by scope; empty: not looked up
	Given            *string          // nil: missing, or not asked for
	Outcome          outcome.Outcome  // empty: not judged
	Inferred         bool
}

// Nodes reads the nodes of one algorithm's graph in topological order, with
// their counts in a corpus (0: none) and the outcomes of a response (0: none).
func Nodes(ctx context.Context, db *database.DB, example int64, algorithm string, corpusID, response int64) ([]Node, error) {
	var all []Node
	at := make(map[string]int)
	err := database.EachRow(ctx, db, `SELECT n.node, ifnull(n.op, ''), n.value, n.layer, o.value, ifnull(o.outcome, ''), ifnull(o.inferred, 0)
		FROM node n LEFT JOIN outcome o ON o.response_id = ? AND o.node = n.node
		WHERE n.example_id = ? AND n.algorithm = ? ORDER BY n.position`, []any{response, example, algorithm}, func(rows *sql.Rows) error {
		n := Node{Documents: make(map[string]int64)}
		err := rows.Scan(&n.Label, &n.Op, &n.Value, &n.Layer, &n.Given, &n.Outcome, &n.Inferred)
		at[n.Label] = len(all)
		all = append(all, n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the nodes of example %d: %w", example, db.Explain(err))
	}
	err = database.EachRow(ctx, db, "SELECT node, scope, documents FROM coverage WHERE example_id = ? AND algorithm = ? AND corpus_id = ?",
		[]any{example, algorithm, corpusID}, func(rows *sql.Rows) error {
			var node, scope string
			var documents int64
			err := rows.Scan(&node, &scope, &documents)
			if i, ok := at[node]; ok {
				all[i].Documents[scope] = documents
			}
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("reading the counts of example %d: %w", example, db.Explain(err))
	}
	return all, nil
}
