package main

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A query that has given rows and then works on without an end is interrupted too.
func TestEndlessQueryIsInterrupted(t *testing.T) {
	dir := t.TempDir()
	train := writeCorpus(t, filepath.Join(dir, "train.jsonl"), 1, 3)
	if end := finish(t, process(dir, "index", "--db", filepath.Join(dir, "a.db"), "--task", "multiplication", train), 0, 0); end.code != exitDone {
		t.Fatal(end)
	}
	const query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 3 OR i < 0"
	end := finish(t, process(dir, "sql", "--db", filepath.Join(dir, "a.db"), query), syscall.SIGINT, time.Second)
	if end.code != exitFailed || !strings.Contains(end.stderr, "interrupted") || end.stdout != "" {
		t.Error(end)
	}
}
