package main

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Runs are killed and interrupted, one after the other, at any moment.
func TestFaultKills(t *testing.T) {
	n := roundsOf(t, 6)
	all := jobs(t)
	rounds(t, n, func(t *testing.T, rng *rand.Rand, happened tally) {
		j := all[rng.IntN(len(all))]
		dir, temp := t.TempDir(), t.TempDir()
		path := filepath.Join(dir, "a.db")
		j.prepare(t, path)
		done, killed := false, false
		for range 1 + rng.IntN(3) {
			signal := []syscall.Signal{syscall.SIGKILL, syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM}[rng.IntN(4)]
			killed = killed || signal == syscall.SIGKILL
			if done = j.interrupted(t, rng, path, temp, signal, killed, happened); done || t.Failed() {
				break
			}
		}
		wantFiles(t, temp)
		j.again(t, path, done)
	})
}

// interrupted sends a signal to one run at a random moment, and looks at what
// is left. killed says that this run or one before it may have been killed. It
// reports whether the run came to its end all the same.
func (j *job) interrupted(t *testing.T, rng *rand.Rand, path, temp string, signal syscall.Signal, killed bool, happened tally) (done bool) {
	t.Helper()
	moment := time.Duration(rng.Int64N(int64(j.took)))
	if rng.IntN(3) == 0 { // about when it commits
		moment = j.took*8/10 + moment/4
	}
	fresh, start := !j.resume || !exists(path+".resume"), time.Now()
	end := finish(t, j.command(temp, path), signal, moment)
	if end.code == exitDone && fresh {
		j.took = time.Since(start) // the machine has become faster
	}
	what := map[syscall.Signal]string{syscall.SIGKILL: "killed", syscall.SIGINT: "SIGINT", syscall.SIGTERM: "SIGTERM"}[signal]
	switch {
	case end.code == exitDone:
		what += ", but after its end"
	case end.signal == signal: // SIGKILL, or before the program can catch it
		killed = true
	case end.code == exitFailed && strings.Contains(end.stderr, "interrupted; nothing was changed"):
	case end.code == exitFailed && j.resume && strings.Contains(end.stderr, "interrupted; the database was not changed; the counts of"):
		what += ", files kept"
	default:
		t.Fatalf("after signal %d: %v", signal, end)
	}
	j.wantLeft(t, path, killed, strings.HasSuffix(what, "kept"))
	before := hasJournal(path)
	done = j.asBefore(t, path, killed, end.code == exitDone || end.signal == syscall.SIGKILL)
	switch {
	case end.code == exitDone && !done:
		t.Fatal("the run says that it is done, and the database is as before")
	case done && end.code != exitDone:
		what += " after its commit"
	case before:
		what += " with a journal"
	}
	happened["kill|"+j.name+"|"+what]++
	return done
}
