package coverage_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
)

// many is a file of responses to the problems 11 x 2, 12 x 2, ..: enough that
// rows are written in several batches.
func many(t testing.TB, name string, problems int) string {
	t.Helper()
	var lines []any
	for i := range problems {
		question := []string{"11 x 2", "12 x 2", "13 x 2", "14 x 2", "21 x 2", "22 x 2"}[i%6]
		lines = append(lines, response(string(rune('a'+i/26%26))+string(rune('a'+i%26)), question, scratchpad(t, question)))
	}
	return write(t, filepath.Join(t.TempDir(), name), lines...)
}

func counts(t testing.TB, db *database.DB) string {
	t.Helper()
	return strings.Join(query(t, db, "SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM example), (SELECT count(*) FROM response)")[0], " ")
}

// Analyzing a file again leaves the same rows.
func TestAnalyzeAgain(t *testing.T) {
	db, path, _ := small(t)
	once := dump(t, db)
	opt := options(path)
	opt.MaxRejects = corpus.RejectLimit{Count: 2}
	analyze(t, db, opt)
	if diff := cmp.Diff(once, dump(t, db)); diff != "" {
		t.Errorf("(-once +twice):\n%s", diff)
	}
}

// What a file says now counts, not what it said before.
func TestAnalyzeChangedFile(t *testing.T) {
	db := create(t)
	path := filepath.Join(t.TempDir(), "t.jsonl")
	analyze(t, db, options(write(t, path, response("a", "7 x 8", "56"), response("b", "7 x 9", "63"))))
	analyze(t, db, options(write(t, path, response("b", "7 x 9", "0"))))
	got := query(t, db, "SELECT external_id, answer, correct FROM response JOIN example USING (example_id)")
	if diff := cmp.Diff([][]string{{"b", "0", "0"}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The same bytes under another name are the same file: its rows are replaced,
// and the last name is kept.
func TestAnalyzeCopy(t *testing.T) {
	for _, problems := range []int{3, 250} {
		db := create(t)
		a := many(t, "a.jsonl", problems)
		b := many(t, "b.jsonl", problems)
		analyze(t, db, options(a))
		analyze(t, db, options(b))
		want := [][]string{{b}}
		if diff := cmp.Diff(want, query(t, db, "SELECT source FROM source")); diff != "" {
			t.Errorf("%d problems (-want +got):\n%s", problems, diff)
		}
		if diff := cmp.Diff(want, query(t, db, "SELECT DISTINCT source FROM example")); diff != "" {
			t.Errorf("%d problems (-want +got):\n%s", problems, diff)
		}
	}
}

// So it is within one run, where rows of the first may not have been written
// yet when the second is read.
func TestAnalyzeTwiceInOneRun(t *testing.T) {
	for _, problems := range []int{3, 250} {
		a, b := many(t, "a.jsonl", problems), many(t, "b.jsonl", problems)
		once := create(t)
		analyze(t, once, options(a))
		for name, paths := range map[string][]string{"same path": {a, a}, "same bytes": {a, b}} {
			db := create(t)
			analyze(t, db, options(paths...))
			if got, want := counts(t, db), counts(t, once); got != want {
				t.Errorf("%d problems, %s: sources, examples, responses %s, want %s", problems, name, got, want)
			}
		}
	}
}

// A file with too many faults fails, names the first, and changes nothing.
func TestRejectLimit(t *testing.T) {
	db, _, _ := small(t)
	before := dump(t, db)
	path := write(t, filepath.Join(t.TempDir(), "bad.jsonl"),
		record{"question": "Who wrote Faust?", "response": "Goethe"}, // of no known task, which is no fault
		response("a", "7 x 8", "56"), record{"question": 7, "response": "r"}, `{`)
	for limit, ok := range map[string]bool{"0": false, "1": false, "2": true, "49%": false, "50%": true} {
		opt := options(path)
		var err error
		if opt.MaxRejects, err = corpus.ParseRejectLimit(limit); err != nil {
			t.Fatal(err)
		}
		_, err = coverage.Analyze(t.Context(), db, opt)
		if (err == nil) != ok {
			t.Errorf("limit %s: %v", limit, err)
		}
		if ok {
			db, _, _ = small(t)
			before = dump(t, db)
			continue
		}
		for _, part := range []string{path + ": 2 of 4 records are faulty", "--max-rejects " + limit, `line 3: "question" is no text: it is a JSON number`} {
			if err != nil && !strings.Contains(err.Error(), part) {
				t.Errorf("limit %s: %q does not say %q", limit, err, part)
			}
		}
		if diff := cmp.Diff(before, dump(t, db)); diff != "" {
			t.Errorf("limit %s: the database changed:\n%s", limit, diff)
		}
	}
}

// A run that is stopped changes nothing, wherever it was.
func TestAnalyzeCancelled(t *testing.T) {
	db, path, _ := small(t)
	before := dump(t, db)
	stopped := errors.New("stopped by the user")
	for _, at := range []int{0, 100, 200} {
		ctx, cancel := context.WithCancelCause(t.Context())
		opt := options(path, many(t, "t.jsonl", 250))
		opt.MaxRejects = corpus.RejectLimit{Count: 2}
		opt.Progress = func(records int) {
			if records == at {
				cancel(stopped)
			}
		}
		if at == 0 {
			cancel(stopped)
		}
		if _, err := coverage.Analyze(ctx, db, opt); !errors.Is(err, stopped) && !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %d: %v", at, err)
		}
		cancel(nil)
		if diff := cmp.Diff(before, dump(t, db)); diff != "" {
			t.Errorf("stopped at %d: the database changed:\n%s", at, diff)
		}
	}
}
