package corpus

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// childVariable makes the test binary an indexing program: its value is the
// database and the files, one a line. limitVariable bounds the bytes of every
// file that it writes.
const (
	childVariable = "GRAPHCOV_TEST_INDEX"
	limitVariable = "GRAPHCOV_TEST_FILE_SIZE"
)

func TestMain(m *testing.M) {
	if job := os.Getenv(childVariable); job != "" {
		if err := child(strings.Split(job, "\n")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(job []string) error {
	ctx := context.Background()
	if text := os.Getenv(limitVariable); text != "" {
		limit, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return err
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			return err
		}
	}
	db, err := database.Create(ctx, job[0])
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = Index(ctx, db, Options{Task: multiplication.Task{}, Paths: job[1:], Now: time.Unix(0, 0), ToolVersion: "test",
		Memory: 1, // so that there is a temporary file, and SQLite writes before the commit
	})
	return err
}

// runChild indexes in a process of its own, and kills it after that time; 0 is
// never. It reports whether the process came to its end before.
func runChild(t *testing.T, after time.Duration, job ...string) (done bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+strings.Join(job, "\n"))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		timer := time.AfterFunc(after, func() { cmd.Process.Signal(syscall.SIGKILL) })
		defer timer.Stop()
	}
	err := cmd.Wait()
	if err == nil {
		return true
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("the child failed: %v: %s", err, stderr.String())
	}
	return false
}

// A run killed at any moment leaves a database that opens, to read and to
// write, and holds what it held, or all of the run.
func TestKilledRun(t *testing.T) {
	dir := t.TempDir()
	path, complete := filepath.Join(dir, "a.db"), filepath.Join(t.TempDir(), "complete.db")
	first, second := corpusFile(t, 1, lessUnderRace(300), "3x3"), corpusFile(t, 2, lessUnderRace(1500), "3x3")
	mustIndex(t, path, nil, first)
	before := dump(t, path)
	runChild(t, 0, complete, first)
	start := time.Now()
	runChild(t, 0, complete, second)
	whole := time.Since(start)
	after := dump(t, complete)

	rng, killed, journals := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0)), 0, 0
	kills := 10
	if raceDetector {
		kills = 4
	}
	for range kills {
		done := runChild(t, time.Duration(rng.Int64N(int64(whole))), path, second)
		if _, err := os.Stat(path + "-journal"); err == nil {
			journals++
		}
		switch now := dump(t, path); {
		case cmp.Equal(now, after): // killed after its commit, or not at all
			os.Remove(path)
			mustIndex(t, path, nil, first)
		case done:
			t.Fatal("the child says that it is done, and its counts are not there")
		default:
			killed++
			if diff := cmp.Diff(before, now); diff != "" {
				t.Fatalf("after a kill the database is neither as it was nor complete: %s", diff)
			}
		}
	}
	t.Logf("%d of %d runs of %v killed before their end, %d of them while they held the lock", killed, kills, whole, journals)
	mustIndex(t, path, nil, second)
	if diff := cmp.Diff(after, dump(t, path)); diff != "" {
		t.Errorf("a run after the kills: %s", diff)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left beside the database: %v, %v", entries, err)
	}
}

// Files that cannot grow any more, at any moment of a run, leave the database
// as it was, to the byte, and nothing beside it.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	path, complete := filepath.Join(dir, "a.db"), inDir(t, "complete.db")
	first, second := corpusFile(t, 1, lessUnderRace(300), "3x3"), corpusFile(t, 2, lessUnderRace(1500), "3x3")
	mustIndex(t, path, nil, first)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	runChild(t, 0, complete, first)
	runChild(t, 0, complete, second)
	whole, err := os.Stat(complete)
	if err != nil {
		t.Fatal(err)
	}
	rng, failed := rand.New(rand.NewPCG(1, 1)), 0
	for range 10 {
		// Never less than is there: what has been taken by a file can be written again on a full disk.
		limit := int64(len(before)) + rng.Int64N(whole.Size()-int64(len(before)))
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childVariable+"="+path+"\n"+second, fmt.Sprint(limitVariable, "=", limit))
		if output, err := cmd.CombinedOutput(); err == nil {
			t.Fatalf("a run into a file of %d bytes said that it is done, with %d", whole.Size(), limit)
		} else if strings.Contains(string(output), "panic") {
			t.Fatalf("%s", output)
		}
		failed++
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Fatalf("with %d bytes a file the database changed: %v", limit, err)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
			t.Fatalf("left beside the database: %v, %v", entries, err)
		}
	}
	mustIndex(t, path, nil, second)
	if diff := cmp.Diff(dump(t, complete), dump(t, path)); diff != "" {
		t.Errorf("a run after %d that failed: %s", failed, diff)
	}
}

// What a killed first run leaves says that it is empty, and a next run fills it.
func TestKilledFirstRun(t *testing.T) {
	file, complete := corpusFile(t, 2, lessUnderRace(1500), "3x3"), inDir(t, "complete.db")
	start := time.Now()
	runChild(t, 0, complete, file)
	whole := time.Since(start)
	after := dump(t, complete)
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	for range 5 {
		path := inDir(t, "a.db")
		if !runChild(t, time.Duration(rng.Int64N(int64(whole))), path, file) {
			if db, err := database.OpenReadOnly(t.Context(), path); err != nil {
				wantError(t, err, path, "graphcov index") // not there, or empty
			} else {
				db.Close() // killed after its commit
				continue
			}
			mustIndex(t, path, nil, file)
		}
		if diff := cmp.Diff(after, dump(t, path)); diff != "" {
			t.Errorf("a run after a kill: %s", diff)
		}
	}
}

// A pipe cannot be read twice: it is counted as it comes, and a fault in it
// fails the run.
func TestSkipBadFilesAndPipes(t *testing.T) {
	lines := strings.Join(scratchpads(t, 1, 20, "2x2"), "\n") + "\n"
	for name, test := range map[string]struct{ text, fault string }{"sound": {lines, ""}, "binary": {"\x00\x01", "binary"}} {
		t.Run(name, func(t *testing.T) {
			pipe := inDir(t, "pipe")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Skip(err)
			}
			go os.WriteFile(pipe, []byte(test.text), 0)
			report, err := index(t, inDir(t, "a.db"), func(opt *Options) { opt.SkipBadFiles = true }, pipe)
			if test.fault != "" {
				wantError(t, err, pipe, test.fault)
			} else if err != nil || report.Total.Compiled != 20 {
				t.Errorf("error %v, total %+v", err, report.Total)
			}
		})
	}
}

// A pipe that nobody writes to can be left at any time.
func TestStopWhileOpeningAPipe(t *testing.T) {
	pipe := inDir(t, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(50*time.Millisecond, func() { cancel(errStop) })
	if _, err := indexContext(ctx, t, inDir(t, "a.db"), nil, pipe); err != errStop {
		t.Errorf("error %v", err)
	}
}
