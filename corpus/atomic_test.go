package corpus

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
)

var errStop = errors.New("stopped by the test")

// A run that is stopped at any moment leaves the database as it was, to the byte.
func TestStoppedRunChangesNothing(t *testing.T) {
	path, files := inDir(t, "a.db"), []string{corpusFile(t, 2, lessUnderRace(300), "2x2"), corpusFile(t, 3, lessUnderRace(300), "3x3")}
	mustIndex(t, path, nil, corpusFile(t, 1, lessUnderRace(100), "2x2"))
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	complete := inDir(t, "complete.db")
	if err := os.WriteFile(complete, before, 0o666); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	mustIndex(t, complete, nil, files...)
	whole := time.Since(start)
	rng, stopped := rand.New(rand.NewPCG(1, 1)), 0
	for range 15 {
		ctx, cancel := context.WithCancelCause(t.Context())
		timer := time.AfterFunc(time.Duration(rng.Int64N(int64(whole))), func() { cancel(errStop) })
		_, err := indexContext(ctx, t, path, nil, files...)
		timer.Stop()
		cancel(nil)
		if err == nil { // it was faster
			if diff := cmp.Diff(dump(t, complete), dump(t, path)); diff != "" {
				t.Fatalf("a complete run: %s", diff)
			}
			if err := os.WriteFile(path, before, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		stopped++
		if err != errStop && !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want the cause of the cancellation", err)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Fatalf("a stopped run changed the file: %v", err)
		}
	}
	t.Logf("%d of 15 runs of %v were stopped", stopped, whole)
}

// Stopping does not wait for input that may never come.
func TestStopWhileWaitingForInput(t *testing.T) {
	for name, start := range map[string]string{"nothing came": "", "some records came": strings.Repeat(`{"text": "x"}`+"\n", 5)} {
		t.Run(name, func(t *testing.T) {
			stdin, feed := io.Pipe()
			defer feed.Close()
			go io.WriteString(feed, start)
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(50*time.Millisecond, func() { cancel(errStop) })
			path := inDir(t, "a.db")
			_, err := indexContext(ctx, t, path, func(opt *Options) { opt.Stdin = stdin }, "-")
			if err != errStop {
				t.Errorf("error %v, want the cause of the cancellation", err)
			}
			wantNothing(t, path)
		})
	}
}

func TestRunThatIsStoppedBeforeItStarts(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errStop)
	path := inDir(t, "a.db")
	if _, err := indexContext(ctx, t, path, nil, corpusFile(t, 1, 5, "2x2")); err != errStop {
		t.Errorf("error %v", err)
	}
	wantNothing(t, path)
}

// While a run goes on others read the old state, and a second run is refused
// with a sentence, before it has read anything.
func TestOthersDuringARun(t *testing.T) {
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, corpusFile(t, 1, 50, "2x2"))
	before := dump(t, path)
	stdin, feed := io.Pipe()
	done := make(chan error)
	go func() {
		_, err := index(t, path, func(opt *Options) { opt.Stdin = stdin }, "-")
		done <- err
	}()
	records := scratchpads(t, 2, 100, "3x3")
	if _, err := io.WriteString(feed, strings.Join(records, "\n")+"\n"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, dump(t, path)); diff != "" {
		t.Errorf("during a run: %s", diff)
	}
	_, err := index(t, path, nil, inDir(t, "never-read.jsonl"))
	wantError(t, err, "is being written by another process", "wait until it is done")
	feed.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := query(t, path, "SELECT documents FROM corpus"); got[0] != "150" {
		t.Errorf("%s documents after the run", got[0])
	}
}

// Readers that come at any moment of a run, its writing too, get an answer:
// the old state or the new.
func TestReadersGetTheOldStateOrTheNew(t *testing.T) {
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, corpusFile(t, 1, 50, "2x2"))
	file := corpusFile(t, 2, lessUnderRace(1500), "4x4") // some MB of rows, more than SQLite's usual cache
	old, seen := query(t, path, "SELECT count(*), sum(documents) FROM subgraph")[0], make(map[string]int)
	done := make(chan error)
	go func() {
		_, err := index(t, path, nil, file)
		done <- err
	}()
	reader, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		default:
		}
		rows, err := rowsOf(t.Context(), reader, "SELECT count(*), sum(documents) FROM subgraph")
		if err != nil {
			t.Fatalf("a reader was refused: %v", err)
		}
		seen[rows[0]]++
		seen[query(t, path, "SELECT count(*), sum(documents) FROM subgraph")[0]]++ // one that opens it now
	}
	if seen[old] == 0 || len(seen) != 2 {
		t.Errorf("readers saw %v, want %s and one other state", seen, old)
	}
	t.Logf("%v", seen)
}
