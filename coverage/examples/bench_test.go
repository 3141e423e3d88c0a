package examples_test

import (
	"database/sql"
	"fmt"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/examples"
)

// BenchmarkList lists pages of a database with ten million rows: 60,000
// problems with a response each, 30 steps a response, their coverage under four scopes. The
// outcome unaligned occurs once, propagation never, local in every tenth response.
func BenchmarkList(b *testing.B) {
	db, err := database.Create(b.Context(), b.TempDir()+"/test.db")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	err = db.Write(b.Context(), func(tx *sql.Tx) error {
		for _, statement := range []string{
			"INSERT INTO source VALUES ('s', 'hash', 'native', 0, 0, 0, '')",
			"INSERT INTO corpus VALUES (1, 'train', 'multiplication', 9, 9, 0, 0, 0, 0)",
			"CREATE TEMP TABLE number (n INTEGER PRIMARY KEY)",
			"INSERT INTO number WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 60000) SELECT n FROM i",
			"INSERT INTO example SELECT n, 'multiplication', 's', n, 'What is 12 times 34?', n, '4x4', '408', 30, 38, 60, 9, 5, 4.2 FROM number",
			`INSERT INTO response (response_id, example_id, algorithm, model, sample, answer, correct, lines_parsed, lines_rejected, miscopied)
				SELECT n, n, 'long', 'm', 0, '408', n % 3 > 0, 30, 0, 0 FROM number`,
			"INSERT INTO node SELECT e.n, 'long', printf('node[%02d]', k.n), k.n, 'add', '1', 1 + k.n / 4, '[]' FROM number e, number k WHERE k.n <= 30",
			"INSERT INTO outcome SELECT example_id, node, '1', 0, CASE WHEN position = 1 AND example_id % 10 = 0 THEN 'local' WHEN position = 2 AND example_id = 40000 THEN 'unaligned' ELSE 'correct' END, 1, NULL FROM node",
			"INSERT INTO coverage SELECT example_id, 'long', node, 1, scope, (example_id * position) % 101, 9 FROM node, (SELECT 'full' AS scope UNION SELECT 'hop2' UNION SELECT 'shape' UNION SELECT 'step')",
			"INSERT INTO example_coverage SELECT n, 'long', 1, scope, 30, n % 31, n % 977 / 100.0, 0, 0, 0, 0 FROM number, (SELECT 'full' AS scope UNION SELECT 'hop2' UNION SELECT 'shape' UNION SELECT 'step')",
		} {
			if _, err := tx.ExecContext(b.Context(), statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, outcome := range []string{"", examples.Wrong, "local", "unaligned", "propagation"} {
		for _, order := range []examples.Order{examples.ByID, examples.ByFewestSeen, examples.ByMostSteps} {
			b.Run(fmt.Sprintf("outcome=%s/order=%s", outcome, order), func(b *testing.B) {
				for b.Loop() {
					if _, _, err := examples.List(b.Context(), db, examples.Filter{CorpusID: 1, Outcome: outcome, Sort: order, Limit: 50}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
