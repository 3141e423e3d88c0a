package dot

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

var update = flag.Bool("update", false, "write the pictures that are compared with; render them and look before you keep them")

// instance is a problem of multiplication.
func instance(t testing.TB, question string) task.Instance {
	t.Helper()
	p, err := multiplication.Task{}.Parse(task.Problem{Question: question})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func compiled(p task.Instance) *graph.Graph {
	g := new(graph.Graph)
	p.Compile(g)
	return g
}

// drawn is the picture of a bare graph.
func drawn(t testing.TB, g *graph.Graph, opt Options) Drawing {
	t.Helper()
	d, err := FromGraph(g, opt)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func written(t testing.TB, d Drawing) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// each calls f for an instance of every size of every task.
func eachInstance(t *testing.T, f func(t *testing.T, g *graph.Graph)) {
	for _, tk := range tasks.All() {
		for _, size := range tk.About().Examples {
			t.Run(tk.Name()+"/"+size, func(t *testing.T) {
				p, err := tk.Generate(rand.New(rand.NewPCG(1, 0)), size)
				if err != nil {
					t.Fatal(err)
				}
				f(t, compiled(p))
			})
		}
	}
}

// analyzed is a database of training problems, with perfect scratchpads, and of
// responses: question and text in turn.
func analyzed(t testing.TB, training []string, responses ...string) *database.DB {
	t.Helper()
	dir := t.TempDir()
	train, said := filepath.Join(dir, "train.jsonl"), filepath.Join(dir, "said.jsonl")
	var documents, transcripts []map[string]string
	for _, q := range training {
		documents = append(documents, map[string]string{"question": q, "scratchpad": string(instance(t, q).AppendScratchpad(nil))})
	}
	for i := 0; i < len(responses); i += 2 {
		transcripts = append(transcripts, map[string]string{"id": string(rune('a' + i/2)), "task": "multiplication", "question": responses[i], "model": "m", "response": responses[i+1]})
	}
	writeLines(t, train, documents)
	writeLines(t, said, transcripts)
	db, err := database.Create(t.Context(), filepath.Join(dir, "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if _, err := corpus.Index(t.Context(), db, corpus.Options{Task: multiplication.Task{}, Corpus: "train", Paths: []string{train}, Now: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	if _, err := coverage.Analyze(t.Context(), db, coverage.Options{Paths: []string{said}, Now: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	return db
}

func writeLines(t testing.TB, path string, records []map[string]string) {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	for _, r := range records {
		if err := encoder.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// replaced is a text with a part of it changed, which must be there once.
func replaced(t testing.TB, text, part, by string) string {
	t.Helper()
	if strings.Count(text, part) != 1 {
		t.Fatalf("%q is not in the text once:\n%s", part, text)
	}
	return strings.Replace(text, part, by, 1)
}

// wrong is 12 x 84 in which 2 x 8 is 18: the digit 8 and the partial product 98
// follow from that, as do 980 and 1028.
func wrong(t testing.TB) string {
	t.Helper()
	text := string(instance(t, "12 x 84").AppendScratchpad(nil))
	text = replaced(t, text, "2 x 8 = 16. Write down the result 6", "2 x 8 = 18. Write down the result 8")
	text = strings.ReplaceAll(text, "B=96", "B=98")
	return strings.NewReplacer("960", "980", "96 x 10", "98 x 10", "1008", "1028").Replace(text)
}

// load is the picture of a stored example.
func load(t testing.TB, db *database.DB, example int64, opt Options) Drawing {
	t.Helper()
	d, err := Load(t.Context(), db, example, opt)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -update writes the new picture; render it and look\n%s", name, diff)
	}
}
