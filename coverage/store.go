package coverage

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// store writes rows to the tables of an analysis, in batches. Rows of a child
// table may reach the file before their parent: the transaction defers the
// check of foreign keys to its end.
type store struct {
	*writer
	tables []table

	examples, nodes, coverage, exampleCoverage table
	referenceCoverage                          table
	responses, miscopies, outcomes             table
	stepScores, thoughts                       table

	nextExample, nextResponse int64
}

func newStore(ctx context.Context, tx *sql.Tx, w *writer) (*store, error) {
	s := &store{writer: w}
	if _, err := tx.ExecContext(ctx, "PRAGMA defer_foreign_keys = ON"); err != nil {
		return nil, err
	}
	for _, t := range []struct {
		into    *table
		table   string
		columns []string
	}{
		{&s.examples, "example", []string{"example_id", "task", "source", "external_id", "question", "input", "size", "gold",
			"operations", "nodes", "edges", "depth", "width", "parallelism"}},
		{&s.nodes, "node", []string{"example_id", "algorithm", "node", "position", "op", "value", "layer", "arguments"}},
		{&s.coverage, "coverage", []string{"example_id", "algorithm", "node", "corpus_id", "scope", "documents", "occurrences"}},
		{&s.exampleCoverage, "example_coverage", []string{"example_id", "algorithm", "corpus_id", "scope", "operations", "seen_nodes",
			"mean_log_documents", "min_documents", "deepest_seen_layer", "sink_documents", "seen"}},
		{&s.referenceCoverage, "reference_coverage", []string{"example_id", "algorithm", "corpus_id", "scope", "exposures"}},
		{&s.responses, "response", []string{"response_id", "example_id", "algorithm", "model", "sample", "answer", "answer_lenient",
			"correct", "logged_correct", "reward", "logprob", "finished", "parts", "right_parts", "first_wrong", "right_prefix", "temperature", "lines_parsed", "lines_rejected", "miscopied"}},
		{&s.miscopies, "miscopy", []string{"response_id", "kind", "restated"}},
		{&s.outcomes, "outcome", []string{"response_id", "node", "value", "inferred", "outcome", "arguments_right", "sound"}},
		{&s.stepScores, "step_score", []string{"response_id", "step", "score"}},
		{&s.thoughts, "thought", []string{"response_id", "thought", "parent", "text", "score", "kept", "right"}},
	} {
		rows, err := database.NewInserter(ctx, tx, t.table, t.columns, "")
		if err != nil {
			return nil, err
		}
		*t.into = table{w, rows}
		s.tables = append(s.tables, *t.into)
	}
	err := tx.QueryRowContext(ctx, "SELECT (SELECT ifnull(max(example_id), 0) FROM example), (SELECT ifnull(max(response_id), 0) FROM response)").
		Scan(&s.nextExample, &s.nextResponse)
	return s, err
}

// finish writes what is still held back.
func (s *store) finish(ctx context.Context) error {
	if err := s.wait(); err != nil {
		return err
	}
	var all error
	for _, t := range s.tables {
		all = errors.Join(all, t.rows.Close(ctx))
	}
	return all
}

// positions is a JSON array of nodes, empty text for none.
func positions(nodes []graph.Node) string {
	if len(nodes) == 0 {
		return ""
	}
	text := []byte{'['}
	for i, v := range nodes {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, int64(v), 10)
	}
	return string(append(text, ']'))
}
