package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// A number of a million digits in a record is read in time for every task, and
// is no more than a record like others, or a faulty one.
func TestIndexLongNumbers(t *testing.T) {
	long := tasktest.LongNumber()
	var lines []byte
	for _, fields := range []map[string]string{
		{"text": long + " + " + long + " = " + long},
		{"text": "2 ^ " + long + " = 0." + long + " and <<" + long + "*2=" + long + ">>"},
		{"question": "What is " + long + " times " + long + "?", "answer": long},
		{"question": "What is 12 times 84?", "answer": "1. Multiply " + long + " by the digit in the ones place of " + long + ". This gives " + long + " x 2 = " + long + "."},
		{"text": "input = [" + long + "]\ndp[" + long + "] = max(" + long + ", 0) = " + long},
		{"question": "There are " + long + " houses\n - names: `" + long + "`, `b`\n1. " + long + " is in house " + long + ".\n", "answer": "House " + long + ": " + long},
	} {
		data, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, data...), '\n')
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "a.jsonl")
	if err := os.WriteFile(file, lines, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tk := range tasks.All() {
		for _, from := range []string{"trace", "input"} {
			var stdout, stderr bytes.Buffer
			db := filepath.Join(dir, tk.Name()+from+".db")
			code := run(context.Background(), []string{"index", "--db", db, "--task", tk.Name(), "--graph-from", from, "--max-rejects", "100%", file}, strings.NewReader(""), &stdout, &stderr)
			// Either something could be compiled, or the run says that nothing could.
			if code != 0 && !strings.Contains(stderr.String(), "none of 6 records has anything of the task") {
				t.Errorf("%s from %s: exit code %d, %.300s", tk.Name(), from, code, stderr.String())
			}
			if stdout.Len()+stderr.Len() > 10_000 {
				t.Errorf("%s from %s: %d bytes of messages", tk.Name(), from, stdout.Len()+stderr.Len())
			}
		}
	}
}
