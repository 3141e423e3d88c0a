package corpus

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/graph"
)

// A checkpoint of another run is not used and not lost, and the message says
// what to do.
func TestCheckpointOfAnotherRun(t *testing.T) {
	files := shards(t, 4)
	for name, test := range map[string]struct {
		files  []string
		set    change
		before func(path string)
		want   []string
	}{
		"scopes":                 {files, func(opt *Options) { opt.Scopes = []graph.Scope{graph.Full()} }, nil, []string{"--scopes", `"full"`}},
		"ordered":                {files, func(opt *Options) { opt.Ordered = true }, nil, []string{"--ordered", `"true"`}},
		"corpus":                 {files, func(opt *Options) { opt.Corpus = "other" }, nil, []string{"--corpus", `"other"`}},
		"field":                  {files, func(opt *Options) { opt.Fields.Text = "t" }, nil, []string{"--text-field", `"t"`}},
		"version":                {files, func(opt *Options) { opt.ToolVersion = "v9" }, nil, []string{"graphcov", `"v9"`}},
		"a file is missing":      {files[1:], nil, nil, []string{files[0], "not given now"}},
		"files in another order": {[]string{files[1], files[0], files[2], files[3]}, nil, nil, []string{files[1], "same order"}},
		"another run came":       {files, nil, func(path string) { mustIndex(t, path, nil, corpusFile(t, 9, 5, "2x2")) }, []string{"has changed since"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := inDir(t, "a.db")
			stopped(t, path, files, 3, aFewFaults)
			if test.before != nil {
				test.before(path)
			}
			kept := names(t, path+".resume")
			var notes []string
			_, err := index(t, path, resuming(&notes, func(opt *Options) {
				aFewFaults(opt)
				if test.set != nil {
					test.set(opt)
				}
			}), test.files...)
			wantError(t, err, append(test.want, "delete "+path+".resume")...)
			if diff := cmp.Diff(kept, names(t, path+".resume")); diff != "" {
				t.Errorf("the checkpoint changed: %s", diff)
			}
		})
	}
}

// A file that has changed since it was counted is refused.
func TestCountedFileHasChanged(t *testing.T) {
	files, path := shards(t, 4), inDir(t, "a.db")
	stopped(t, path, files, 3, aFewFaults)
	writeFile(t, files[0], scratchpads(t, 99, 10, "3x3")...)
	var notes []string
	_, err := index(t, path, resuming(&notes, aFewFaults), files...)
	wantError(t, err, files[0]+" is another file than the one whose counts are kept", "delete "+path+".resume")
}

// A checkpoint that is damaged anywhere is given up, said so, or does no harm:
// the database is right.
func TestDamagedCheckpoint(t *testing.T) {
	files, whole := shards(t, 4), inDir(t, "whole.db")
	mustIndex(t, whole, aFewFaults, files...)
	made := inDir(t, "a.db")
	stopped(t, made, files, 3, aFewFaults)
	rng, given := rand.New(rand.NewPCG(1, 1)), 0
	kept := names(t, made+".resume")
	for range lessUnderRace(40) {
		path := inDir(t, "a.db")
		if err := os.CopyFS(path+".resume", os.DirFS(made+".resume")); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(path+".resume", kept[rng.IntN(len(kept))])
		data := []byte(mustRead(t, name))
		if at := rng.IntN(len(data)); rng.IntN(2) == 0 {
			data = data[:at]
		} else {
			data[at] ^= 1 << rng.IntN(8)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		var notes []string
		mustIndex(t, path, resuming(&notes, aFewFaults), files...)
		if strings.Contains(strings.Join(notes, "\n"), "cannot be used") {
			given++
		}
		if mustRead(t, path) != mustRead(t, whole) {
			t.Fatalf("with a damaged %s the database is another; the run said %q", filepath.Base(name), notes)
		}
		if left := names(t, filepath.Dir(path)); len(left) != 1 {
			t.Errorf("left: %v", left)
		}
	}
	if given == 0 {
		t.Error("no damage was found")
	}
}

// What is not the program's own stays in the directory.
func TestForeignFileInTheCheckpoint(t *testing.T) {
	files, path := shards(t, 4), inDir(t, "a.db")
	stopped(t, path, files, 3, aFewFaults)
	foreign := filepath.Join(path+".resume", "notes.txt")
	writeFile(t, foreign, "mine")
	var notes []string
	mustIndex(t, path, resuming(&notes, aFewFaults), files...)
	if left := names(t, path+".resume"); len(left) != 1 || left[0] != "notes.txt" {
		t.Errorf("left: %v", left)
	}
}

// A run that was killed after its commit is not counted again, not even where
// duplicates are allowed: the same command says what the run has done.
func TestKilledBetweenCommitAndEnd(t *testing.T) {
	files, path := shards(t, 4), inDir(t, "a.db")
	mustIndex(t, path, nil, corpusFile(t, 9, 50, "2x2"))
	reader, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	rows, err := reader.QueryContext(t.Context(), "SELECT * FROM subgraph") // holds the commit up
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	var notes []string
	allowed := resuming(&notes, func(opt *Options) {
		aFewFaults(opt)
		opt.AllowDuplicates = true
	})
	type result struct {
		report Report
		err    error
	}
	done := make(chan result)
	go func() {
		report, err := index(t, path, allowed, files...)
		done <- result{report, err}
	}()
	dir, saved := path+".resume", filepath.Join(t.TempDir(), "saved")
	for {
		if m, err := readManifest(dir); err == nil && m != nil && m.Finished != nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := os.CopyFS(saved, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	rows.Close()
	first := <-done
	if first.err != nil {
		t.Fatal(first.err)
	}
	after := mustRead(t, path)
	if err := os.CopyFS(dir, os.DirFS(saved)); err != nil {
		t.Fatal(err)
	}
	_, err = index(t, path, allowed, files[:3]...)
	wantError(t, err, "has come to its end, with other files", "delete "+dir)
	again, err := index(t, path, allowed, files...)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.report, again); diff != "" {
		t.Errorf("the account is another: %s", diff)
	}
	if mustRead(t, path) != after {
		t.Error("the database has changed")
	}
	if left := names(t, filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}
