package coverage_test

import (
	"database/sql"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/tasks/task"
)

// Different files live side by side, as do models and problems of the same id.
func TestAnalyzeSideBySide(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	analyze(t, db, options(
		write(t, filepath.Join(dir, "1.jsonl"),
			response("a", "7 x 8", "56"),
			response("a", "7 x 8", "54"),
			response("a", "7 x 8", "56").with("model", "other"),
			response("a", "8 x 7", "56"), // another problem under the same id
			response("a", "What is 7 times 8?", "56"),
			record{"question": "7 x 8", "response": "56"}, // of no id, and no model
			record{"input": record{"y": 8, "x": 7}, "response": "65"},
		),
		write(t, filepath.Join(dir, "2.jsonl"), response("a", "7 x 8", "56")),
	))
	got := query(t, db, `SELECT substr(source, -7), external_id, question, input, model, sample, answer FROM response JOIN example USING (example_id) ORDER BY response_id`)
	const in78, in87 = `{"x":7,"y":8}`, `{"x":8,"y":7}`
	want := [][]string{
		{"1.jsonl", "a", "7 x 8", in78, "m", "0", "56"},
		{"1.jsonl", "a", "7 x 8", in78, "m", "1", "54"},
		{"1.jsonl", "a", "7 x 8", in78, "other", "0", "56"}, // samples are counted for each model
		{"1.jsonl", "a", "8 x 7", in87, "m", "0", "56"},
		{"1.jsonl", "a", "7 x 8", in78, "m", "2", "56"},
		{"1.jsonl", in78, "7 x 8", in78, "unnamed", "0", "56"},
		{"1.jsonl", in78, "7 x 8", in78, "unnamed", "1", "65"},
		{"2.jsonl", "a", "7 x 8", in78, "m", "0", "56"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A model that the user names stands where the file names none.
func TestAnalyzeModel(t *testing.T) {
	db := create(t)
	opt := options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), response("a", "7 x 8", "56"), record{"question": "7 x 8", "response": "56"}))
	opt.Model = "mine"
	analyze(t, db, opt)
	if diff := cmp.Diff([][]string{{"m"}, {"mine"}}, query(t, db, "SELECT model FROM response ORDER BY response_id")); diff != "" {
		t.Error(diff)
	}
}

// A task that the user names is that of all problems.
func TestAnalyzeTask(t *testing.T) {
	db := create(t)
	opt := options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), response("a", "7 x 8", "56").with("task", "chess"), record{"question": "e4?", "response": "e5"}))
	opt.Task = "multiplication"
	report := analyze(t, db, opt)
	if f := report.Files[0]; f.Responses != 1 || len(f.Rejects) != 1 || f.Rejects[0].Reason != "no problem of the task multiplication" {
		t.Errorf("%+v", f)
	}
	opt.Task = "chess"
	if _, err := coverage.Analyze(t.Context(), db, opt); err == nil || !strings.Contains(err.Error(), `unknown task "chess"`) {
		t.Error(err)
	}
}

// Whatever a model says, it is a response, and the run goes on.
func TestAnyTextIsAResponse(t *testing.T) {
	pad := scratchpad(t, "12 x 84")
	texts := []string{
		"", " ", "\x00", "\u2028", "\ufffd", "😀", "'; DROP TABLE response; --", strings.Repeat("9", 100_000), strings.Repeat("\n", 10_000),
		pad + pad, strings.Repeat(pad, 20), strings.ReplaceAll(pad, " ", "\x00"), strings.ReplaceAll(pad, "= ", "= "+strings.Repeat("7", 5_000)),
		strings.ReplaceAll(pad, "result ", "result  "), strings.ReplaceAll(pad, "\n", " "), strings.ToUpper(pad), pad[len(pad)/2:], pad[:len(pad)/2],
	}
	var lines []any
	for _, text := range texts {
		lines = append(lines, response("a", "12 x 84", text))
	}
	db := create(t)
	smallCorpus(t, db)
	report := analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), lines...)))
	if f := report.Files[0]; f.Responses != len(texts) {
		t.Errorf("%+v", f)
	}
	if n := one(t, db, "SELECT count(*) FROM outcome WHERE value = ''"); n != "0" {
		t.Errorf("%s outcomes have an empty value rather than none", n)
	}
	checkFindings(t, db)
}

