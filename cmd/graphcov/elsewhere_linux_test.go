package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// invocation is a command with what it writes, both relative to its directory.
type invocation struct {
	args  []string
	makes []string
	bad   []string // arguments with which it fails
	waits bool     // until it is interrupted
}

// invocations are every command of the program, on a database a.db.
func invocations(train, answers, cut string) []invocation {
	return []invocation{
		{args: []string{"demo", "--db", "demo.db"}, makes: []string{"demo.db", "demo.html"}, bad: []string{"demo", "--db", "a.db"}},
		{args: []string{"tasks"}, bad: []string{"tasks", "--flag"}},
		{args: []string{"generate", "multiplication", "--size", "4x4", "-n", "3000", "-o", "g.jsonl"}, makes: []string{"g.jsonl"},
			bad: []string{"generate", "multiplication", "--size", "1x1", "-n", "100000", "-o", "g.jsonl"}},
		{args: []string{"graph", "multiplication", "12 x 84", "-o", "g.dot"}, makes: []string{"g.dot"}, bad: []string{"graph", "multiplication", "12 +", "-o", "g.dot"}},
		{args: []string{"index", "--db", "new.db", "--task", "multiplication", "--memory", "1MiB", train}, makes: []string{"new.db"},
			bad: []string{"index", "--db", "new.db", "--task", "multiplication", train, cut}},
		{args: []string{"index", "--db", "new.db", "--task", "multiplication", "--memory", "1MiB", "--resume", train}, makes: []string{"new.db"},
			bad: []string{"index", "--db", "new.db", "--task", "multiplication", "--resume", cut, train}},
		{args: []string{"analyze", "--db", "new.db", answers}, makes: []string{"new.db"}, bad: []string{"analyze", "--db", "new.db", answers, cut}},
		{args: []string{"findings", "--db", "a.db"}, bad: []string{"findings", "--db", "absent.db"}},
		{args: []string{"compare", "--db", "a.db", "m", "n"}, bad: []string{"compare", "--db", "a.db", "m", "absent"}},
		{args: []string{"infogain", "multiplication", "--size", "2x2"}, bad: []string{"infogain", "multiplication", "--size", "2x2", "--db", "absent.db"}},
		{args: []string{"render", "--db", "a.db", "--example", "1", "-o", "r.dot"}, makes: []string{"r.dot"}, bad: []string{"render", "--db", "a.db", "--example", "999", "-o", "r.dot"}},
		{args: []string{"chart", "accuracy-by-size", "--db", "a.db", "-o", "c.svg"}, makes: []string{"c--m--multiplication.csv", "c--m--multiplication.svg", "c--n--multiplication.csv", "c--n--multiplication.svg"}, bad: []string{"chart", "absent", "--db", "a.db", "-o", "c.svg"}},
		{args: []string{"report", "--db", "a.db", "-o", "r.html"}, makes: []string{"r.html"}, bad: []string{"report", "--db", "absent.db", "-o", "r.html"}},
		{args: []string{"serve", "--db", "a.db", "--addr", "127.0.0.1:0"}, waits: true, bad: []string{"serve", "--db", "absent.db"}},
		{args: []string{"sql", "--db", "a.db", "SELECT max(y) FROM (SELECT a.documents * b.documents AS y FROM subgraph a, (SELECT * FROM subgraph LIMIT 30) b ORDER BY y)"},
			bad: []string{"sql", "--db", "a.db", "SELECT nothing"}},
		{args: []string{"check", "--db", "a.db"}, bad: []string{"check", "--db", "absent.db"}},
		{args: []string{"completion", "bash"}, bad: []string{"completion", "--flag"}},
		{args: []string{"help"}, bad: []string{"help", "--flag"}},
	}
}

// Every command is there, so that a new one is not forgotten.
func TestEveryCommandIsWatched(t *testing.T) {
	watched := invocations("", "", "")
	root := newRoot(new(program))
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if !slices.ContainsFunc(watched, func(i invocation) bool { return i.args[0] == cmd.Name() }) {
			t.Errorf("%s is not among the commands of which it is known what they write", cmd.Name())
		}
	}
}

