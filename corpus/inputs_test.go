package corpus

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/tasks/multiplication"
)

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	train := writeFile(t, filepath.Join(dir, "train.jsonl.gz"),
		jsonRecord(t, "question", "What is 12 times 84?", "scratchpad", "1. .."),
		jsonRecord(t, "prompt", "What is 012 times 7?", "completion", "84"),
		`{"messages": [{"role": "user", "content": "5 * 6"}, {"role": "assistant", "content": "30"}]}`,
		`{"input": "{\"x\": 3, \"y\": 4}"}`,
		"{",
		jsonRecord(t, "question", "Who?", "answer", "Me."))
	transcripts := writeFile(t, filepath.Join(dir, "transcripts.jsonl"),
		`{"id": "1", "question": "What is 12 times 84?", "model": "m", "response": "1008"}`,
		`{"id": "2", "question": "What is 99 times 9?", "model": "m", "response": "891"}`)
	got, err := Inputs(t.Context(), multiplication.Task{}, []string{train, transcripts})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`{"x":12,"y":7}`, `{"x":12,"y":84}`, `{"x":3,"y":4}`, `{"x":5,"y":6}`, `{"x":99,"y":9}`}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
}

func TestInputsErrors(t *testing.T) {
	none := writeFile(t, inDir(t, "none.jsonl"), jsonRecord(t, "question", "Who?", "answer", "Me."))
	_, err := Inputs(t.Context(), multiplication.Task{}, []string{none})
	wantError(t, err, none, "no problem of the task multiplication")
	_, err = Inputs(t.Context(), multiplication.Task{}, []string{inDir(t, "nowhere.jsonl")})
	wantError(t, err, "nowhere.jsonl", "no such file")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errStop)
	if _, err := Inputs(ctx, multiplication.Task{}, []string{corpusFile(t, 1, 5, "1x1")}); err != errStop {
		t.Errorf("error %v, want the cause of the cancellation", err)
	}
}
