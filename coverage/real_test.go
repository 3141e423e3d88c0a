package coverage_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// one is the single value of a query.
func one(t testing.TB, db *database.DB, statement string) string {
	t.Helper()
	rows := query(t, db, statement)
	if len(rows) != 1 || len(rows[0]) != 1 {
		t.Fatalf("%s: %v", statement, rows)
	}
	return rows[0][0]
}

func float(t testing.TB, text string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The whole way on a real model with its whole training data. The figures were
// counted outside of this program; METHOD.md section 5 has those of the size cliff.
func TestTinyTransformer(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("some seconds on real data, minutes under the race detector")
	}
	transcripts := tasktest.Data(t, "tiny-transformer/multiplication_transcripts.jsonl.gz")
	db := create(t)
	index(t, db, "train", tasktest.Data(t, "tiny-transformer/multiplication_train.jsonl.gz")...)
	report := analyze(t, db, options(transcripts...))
	if a := report.Files[0]; a.Records != 9306 || a.Responses != 9306 || a.Examples != 1034 || len(a.Rejects) != 0 {
		t.Errorf("account %+v", a)
	}
	for _, table := range query(t, db, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT IN ('source_reject', 'step_score', 'thought')") {
		if one(t, db, "SELECT count(*) FROM "+table[0]) == "0" {
			t.Errorf("nothing in %s", table[0])
		}
	}
	got := query(t, db, `SELECT size, sum(correct), count(*) FROM response JOIN example USING (example_id)
		WHERE sample = 0 AND size IN ('2x2', '3x2', '3x3') GROUP BY size ORDER BY size`)
	if diff := cmp.Diff([][]string{{"2x2", "197", "200"}, {"3x2", "257", "267"}, {"3x3", "0", "133"}}, got); diff != "" {
		t.Errorf("greedy accuracy (-want +got):\n%s", diff)
	}
	share := float(t, one(t, db, `SELECT sum(seen_nodes) * 1.0 / sum(c.operations) FROM example_coverage c JOIN example USING (example_id) WHERE scope = 'full' AND size = '3x3'`))
	if math.Abs(share-0.875) > 0.0005 {
		t.Errorf("share of full sub-graphs seen at 3x3: %v", share)
	}
	if n := one(t, db, "SELECT sum(seen) FROM example_coverage"); n != "0" {
		t.Errorf("%s problems of the test are in the training data", n)
	}
	if n := one(t, db, `SELECT count(*) FROM response JOIN example USING (example_id) WHERE operations <>
		(SELECT count(*) FROM outcome WHERE outcome.response_id = response.response_id AND outcome <> 'unaligned')`); n != "0" {
		t.Errorf("%s responses have another number of outcomes than operation nodes", n)
	}
	checkFindings(t, db)

	// Every share is that of the view, and outcomes that never happen are 0.
	if rows := query(t, db, `SELECT f.stratum, f.estimate, v.share FROM finding f
		LEFT JOIN outcome_by_layer v ON v.model = f.model AND f.stratum = 'layer ' || v.layer || ', ' || v.outcome
		WHERE f.measure = 'outcome_share' AND abs(f.estimate - ifnull(v.share, 0)) > 1e-9`); len(rows) > 0 {
		t.Errorf("shares of outcomes unlike those of the view: %v", rows)
	}
	if got := one(t, db, "SELECT count(*) - 6 * (SELECT count(DISTINCT layer) FROM outcome_by_layer WHERE layer IS NOT NULL) FROM finding WHERE measure = 'outcome_share'"); got != "0" {
		t.Errorf("%s outcomes of layers too many", got)
	}

	// The thirds by coverage make up the whole.
	for _, of := range []string{"measure = 'pass_at_k' AND stratum LIKE 'k=1%'", "measure = 'pass_at_k' AND stratum LIKE 'k=8%'", "measure = 'scaling_law' AND stratum LIKE 'beta-binomial mean%'"} {
		got := query(t, db, "SELECT stratum LIKE '%third', count(*), sum(n), round(sum(n * estimate), 6) FROM finding WHERE "+of+" GROUP BY 1 ORDER BY 1")
		if len(got) != 2 || got[0][1] != "1" || got[1][1] != "3" || got[0][2] != "1034" || got[1][2] != "1034" || got[0][3] != got[1][3] && !strings.Contains(of, "scaling") {
			t.Errorf("%s: in all and in thirds %v", of, got)
		}
	}

	once := dump(t, db)
	analyze(t, db, options(transcripts...))
	again := dump(t, db)
	for table := range once {
		if !slices.Equal(once[table], again[table]) {
			t.Errorf("another analysis of the same data gives another table %s", table)
		}
	}
}
