package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"
)

// The fault campaign: the real program in processes of its own, killed, on full
// disks and with damaged files, at random moments and places. After every fault
// the database has to be as documented, and the next run has to give what an
// uninterrupted one gives. GRAPHCOV_FAULTS says how many rounds of each kind
// (.ci/faults runs many), GRAPHCOV_SEED repeats a round: it is the seed of the
// first.

// roundsOf is how many rounds go of a kind: some, or as many as are asked for.
func roundsOf(t *testing.T, some int) int {
	t.Helper()
	text := os.Getenv("GRAPHCOV_FAULTS")
	if text == "" {
		if testing.Short() {
			t.Skip("takes long, under the race detector very long")
		}
		return some
	}
	rounds, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("GRAPHCOV_FAULTS: %v", err)
	}
	return rounds
}

// tally counts what happened.
type tally map[string]int

func (c tally) log(t *testing.T) {
	t.Helper()
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, what := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(w, "faults: %s\t%d\n", strings.ReplaceAll(what, "|", "\t"), c[what])
	}
	w.Flush()
	t.Logf("what happened\n%s", b.String())
}

// rounds runs a kind of round with seeds of their own.
func rounds(t *testing.T, n int, round func(t *testing.T, rng *rand.Rand, happened tally)) {
	t.Helper()
	first := uint64(time.Now().UnixNano())
	if text := os.Getenv("GRAPHCOV_SEED"); text != "" {
		var err error
		if first, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatalf("GRAPHCOV_SEED: %v", err)
		}
	}
	happened := make(tally)
	for i := range n {
		seed := first
		if i > 0 {
			seed = rand.New(rand.NewPCG(first, uint64(i))).Uint64()
		}
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Cleanup(func() {
				if t.Failed() {
					t.Logf("repeat it with GRAPHCOV_SEED=%d GRAPHCOV_FAULTS=1", seed)
				}
			})
			round(t, rand.New(rand.NewPCG(seed, 0)), happened)
		})
	}
	happened.log(t)
}

// ending is how a process ended.
type ending struct {
	code           int // -1: by a signal
	signal         syscall.Signal
	stdout, stderr string
}

func (e ending) String() string {
	return fmt.Sprintf("exit code %d, signal %d, stderr %q", e.code, e.signal, e.stderr)
}

// process is the program with those arguments. Whatever it writes elsewhere
// than it was told to is found in elsewhere.
func process(elsewhere string, args ...string) *exec.Cmd {
	cmd := exec.Command("graphcov", args...)
	cmd.Dir = elsewhere
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "SOURCE_DATE_EPOCH=1700000000"}
	for _, name := range []string{"HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		cmd.Env = append(cmd.Env, name+"="+elsewhere)
	}
	return cmd
}

// finish runs a process to its end. A signal comes after that time, 0: none.
func finish(t *testing.T, cmd *exec.Cmd, signal syscall.Signal, after time.Duration, started ...func(*os.Process)) ending {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, tell := range started {
		tell(cmd.Process)
	}
	if signal != 0 {
		timer := time.AfterFunc(after, func() { cmd.Process.Signal(signal) })
		defer timer.Stop()
	}
	err := cmd.Wait()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	end := ending{code: cmd.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String()}
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		end.signal = status.Signal()
	}
	for _, never := range []string{"panic", "goroutine ", "cannot be used, so that all files are read again"} {
		if strings.Contains(end.stderr, never) {
			t.Fatalf("%v: %v", cmd.Args, end)
		}
	}
	return end
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wantFiles wants those names in a directory, and no other.
func wantFiles(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	slices.SortFunc(names, cmp.Compare)
	if !slices.Equal(got, names) {
		t.Errorf("in %s there is %q, want %q", dir, got, names)
	}
}
