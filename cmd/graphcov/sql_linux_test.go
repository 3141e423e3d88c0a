package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A query that has given rows and then works on without an end is interrupted too:
// one of ours, and one of training data.
func TestEndlessQueryIsInterrupted(t *testing.T) {
	dir := t.TempDir()
	train, path := writeCorpus(t, filepath.Join(dir, "train.jsonl"), 1, 3), filepath.Join(dir, "a.db")
	data := filepath.Join(dir, "data.sqlite")
	db, err := sql.Open("sqlite", data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE qa (text)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if end := finish(t, process(dir, "index", "--db", path, "--task", "multiplication", train), 0, 0); end.code != exitDone {
		t.Fatal(end)
	}
	const query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS text FROM n WHERE i < 3 OR i < 0"
	for _, args := range [][]string{
		{"sql", "--db", path, query},
		{"index", "--db", path, "--task", "multiplication", "--query", query, data},
	} {
		end := finish(t, process(dir, args...), syscall.SIGINT, time.Second)
		if end.code != exitFailed || !strings.Contains(end.stderr, "interrupted") || end.stdout != "" {
			t.Error(args[0], end)
		}
	}
}
