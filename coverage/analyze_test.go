package coverage_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// smallCorpus indexes four documents under the scopes step, hop2, full and
// shape. What is in them:
//
//	12 x 3    2 x 3 = 6    1 x 3 = 3    36 of 3, 6
//	32 x 1    2 x 1 = 2    3 x 1 = 3    32 of 3, 2
//	13 x 2    3 x 2 = 6    1 x 2 = 2    26 of 2, 6
//	22 x 3    2 x 3 = 6    2 x 3 = 6    66 of 6, 6
//
// so that, in whichever order, 2 x 3 is in three documents (four times), 1 x 3
// in two, 1 x 2 in two, and each of the four concatenations in one.
func smallCorpus(t testing.TB, db *database.DB) {
	index(t, db, "train", write(t, filepath.Join(t.TempDir(), "train.jsonl"),
		document(t, "12 x 3"), document(t, "32 x 1"), document(t, "13 x 2"), document(t, "22 x 3")))
}

// smallTranscripts are four responses to three problems, and six rejects.
func smallTranscripts(t testing.TB, path string) string {
	slip := tasktest.Edit(t, scratchpad(t, "31 x 2"),
		"3 x 2 = 6. Write down the result 6.", "3 x 2 = 7. Write down the result 7.",
		"is A=62 which", "is A=72 which",
		"A=62 (from", "A=72 (from",
		"62 x 1 = 62 = 62.", "62 x 1 = 72 = 72.") // the first 62 is miscopied
	return write(t, path,
		response("a", "31 x 2", scratchpad(t, "31 x 2")).with("correct", true, "reward", 0.5, "mean_logprob", -0.25, "finished", true),
		response("a", "31 x 2", slip).with("sample", 7, "correct", true),
		response("b", "12 x 3", "The answer is 36."),
		response("c", "2 x 11", "22").with("finished", false),
		`{"id": "d", "question": `,
		record{"id": "e", "question": "Who wrote Faust?", "response": "Goethe"},
		record{"id": "f", "task": "chess", "question": "e4?", "response": "e5"},
		response("g", "Who wrote Faust?", "Goethe"),
		record{"id": "h", "question": "12 x 3"},
		response("i", strings.Repeat("9", 257)+" x "+strings.Repeat("9", 257), "?"),
	)
}

// small is a database with the two, whose figures are worked out below.
func small(t testing.TB) (db *database.DB, path string, report coverage.Report) {
	t.Helper()
	db = create(t)
	smallCorpus(t, db)
	path = smallTranscripts(t, filepath.Join(t.TempDir(), "t.jsonl"))
	opt := options(path)
	opt.MaxRejects = corpus.RejectLimit{Count: 2}
	return db, path, analyze(t, db, opt)
}

