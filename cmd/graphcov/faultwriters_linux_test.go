package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Two runs write to one database at the same time, whatever they are, while
// others read it: each is done as a whole, or refused with a sentence.
func TestFaultTwoWriters(t *testing.T) {
	n := roundsOf(t, 3)
	dir := t.TempDir()
	one, other := writeCorpus(t, filepath.Join(dir, "one.jsonl"), 1, 500), writeCorpus(t, filepath.Join(dir, "other.jsonl"), 2, 500)
	answers := writeTranscripts(t, filepath.Join(dir, "answers.jsonl"), 3, 30)
	runs := [][]string{
		{"index", "--task", "multiplication", one},
		{"index", "--task", "multiplication", "--resume", "--checkpoint", "1ms", other},
		{"analyze", answers},
	}
	first := (&job{name: "before", args: []string{"index", "--task", "multiplication", writeCorpus(t, filepath.Join(dir, "first.jsonl"), 4, 200)}}).complete(t).end
	// inTurn is the database after these runs, one after the other.
	known := make(map[string][]byte)
	inTurn := func(t *testing.T, start []byte, order ...int) []byte {
		there := start != nil
		for k, i := range order {
			key := fmt.Sprint(there, order[:k+1])
			if known[key] == nil {
				known[key] = (&job{name: "in turn", args: runs[i], start: start}).complete(t).end
			}
			start = known[key]
		}
		return start
	}
	rounds(t, n, func(t *testing.T, rng *rand.Rand, happened tally) {
		start := [][]byte{nil, first}[rng.IntN(2)]
		a := rng.IntN(len(runs))
		b := (a + 1 + rng.IntN(len(runs)-1)) % len(runs)
		path, elsewhere := filepath.Join(t.TempDir(), "a.db"), t.TempDir()
		j := &job{start: start}
		j.prepare(t, path)
		endServing := func() {}
		if start != nil {
			endServing = served(t, elsewhere, path)
		}
		var ends [2]ending
		var reads []ending
		var running sync.WaitGroup
		for k, i := range []int{a, b} {
			j := &job{args: runs[i]}
			wait := time.Duration(rng.Int64N(int64(300 * time.Millisecond)))
			running.Go(func() {
				if k == 1 {
					time.Sleep(wait)
					ends[k] = finish(t, j.command(elsewhere, path), 0, 0)
					return
				}
				// Stopped for a while, so that the other has to wait longer than it does.
				ends[k] = finish(t, j.command(elsewhere, path), 0, 0, func(p *os.Process) {
					time.AfterFunc(wait, func() {
						p.Signal(syscall.SIGSTOP)
						time.Sleep(2 * time.Second)
						p.Signal(syscall.SIGCONT)
					})
				})
			})
		}
		for range 3 {
			reads = append(reads, finish(t, process(elsewhere, "sql", "--db", path, "SELECT count(*), sum(documents) FROM subgraph"), 0, 0))
		}
		running.Wait()
		endServing()
		wantFiles(t, elsewhere)
		for _, r := range reads {
			nothingYet := start == nil && (strings.Contains(r.stderr, "no such file") || strings.Contains(r.stderr, "is empty; fill it"))
			if r.code != exitDone && !nothingYet {
				t.Errorf("a reader: %v", r)
			}
		}
		var done []int
		for k, i := range []int{a, b} {
			refused := strings.Contains(ends[k].stderr, "is being written by another process; wait until it is done") ||
				start == nil && strings.Contains(ends[k].stderr, "was moved or removed by another process")
			switch {
			case ends[k].code == exitDone:
				done = append(done, i)
			case ends[k].code != exitFailed || !refused:
				t.Errorf("%q beside another: %v", runs[i], ends[k])
			}
		}
		now, err := os.ReadFile(path)
		if err != nil || len(done) == 0 {
			t.Fatalf("no run is done: %v, %v", ends, err)
		}
		may := [][]byte{inTurn(t, start, done...)}
		slices.Reverse(done)
		may = append(may, inTurn(t, start, done...))
		if !slices.ContainsFunc(may, func(want []byte) bool { return bytes.Equal(now, want) }) {
			t.Errorf("the database is not what the runs %v make in turn", done)
		}
		wantFiles(t, filepath.Dir(path), "a.db")
		what := "one after the other"
		if len(done) == 1 {
			what = "one refused"
		}
		happened["two writers|"+runs[a][0]+" and "+runs[b][0]+"|"+what]++
	})
}

// served lets a browser's requests come all the time, until the function
// returned is called; each is answered.
func served(t *testing.T, elsewhere, path string) (end func()) {
	t.Helper()
	cmd := process(elsewhere, "serve", "--db", path, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, _, _ := strings.Cut(line, " ")
	done := make(chan struct{})
	var asking sync.WaitGroup
	asking.Go(func() {
		for {
			response, err := http.Get(address + "examples") // the report wants transcripts
			if err != nil {
				t.Error(err)
				return
			}
			response.Body.Close()
			if response.StatusCode != http.StatusOK {
				t.Errorf("serve answers %s", response.Status)
			}
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	})
	return func() {
		close(done)
		asking.Wait()
		cmd.Process.Signal(syscall.SIGINT)
		if err := cmd.Wait(); err != nil {
			t.Errorf("serve: %v", err)
		}
	}
}
