package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"

	"github.com/graphcov/graphcov/tasks/multiplication"
)

// document is a training document.
type document struct {
	Prompt     string `json:"prompt" parquet:"prompt"`
	Completion string `json:"completion" parquet:"completion"`
}

// documents are multiplications with their steps.
func documents(t *testing.T, seed uint64, n int) (all []document) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	for range n {
		instance, err := multiplication.Task{}.Generate(rng, "3x3")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, document{instance.Question(), string(instance.AppendScratchpad(nil))})
	}
	return all
}

func mustJSON(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const endOfText = "<|endoftext|>"

// writeCorpus writes documents in the format that the end of the path says.
func writeCorpus(t *testing.T, path string, seed uint64, n int) string {
	t.Helper()
	docs := documents(t, seed, n)
	var lines, texts []string
	for _, d := range docs {
		lines = append(lines, mustJSON(t, d))
		texts = append(texts, d.Prompt+"\n"+d.Completion+"\n")
	}
	jsonl := []byte(strings.Join(lines, "\n") + "\n")
	var data bytes.Buffer
	switch {
	case strings.HasSuffix(path, ".gz"):
		w := gzip.NewWriter(&data)
		w.Write(jsonl)
		w.Close()
	case strings.HasSuffix(path, ".zst"):
		w, err := zstd.NewWriter(&data)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(jsonl)
		w.Close()
	case strings.HasSuffix(path, ".json"):
		data.WriteString("[\n" + strings.Join(lines, ",\n") + "\n]\n")
	case strings.HasSuffix(path, ".txt"):
		data.WriteString(strings.Join(texts, endOfText))
	case strings.HasSuffix(path, ".parquet"):
		w := parquet.NewGenericWriter[document](&data, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(20))
		if _, err := w.Write(docs); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	case strings.HasSuffix(path, ".sqlite"):
		writeSQLite(t, path, docs)
		return path
	default:
		data.Write(jsonl)
	}
	if err := os.WriteFile(path, data.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func writeSQLite(t *testing.T, path string, docs []document) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE training (prompt TEXT, completion TEXT)"); err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if _, err := db.Exec("INSERT INTO training VALUES (?, ?)", d.Prompt, d.Completion); err != nil {
			t.Fatal(err)
		}
	}
}

// writeTranscripts writes answers to n problems, some of them wrong.
func writeTranscripts(t *testing.T, path string, seed uint64, n int) string {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 1))
	var lines []string
	for _, d := range documents(t, seed, n) {
		if rng.IntN(3) == 0 {
			d.Completion = strings.Replace(d.Completion, "= 2", "= 3", 1)
			d.Completion = d.Completion[:len(d.Completion)-2] + "7."
		}
		lines = append(lines, mustJSON(t, map[string]any{"id": rng.Uint64(), "task": "multiplication", "model": "m", "sample": 0, "question": d.Prompt, "response": d.Completion}))
	}
	data := []byte(strings.Join(lines, "\n") + "\n")
	if strings.HasSuffix(path, ".gz") {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(data)
		w.Close()
		data = b.Bytes()
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}
