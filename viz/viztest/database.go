// Package viztest makes the database that the tests of pages look at.
package viztest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/tasks"
)

// Hostile is what somebody who means harm would put into a transcript. It is
// part of a question, of an id and of the name of a model.
const Hostile = `<script>document.title="taken"</script></script><img src=x onerror="document.title='taken'">`

// Database makes a database of 300 training documents and the answers of two
// models to 60 problems of two sizes, one of which was not trained on: one model
// that is right at 2x2 only, and one of the name Hostile that makes an error in
// every third scratchpad. It is open to read.
func Database(tb testing.TB) *database.DB {
	tb.Helper()
	t, err := tasks.All().Get("multiplication")
	if err != nil {
		tb.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 1))
	var train, asked strings.Builder
	for range 300 {
		instance, err := t.Generate(random, "2x2")
		if err != nil {
			tb.Fatal(err)
		}
		writeLine(tb, &train, map[string]any{"question": instance.Question(), "completion": string(instance.AppendScratchpad(nil))})
	}
	for i := range 60 {
		size := []string{"2x2", "3x2"}[i%2]
		instance, err := t.Generate(random, size)
		if err != nil {
			tb.Fatal(err)
		}
		for sample := range 2 {
			right := string(instance.AppendScratchpad(nil))
			for model, text := range map[string]string{"small": pick(size == "2x2", right, damage(right)), Hostile: pick((i+sample)%3 > 0, right, damage(right))} {
				writeLine(tb, &asked, map[string]any{"id": fmt.Sprintf("%d %s", i, Hostile), "task": t.Name(), "question": instance.Question() + " " + Hostile,
					"input": json.RawMessage(instance.Input()), "model": model, "sample": sample, "response": text})
			}
		}
	}
	files := fstest.MapFS{"train.jsonl": {Data: []byte(train.String())}, "asked.jsonl": {Data: []byte(asked.String())}}
	path := filepath.Join(tb.TempDir(), "test.db")
	db, err := database.Create(tb.Context(), path)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	now := time.Unix(1700000000, 0)
	if _, err := corpus.Index(tb.Context(), db, corpus.Options{Task: t, FS: files, Paths: []string{"train.jsonl"}, ToolVersion: "test", Now: now}); err != nil {
		tb.Fatal(err)
	}
	report, err := coverage.Analyze(tb.Context(), db, coverage.Options{FS: files, Paths: []string{"asked.jsonl"}, ToolVersion: "test", Now: now, Seed: 1, Tasks: tasks.All()})
	if err != nil {
		tb.Fatal(err)
	}
	if n := report.Files[0].Responses; n != 240 {
		tb.Fatalf("%d responses were read of 240: %v", n, report.Files[0].Rejects)
	}
	reading, err := database.OpenReadOnly(tb.Context(), path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { reading.Close() })
	return reading
}

func writeLine(tb testing.TB, to *strings.Builder, line map[string]any) {
	tb.Helper()
	text, err := json.Marshal(line)
	if err != nil {
		tb.Fatal(err)
	}
	to.Write(text)
	to.WriteByte('\n')
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// damage makes the last digits of a scratchpad wrong, and so its answer.
func damage(text string) string {
	at := strings.LastIndexAny(text, "0123456789")
	return text[:at] + string(rune('0'+(text[at]-'0'+1)%10)) + text[at+1:]
}