// No command writes any file but those that it is asked for, opens one that has
// no name elsewhere, or leaves one behind, however it ends.
func TestNoFilesElsewhere(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long, under the race detector very long")
	}
	in := t.TempDir()
	train, answers := writeCorpus(t, filepath.Join(in, "train.jsonl"), 1, 600), writeTranscripts(t, filepath.Join(in, "answers.jsonl"), 2, 40)
	other := filepath.Join(in, "other.jsonl")
	if err := os.WriteFile(other, []byte(strings.ReplaceAll(string(mustRead(t, answers)), `"m"`, `"n"`)), 0o666); err != nil {
		t.Fatal(err)
	}
	cut := writeCorpus(t, filepath.Join(in, "cut.jsonl.gz"), 3, 100)
	if err := os.Truncate(cut, 2000); err != nil {
		t.Fatal(err)
	}
	made := filepath.Join(t.TempDir(), "a.db")
	for _, args := range [][]string{{"index", "--db", made, "--task", "multiplication", train}, {"analyze", "--db", made, answers, other}} {
		if end := finish(t, process(t.TempDir(), args...), 0, 0); end.code != exitDone {
			t.Fatal(end)
		}
	}
	database := mustRead(t, made)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	for _, i := range invocations(train, answers, cut) {
		t.Run(strings.Join(i.args[:min(2, len(i.args))], " "), func(t *testing.T) {
			run := func(args []string, signal syscall.Signal, after time.Duration) (end ending, dir string) {
				dir = t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, "a.db"), database, 0o666); err != nil {
					t.Fatal(err)
				}
				elsewhere := t.TempDir()
				cmd := process(elsewhere, args...)
				cmd.Dir = dir
				var opened func() map[string]bool
				end = finish(t, cmd, signal, after, func(p *os.Process) { opened = watch(p.Pid) })
				wantFiles(t, elsewhere)
				for path := range opened() {
					if !strings.HasPrefix(path, dir) {
						t.Errorf("writes to %s", path)
					}
				}
				return end, dir
			}
			start := time.Now()
			end, dir := ending{}, ""
			if i.waits {
				end, dir = run(i.args, syscall.SIGINT, 300*time.Millisecond)
			} else {
				end, dir = run(i.args, 0, 0)
			}
			took := time.Since(start)
			if end.code != exitDone {
				t.Fatal(end)
			}
			wantFiles(t, dir, append([]string{"a.db"}, i.makes...)...)
			complete := dir
			if end, dir = run(i.bad, 0, 0); end.code == exitDone {
				t.Errorf("%q: %v", i.bad, end)
			}
			wantFiles(t, dir, "a.db")
			signals := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL}
			if took > 2*time.Second {
				signals = signals[rng.IntN(3):][:1]
			}
			for _, signal := range signals {
				end, dir := run(i.args, signal, time.Duration(rng.Int64N(int64(took))))
				i.wantLeft(t, dir, complete, end)
			}
		})
	}
}

// wantLeft looks at what a process leaves that was sent a signal. An output file
// that is there is the complete one: the signal came after it had its name.
func (i invocation) wantLeft(t *testing.T, dir, complete string, end ending) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		made := slices.Contains(i.makes, name)
		switch {
		case name == "a.db":
		case made && filepath.Ext(name) != ".db":
			if !bytes.Equal(mustRead(t, filepath.Join(dir, name)), mustRead(t, filepath.Join(complete, name))) {
				t.Errorf("%v leaves a part of %s", end, name)
			}
		case made && (end.code == exitDone || i.args[0] == "demo"): // its page comes after its database
		case end.signal == 0:
			t.Errorf("%v leaves %s", end, name)
		case name == "new.db", name == "new.db-journal", name == "new.db.resume", strings.HasPrefix(name, ".graphcov-demo-"):
		default:
			t.Errorf("a process that was killed leaves %s", name)
		}
	}
}

// watch notes which files a process has open to write, while it runs: also
// those without a name. The function returned ends it.
func watch(pid int) (opened func() map[string]bool) {
	seen, done := make(map[string]bool), make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
			links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
			for _, link := range links {
				path, err := os.Readlink(link)
				if err != nil || !filepath.IsAbs(path) || strings.HasPrefix(path, "/dev/") {
					continue
				}
				const toWrite = 0o200
				if info, err := os.Lstat(link); err == nil && info.Mode()&toWrite != 0 {
					seen[path] = true
				}
			}
		}
	})
	return func() map[string]bool {
		close(done)
		watching.Wait()
		return seen
	}
}
