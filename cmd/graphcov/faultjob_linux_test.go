package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// job is a run that writes to a database, and what comes of it when nothing
// happens.
type job struct {
	name   string
	start  []byte // the database before; nil: there is none
	args   []string
	resume bool

	end    []byte // the database after
	stdout string
	took   time.Duration
}

// command is the program at the job, on the database of that path.
func (j *job) command(elsewhere, path string, more ...string) *exec.Cmd {
	args := []string{j.args[0], "--db", path}
	return process(elsewhere, slices.Concat(args, more, j.args[1:])...)
}

// prepare puts the database at its start into a new place.
func (j *job) prepare(t *testing.T, path string) {
	t.Helper()
	if j.start != nil {
		if err := os.WriteFile(path, j.start, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// jobs are the runs of the campaign, with what they come to.
func jobs(t *testing.T) []*job {
	t.Helper()
	dir := t.TempDir()
	first := writeCorpus(t, filepath.Join(dir, "first.jsonl"), 99, 200)
	var files []string
	for i, format := range []string{"jsonl", "jsonl.gz", "json", "jsonl.zst", "txt", "parquet", "sqlite"} {
		files = append(files, writeCorpus(t, filepath.Join(dir, fmt.Sprintf("%d.%s", i, format)), uint64(i), 250))
	}
	transcripts := writeTranscripts(t, filepath.Join(dir, "answers.jsonl"), 7, 60)
	index := slices.Concat([]string{"index", "--task", "multiplication", "--memory", "1MiB"}, files)
	resumed := slices.Concat([]string{"index", "--task", "multiplication", "--memory", "1MiB", "--resume", "--checkpoint", "1ms"}, files)
	before := (&job{name: "before", args: []string{"index", "--task", "multiplication", first}}).complete(t).end
	all := []*job{
		{name: "index, new database", args: index},
		{name: "index, database there", args: index, start: before},
		{name: "index --resume, new database", args: resumed, resume: true},
		{name: "index --resume, database there", args: resumed, start: before, resume: true},
		{name: "analyze", args: []string{"analyze", transcripts}, start: before},
	}
	for _, j := range all {
		j.complete(t)
	}
	again := &job{name: "analyze again", args: []string{"analyze", transcripts}, start: all[4].end}
	return append(all, again.complete(t))
}

// complete runs the job in peace.
func (j *job) complete(t *testing.T) *job {
	t.Helper()
	path, elsewhere := filepath.Join(t.TempDir(), "a.db"), t.TempDir()
	j.prepare(t, path)
	start := time.Now()
	end := finish(t, j.command(elsewhere, path), 0, 0)
	j.took = time.Since(start)
	if end.code != 0 {
		t.Fatalf("%s: %v", j.name, end)
	}
	j.end, j.stdout = mustRead(t, path), end.stdout
	wantFiles(t, filepath.Dir(path), "a.db")
	wantFiles(t, elsewhere)
	return j
}

// wantLeft looks at what lies beside the database: after a kill what SQLite has
// to undo, and of a run to be resumed its checkpoint.
func (j *job) wantLeft(t *testing.T, path string, killed, kept bool) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, e := range entries {
		there = append(there, e.Name())
		switch name := e.Name(); {
		case name == filepath.Base(path):
		case name == filepath.Base(path)+"-journal" && killed:
		case name == filepath.Base(path)+".resume" && j.resume && (killed || kept):
		default:
			t.Fatalf("left beside the database: %s", name)
		}
	}
	if kept && !slices.Contains(there, filepath.Base(path)+".resume") {
		t.Fatalf("nothing is kept, there is %q", there)
	}
}

func hasJournal(path string) bool {
	_, err := os.Stat(path + "-journal")
	return err == nil
}

// asBefore wants the database as it was before the run or, where it may be, as
// it is after it. It reports whether it is the latter. A kill may leave an empty
// file of a new database, and a journal with nothing to undo, which readers
// pass by and the next run removes.
func (j *job) asBefore(t *testing.T, path string, killed, mayBeDone bool) (done bool) {
	t.Helper()
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if j.start != nil {
			t.Fatal("the database is gone")
		}
		return false
	}
	elsewhere := t.TempDir()
	check := finish(t, process(elsewhere, "check", "--db", path, "--sample", "20"), 0, 0)
	wantFiles(t, elsewhere)
	if hasJournal(path) && !killed {
		t.Fatalf("check leaves a journal: %v", check)
	}
	now := mustRead(t, path)
	switch {
	case len(now) == 0:
		if j.start != nil || !killed {
			t.Fatal("the database is empty")
		}
		if check.code != exitFailed || !strings.Contains(check.stderr, "is empty; fill it with") {
			t.Fatalf("check of an empty database: %v", check)
		}
		return false
	case check.code != exitDone:
		t.Fatalf("check: %v: %s", check, check.stdout)
	case bytes.Equal(now, j.start):
		return false
	case !bytes.Equal(now, j.end):
		t.Fatalf("the database is neither as before nor as after: %d, %d and %d bytes", len(j.start), len(now), len(j.end))
	case !mayBeDone:
		t.Fatal("the run failed and all of it is in the database")
	}
	return true
}

// again runs the same command without a fault, and wants what comes of it
// when nothing ever happened. done says that it was all there before.
func (j *job) again(t *testing.T, path string, done bool, more ...string) {
	t.Helper()
	elsewhere := t.TempDir()
	end := finish(t, j.command(elsewhere, path, more...), 0, 0)
	wantFiles(t, elsewhere)
	switch {
	case end.code == exitDone && j.args[0] == "analyze" && done: // its rows are replaced by the same
		return
	case end.code == exitFailed && done && strings.Contains(end.stderr, "is in the corpus \"multiplication\" already"):
	case end.code != exitDone:
		t.Fatalf("the next run fails: %v", end)
	case end.stdout != j.stdout:
		t.Errorf("the next run says %s\nwant %s", end.stdout, j.stdout)
	}
	if !bytes.Equal(mustRead(t, path), j.end) {
		t.Error("the next run makes another database than one that nothing happened to")
	}
	wantFiles(t, filepath.Dir(path), "a.db")
}
