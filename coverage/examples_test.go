package coverage_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/coverage"
)

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

func TestAnalyzeModel(t *testing.T) {
	db := create(t)
	opt := options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), response("a", "7 x 8", "56"), record{"question": "7 x 8", "response": "56"}))
	opt.Model = "mine"
	analyze(t, db, opt)
	if diff := cmp.Diff([][]string{{"m"}, {"mine"}}, query(t, db, "SELECT model FROM response ORDER BY response_id")); diff != "" {
		t.Error(diff)
	}
}

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

func TestAnalyzeManyProblems(t *testing.T) {
	instances := slices.Concat(drawProblems(t, "2x2", 300, 1), drawProblems(t, "3x2", 300, 1))
	line := func(i, sample int) any {
		return response(strconv.Itoa(i), instances[i].Question(), string(instances[i].AppendScratchpad(nil))).with("sample", sample)
	}
	var byProblem, bySample []any
	for i := range instances {
		byProblem = append(byProblem, line(i, 0), line(i, 1))
	}
	for sample := range 2 {
		for i := range instances {
			bySample = append(bySample, line((7*i)%len(instances), sample)) // neighbours are of different sizes
		}
	}
	for name, lines := range map[string][]any{"by problem": byProblem, "by sample": bySample} {
		db := create(t)
		smallCorpus(t, db)
		analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), lines...)))
		got := query(t, db, `SELECT (SELECT sum(operations) FROM example), (SELECT count(*) FROM response), (SELECT count(*) FROM outcome),
			(SELECT count(*) FROM outcome WHERE outcome = 'correct'), (SELECT count(*) FROM coverage), (SELECT count(*) FROM example_coverage)`)
		operations, err := strconv.Atoi(got[0][0])
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("[[%d 1200 %d %d %d 2400]]", operations, 2*operations, 2*operations, 4*operations) // two responses, four scopes
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
}

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

func TestAnalyzeWithoutCorpus(t *testing.T) {
	db := create(t)
	report := analyze(t, db, options(many(t, "t.jsonl", 6)))
	got := query(t, db, `SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM outcome), (SELECT count(*) FROM node),
		(SELECT count(*) FROM coverage), (SELECT count(*) FROM example_coverage), (SELECT count(*) FROM finding WHERE corpus_id IS NOT NULL)`)
	if diff := cmp.Diff([][]string{{"6", "18", "36", "0", "0", "0"}}, got); diff != "" || len(report.Corpora) != 0 {
		t.Errorf("%v (-want +got):\n%s", report.Corpora, diff)
	}
	if measures := query(t, db, "SELECT DISTINCT measure FROM finding ORDER BY 1"); len(measures) == 0 || measures[0][0] != coverage.MeasureAccuracy {
		t.Errorf("%v", measures)
	}
}

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