// Graphs of many problems are let go and made again when another response
// comes; neighbours in the file are of different sizes.
func TestAnalyzeManyProblems(t *testing.T) {
	var instances []task.Instance
	tall, wide := drawProblems(t, "2x1", 260, 1), drawProblems(t, "1x2", 260, 1)
	for i := range tall {
		instances = append(instances, tall[i], wide[i])
	}
	var lines []any
	for i, instance := range slices.Concat(instances, instances[:50]) {
		lines = append(lines, response(strconv.Itoa(i%len(instances)), instance.Question(), string(instance.AppendScratchpad(nil))))
	}
	db := create(t)
	smallCorpus(t, db)
	analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), lines...)))
	got := query(t, db, `SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM outcome WHERE outcome = 'correct') = (SELECT sum(operations) FROM response JOIN example USING (example_id)),
		(SELECT count(*) FROM outcome WHERE outcome <> 'correct'), (SELECT count(*) FROM coverage) = (SELECT 4 * sum(operations) FROM example), (SELECT count(*) FROM example_coverage)`)
	if diff := cmp.Diff([][]string{{"570", "1", "0", "1", "2080"}}, got); diff != "" { // 520 problems under four scopes
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Only the very problem counts as seen: 3 x 12 is not 12 x 3.
func TestSeenKeepsOrder(t *testing.T) {
	db := create(t)
	smallCorpus(t, db)
	analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "t.jsonl"),
		response("a", "12 x 3", ""), response("b", "3 x 12", ""), response("c", "What is 012 times 3?", ""), response("d", "12 x 4", ""))))
	got := query(t, db, "SELECT external_id, seen FROM example JOIN example_coverage USING (example_id) WHERE scope = 'full' ORDER BY 1")
	if diff := cmp.Diff([][]string{{"a", "1"}, {"b", "0"}, {"c", "1"}, {"d", "0"}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A problem is looked up in all corpora of its task, or in those named.
func TestAnalyzeCorpora(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	smallCorpus(t, db)
	index(t, db, "other", write(t, filepath.Join(dir, "other.jsonl"), document(t, "2 x 4")))
	path := write(t, filepath.Join(dir, "t.jsonl"), response("a", "2 x 3", "6"))
	for _, test := range []struct {
		names []string
		want  [][]string
	}{
		{nil, [][]string{{"train", "3"}, {"other", "0"}}},
		{[]string{"other"}, [][]string{{"other", "0"}}},
		{[]string{"train"}, [][]string{{"train", "3"}}},
	} {
		opt := options(path)
		opt.Corpora = test.names
		report := analyze(t, db, opt)
		got := query(t, db, "SELECT name, documents FROM coverage c JOIN (SELECT corpus_id, name FROM corpus) USING (corpus_id) WHERE scope = 'step' ORDER BY corpus_id")
		if diff := cmp.Diff(test.want, got); diff != "" || len(report.Corpora) != len(test.want) {
			t.Errorf("%v: %v (-want +got):\n%s", test.names, report.Corpora, diff)
		}
	}
	// A corpus of another task has no say.
	if err := db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE corpus SET task = 'chess' WHERE name = 'train'")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	analyze(t, db, options(path))
	if diff := cmp.Diff([][]string{{"other"}}, query(t, db, "SELECT DISTINCT name FROM example_coverage JOIN corpus USING (corpus_id)")); diff != "" {
		t.Error(diff)
	}
	opt := options(path)
	opt.Corpora = []string{"train", "pile", "web"}
	before := dump(t, db)
	if _, err := coverage.Analyze(t.Context(), db, opt); err == nil || !strings.Contains(err.Error(), `no corpus "pile"`) {
		t.Error(err)
	}
	if diff := cmp.Diff(before, dump(t, db)); diff != "" {
		t.Error(diff)
	}
}

// Without a corpus there are answers and outcomes and nothing else.
func TestAnalyzeWithoutCorpus(t *testing.T) {
	db := create(t)
	report := analyze(t, db, options(many(t, "t.jsonl", 6)))
	got := query(t, db, `SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM outcome), (SELECT count(*) FROM node),
		(SELECT count(*) FROM coverage), (SELECT count(*) FROM example_coverage), (SELECT count(*) FROM finding WHERE corpus_id IS NOT NULL)`)
	if diff := cmp.Diff([][]string{{"6", "18", "36", "0", "0", "0"}}, got); diff != "" || len(report.Corpora) != 0 {
		t.Errorf("%v (-want +got):\n%s", report.Corpora, diff)
	}
	if measures := query(t, db, "SELECT DISTINCT measure FROM finding ORDER BY 1"); len(measures) == 0 || measures[0][0] != finding.MeasureAccuracy {
		t.Errorf("%v", measures)
	}
}

// NoNodes leaves out the rows of single nodes and nothing else.
func TestAnalyzeNoNodes(t *testing.T) {
	db, path, _ := small(t)
	want := dump(t, db)
	opt := options(path)
	opt.NoNodes, opt.MaxRejects = true, corpus.RejectLimit{Count: 2}
	analyze(t, db, opt)
	got := dump(t, db)
	for _, table := range []string{"node", "coverage", "outcome"} {
		if len(want[table]) == 0 || len(got[table]) != 0 {
			t.Errorf("%s has %d rows with nodes, %d without", table, len(want[table]), len(got[table]))
		}
		delete(want, table)
	}
	delete(want, "finding") // the paper's figure is drawn from single nodes
	delete(got, "finding")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-with +without):\n%s", diff)
	}
}
