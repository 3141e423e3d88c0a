package coverage_test

import (
	"database/sql"
	"fmt"
	"slices"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
)

// constructed is an example of a database that no file was read for, so that a
// test can say what its findings must be.
type constructed struct {
	model       string // empty: m
	size        string
	operations  int
	right, n    int // responses
	unread      int // of the wrong ones: without an answer
	parts       int // of an answer; those of the first right ones are right
	seen        bool
	exposure    map[string]four // by scope
	notLookedUp bool
}

// four are the measures of exposure: mean ln(1 + documents), nodes seen, fewest
// documents, documents of the sink.
type four [4]int

// times are n copies of an example.
func (c constructed) times(n int) []constructed { return slices.Repeat([]constructed{c}, n) }

// at is an example answered once, with one exposure under the scope step.
func at(exposure int, right bool) constructed {
	c := constructed{size: "2x2", operations: 10, n: 1, exposure: map[string]four{"step": {exposure, exposure, exposure, exposure}}}
	if right {
		c.right = 1
	}
	return c
}

// construct makes a database of these examples and one corpus, which has 100
// documents of the size 2x2, and finds what there is to find.
func construct(t testing.TB, examples ...[]constructed) *database.DB {
	t.Helper()
	db := create(t)
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		id, responses := 0, 0
		exec := func(statement string, args ...any) {
			if _, err := tx.ExecContext(t.Context(), statement, args...); err != nil {
				t.Fatal(err)
			}
		}
		exec("INSERT INTO source (source, sha256, format, records, responses, rejected, analyzed_at) VALUES ('s', 'hash', 'native', 0, 0, 0, '')")
		exec("INSERT INTO corpus (corpus_id, name, task, documents, compiled, empty, rejected, nodes, bytes) VALUES (1, 'train', 'multiplication', 100, 100, 0, 0, 0, 0)")
		exec("INSERT INTO corpus_size (corpus_id, size, documents) VALUES (1, '2x2', 100)")
		for _, e := range slices.Concat(examples...) {
			id++
			exec("INSERT INTO example (example_id, task, source, external_id, question, input, size, gold, operations) VALUES (?1, 'multiplication', 's', ?2, '', ?2, ?3, '1', ?4)",
				id, fmt.Sprint(id), e.size, e.operations)
			model := e.model
			if model == "" {
				model = "m"
			}
			for k := range e.n {
				responses++
				var answer any = "1"
				if k >= e.n-e.unread {
					answer = nil
				}
				exec("INSERT INTO response (response_id, example_id, algorithm, model, sample, answer, correct, lines_parsed, lines_rejected, miscopied) VALUES (?, ?, 'long', ?, ?, ?, ?, 0, 0, 0)",
					responses, id, model, k, answer, k < e.right)
			}
			if e.parts > 0 {
				exec("UPDATE response SET parts = ?1, right_parts = ?1 * (sample < ?2) WHERE example_id = ?3", e.parts, e.right, id)
			}
			if e.notLookedUp {
				continue
			}
			for scope, x := range e.exposure {
				exec(`INSERT INTO example_coverage (example_id, algorithm, corpus_id, scope, operations, seen_nodes, mean_log_documents, min_documents, deepest_seen_layer, sink_documents, seen)
					VALUES (?, 'long', 1, ?, ?, ?, ?, ?, 0, ?, ?)`, id, scope, e.operations, x[1], float64(x[0]), x[2], x[3], e.seen)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	analyze(t, db, options()) // no file: the findings alone
	return db
}