func TestAnalyzeReport(t *testing.T) {
	_, path, report := small(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	want := coverage.Report{
		Files: []coverage.FileAccount{{
			Path: path, Format: "native", SHA256: hex.EncodeToString(sum[:]),
			Records: 10, Responses: 4, Examples: 3, Seen: 1, Faulty: 2,
			Right: 2, Unfinished: 1, NoAnswer: 0, Disagreeing: 0,
			LogDisagrees: 1, // the second, which the file calls right
			Miscopied:    1,
		}},
		Corpora: []string{"train"},
	}
	rejects := report.Files[0].Rejects
	report.Files[0].Rejects = nil
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var got []string
	for _, r := range rejects {
		got = append(got, fmt.Sprintf("%d: %d %s", r.FirstLine, r.Records, r.Reason))
	}
	wantRejects := []string{
		"5: 1 not valid JSON (cut off?)", "6: 1 no known task", `7: 1 unknown task "chess"`,
		"8: 1 no problem of the task multiplication", `9: 1 no field "response"`, "10: 1 the problem cannot be compiled",
	}
	if diff := cmp.Diff(wantRejects, got); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}

// Every table of DESIGN.md, worked out by hand.
func TestAnalyzeTables(t *testing.T) {
	db, path, report := small(t)
	tests := []struct {
		table, statement string
		want             []string // fields separated by |
	}{
		{
			"source", "SELECT source, sha256, format, records, responses, rejected, analyzed_at FROM source",
			[]string{path + "|" + report.Files[0].SHA256 + "|native|10|4|6|1970-01-01T00:00:00Z"},
		},
		{
			"source_reject", "SELECT source, reason, records, first_line FROM source_reject ORDER BY first_line",
			[]string{
				path + "|not valid JSON (cut off?)|1|5", path + "|no known task|1|6", path + `|unknown task "chess"|1|7`,
				path + "|no problem of the task multiplication|1|8", path + `|no field "response"|1|9`, path + "|the problem cannot be compiled|1|10",
			},
		},
		{
			// 31 x 2: sources 1, 3, 2, two products, one concatenation; 6 edges.
			// 2 x 11: sources 2, 1, 1, two products, shifted 20, product 22; 7
			// edges. The product is 3 edges from the furthest source and 2 from
			// the nearest, so distance 0 is the most common: 3 nodes.
			"example", `SELECT example_id, task, source, external_id, question, input, size, gold, operations, nodes, edges, depth, width, round(parallelism, 6)
				FROM example ORDER BY example_id`,
			[]string{
				"1|multiplication|" + path + `|a|31 x 2|{"x":31,"y":2}|2x1|62|3|6|6|2|3|3`,
				"2|multiplication|" + path + `|b|12 x 3|{"x":12,"y":3}|2x1|36|3|6|6|2|3|3`,
				"3|multiplication|" + path + `|c|2 x 11|{"x":2,"y":11}|1x2|22|4|7|7|3|3|2.333333`,
			},
		},
		{
			"node", "SELECT node, algorithm, position, op, value, layer, arguments FROM node WHERE example_id = 3 ORDER BY position",
			[]string{
				"x[0]|long|0|NULL|2|0|NULL", "y[0]|long|1|NULL|1|0|NULL", "y[1]|long|2|NULL|1|0|NULL",
				"prod[0,0]|long|3|multiply|2|1|[0,1]", "prod[1,0]|long|4|multiply|2|1|[0,2]",
				"shifted[1]|long|5|shift_1|20|2|[4]", "product|long|6|add|22|3|[3,5]",
			},
		},
		{
			"coverage", `SELECT c.example_id, c.node, c.scope, c.documents, c.occurrences FROM coverage c JOIN node n USING (example_id, algorithm, node) JOIN corpus USING (corpus_id)
				WHERE corpus.name = 'train' AND c.scope <> 'hop2' ORDER BY c.example_id, c.scope, n.position`,
			[]string{
				// 31 x 2: 1 x 2, then 3 x 2, then 62 of 6, 2, which is nowhere.
				"1|prod[0,0]|full|2|2", "1|prod[0,1]|full|3|4", "1|partial[0]|full|0|0",
				"1|prod[0,0]|shape|4|8", "1|prod[0,1]|shape|4|8", "1|partial[0]|shape|4|4",
				"1|prod[0,0]|step|2|2", "1|prod[0,1]|step|3|4", "1|partial[0]|step|0|0",
				// 12 x 3 is a document itself.
				"2|prod[0,0]|full|3|4", "2|prod[0,1]|full|2|2", "2|partial[0]|full|1|1",
				"2|prod[0,0]|shape|4|8", "2|prod[0,1]|shape|4|8", "2|partial[0]|shape|4|4",
				"2|prod[0,0]|step|3|4", "2|prod[0,1]|step|2|2", "2|partial[0]|step|1|1",
				// 2 x 11: 2 x 1 twice; nothing in the corpus is shifted or added.
				"3|prod[0,0]|full|2|2", "3|prod[1,0]|full|2|2", "3|shifted[1]|full|0|0", "3|product|full|0|0",
				"3|prod[0,0]|shape|4|8", "3|prod[1,0]|shape|4|8", "3|shifted[1]|shape|0|0", "3|product|shape|0|0",
				"3|prod[0,0]|step|2|2", "3|prod[1,0]|step|2|2", "3|shifted[1]|step|0|0", "3|product|step|0|0",
			},
		},
		{
			"response", `SELECT response_id, example_id, algorithm, model, sample, answer, answer_lenient, correct, logged_correct, reward, logprob, finished,
				lines_parsed, lines_rejected, miscopied FROM response ORDER BY response_id`,
			[]string{
				"1|1|long|m|0|62|62|1|1|0.5|-0.25|1|6|0|0",
				"2|1|long|m|7|72|72|0|1|NULL|NULL|NULL|6|0|1",
				"3|2|long|m|0|36|36|1|NULL|NULL|NULL|NULL|0|1|0",
				"4|3|long|m|0|22|22|0|NULL|NULL|NULL|0|0|1|0", // right, but cut off
			},
		},
		{"miscopy", "SELECT * FROM miscopy", []string{"2|partial|1"}},
		{
			"outcome", "SELECT response_id, node, value, inferred, outcome FROM outcome ORDER BY response_id, node",
			[]string{
				"1|partial[0]|62|0|correct", "1|prod[0,0]|2|0|correct", "1|prod[0,1]|6|0|correct",
				"2|partial[0]|72|0|propagation", "2|prod[0,0]|2|0|correct", "2|prod[0,1]|7|0|local",
				"3|partial[0]|NULL|0|missing", "3|prod[0,0]|NULL|0|missing", "3|prod[0,1]|NULL|0|missing",
				"4|prod[0,0]|NULL|0|missing", "4|prod[1,0]|NULL|0|missing", "4|product|22|0|correct", "4|shifted[1]|NULL|0|missing",
			},
		},
		{"meta", "SELECT value FROM meta WHERE key = 'tool_version'", []string{"test"}},
	}
	for _, test := range tests {
		t.Run(test.table, func(t *testing.T) {
			var got []string
			for _, row := range query(t, db, test.statement) {
				got = append(got, strings.Join(row, "|"))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnalyzeExampleCoverage(t *testing.T) {
	db, _, _ := small(t)
	ln := math.Log
	// By example and scope: operations, seen, exposure, least documents, deepest
	// seen layer, documents of the sink, whether the whole problem is a document.
	type row struct {
		operations, seen int
		exposure         float64
		least, deepest   int
		sink, whole      int
	}
	a := row{3, 2, (ln(3) + ln(4)) / 3, 0, 1, 0, 0}
	b := row{3, 3, (ln(4) + ln(3) + ln(2)) / 3, 1, 2, 1, 1}
	c := row{4, 2, 2 * ln(3) / 4, 0, 1, 0, 0}
	want := map[string]row{
		"1 step": a, "1 hop2": a, "1 full": a, "1 shape": {3, 3, ln(5), 4, 2, 4, 0},
		"2 step": b, "2 hop2": b, "2 full": b, "2 shape": {3, 3, ln(5), 4, 2, 4, 1},
		"3 step": c, "3 hop2": c, "3 full": c, "3 shape": {4, 2, 2 * ln(5) / 4, 0, 1, 0, 0},
	}
	got := map[string]row{}
	for _, r := range query(t, db, `SELECT example_id || ' ' || scope, operations, seen_nodes, mean_log_documents, min_documents, deepest_seen_layer, sink_documents, seen
		FROM example_coverage WHERE algorithm = 'long' AND corpus_id = (SELECT corpus_id FROM corpus WHERE name = 'train')`) {
		var n [8]float64
		for i, text := range r[1:] {
			n[i+1], _ = strconv.ParseFloat(text, 64)
		}
		got[r[0]] = row{int(n[1]), int(n[2]), n[3], int(n[4]), int(n[5]), int(n[6]), int(n[7])}
	}
	near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{}), near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
