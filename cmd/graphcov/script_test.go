package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"graphcov": main,
	})
}

// The end-to-end scenarios: one file each, on the real program and real files.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("DATA", dataDir(t))
			env.Setenv("SOURCE_DATE_EPOCH", "1700000000")
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "data" {
				return false, errors.New("unknown condition " + name)
			}
			_, err := os.Stat(dataDir(t))
			return err == nil, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "sqlite": makeSQLite, "parquet": makeParquet},
	})
}

// exits runs a command that must end with the given exit code: exits 2 graphcov index.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command args..")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// dataDir is where the project's real data lies, if it is there.
func dataDir(t *testing.T) string {
	if dir := os.Getenv("GRAPHCOV_DATA"); dir != "" {
		return dir
	}
	dir, err := filepath.Abs(filepath.Join(root, "..", "shared", "data"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
