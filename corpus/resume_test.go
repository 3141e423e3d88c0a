package corpus

import (
	"fmt"
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

// resuming sets the options of a run that keeps every complete file, and
// gathers what it says.
func resuming(notes *[]string, set change) change {
	return func(opt *Options) {
		opt.Resume, opt.everyFile = true, true
		opt.Note = func(note string) { *notes = append(*notes, note) }
		if set != nil {
			set(opt)
		}
	}
}

// shards are files of documents, one with faults and one without documents.
func shards(t testing.TB, n int) (files []string) {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		records := scratchpads(t, uint64(i+1), lessUnderRace(400), "3x3")
		switch i {
		case 1:
			records = append(records, `{"question": "What is 12 times`, `[]`)
		case 2:
			records = nil
		}
		files = append(files, writeFile(t, filepath.Join(dir, fmt.Sprintf("%d.jsonl", i)), records...))
	}
	return files
}

// aFewFaults bears those of shards.
func aFewFaults(opt *Options) { opt.MaxRejects = RejectLimit{Count: 10} }

// hide takes a file away; the function returned brings it back.
func hide(t *testing.T, path string) (back func()) {
	t.Helper()
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Rename(path+".away", path); err != nil {
			t.Fatal(err)
		}
	}
}

func mustRead(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t testing.TB, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// A run that stops at any of its files, again and again, with other workers and
// another memory each time, makes the same database and the same account as one
// that nothing happened to, whether there was a database before or not.
func TestResumedRun(t *testing.T) {
	files := shards(t, 6)
	first := corpusFile(t, 9, 50, "2x2")
	for name, prepare := range map[string]func(path string){
		"new database":      func(string) {},
		"existing database": func(path string) { mustIndex(t, path, nil, first) },
	} {
		t.Run(name, func(t *testing.T) {
			whole := inDir(t, "whole.db")
			prepare(whole)
			want := mustIndex(t, whole, aFewFaults, files...)
			path := inDir(t, "a.db")
			prepare(path)
			var notes []string
			for stop := 1; stop < len(files); stop++ {
				back := hide(t, files[stop])
				notes = nil
				_, err := index(t, path, resuming(&notes, func(opt *Options) {
					aFewFaults(opt)
					opt.Workers, opt.Memory = stop, []int64{1, 1 << 40}[stop%2]
				}), files...)
				back()
				wantError(t, err, files[stop], "no such file", fmt.Sprintf("the counts of %d of %d files are kept in %s.resume", stop, len(files), path))
				if stop > 1 && !strings.Contains(strings.Join(notes, "\n"), fmt.Sprintf("%d of %d files were counted by an earlier run", stop-1, len(files))) {
					t.Errorf("before file %d the run says %q", stop, notes)
				}
			}
			got, err := index(t, path, resuming(&notes, aFewFaults), files...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the account is another: %s", diff)
			}
			if mustRead(t, path) != mustRead(t, whole) {
				t.Error("the database is another")
			}
			if left := names(t, filepath.Dir(path)); len(left) != 1 {
				t.Errorf("left: %v", left)
			}
		})
	}
}

// The files that an earlier run has counted count as read.
func TestProgressBeginsWhereItWas(t *testing.T) {
	files, path := shards(t, 4), inDir(t, "a.db")
	var notes []string
	back := hide(t, files[3])
	_, err := index(t, path, resuming(&notes, aFewFaults), files...)
	wantError(t, err, "3 of 4 files are kept")
	back()
	size := int64(0)
	for _, file := range files {
		size += int64(len(mustRead(t, file)))
	}
	var last Progress
	report := mustIndex(t, path, resuming(&notes, func(opt *Options) {
		aFewFaults(opt)
		opt.Progress = func(p Progress) { last = p }
	}), files...)
	if want := (Progress{Path: files[3], BytesRead: size, BytesAll: size, Documents: report.Total.Documents, Rejected: report.Total.Rejected}); last != want {
		t.Errorf("progress ends with %+v, want %+v", last, want)
	}
}

// stopped makes a checkpoint of the first files of a run.
func stopped(t *testing.T, path string, files []string, keep int, set change) {
	t.Helper()
	var notes []string
	back := hide(t, files[keep])
	defer back()
	if _, err := index(t, path, resuming(&notes, set), files...); err == nil {
		t.Fatal("the run was to stop")
	}
}

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

// Files may be added; without --resume nothing of the checkpoint is used, and
// one line says that it is there.
func TestCheckpointAndOtherFiles(t *testing.T) {
	files, path, whole := shards(t, 4), inDir(t, "a.db"), inDir(t, "whole.db")
	more := append(files, corpusFile(t, 9, 50, "2x2"))
	mustIndex(t, whole, aFewFaults, more...)
	stopped(t, path, files, 3, aFewFaults)
	var notes []string
	plain := inDir(t, "a.db")
	if err := os.CopyFS(plain+".resume", os.DirFS(path+".resume")); err != nil {
		t.Fatal(err)
	}
	mustIndex(t, plain, func(opt *Options) {
		aFewFaults(opt)
		opt.Note = func(note string) { notes = append(notes, note) }
	}, more...)
	if len(notes) != 1 || !strings.Contains(notes[0], plain+".resume") || !strings.Contains(notes[0], "--resume") {
		t.Errorf("without --resume the run says %q", notes)
	}
	mustIndex(t, path, resuming(&notes, aFewFaults), more...)
	if mustRead(t, path) != mustRead(t, whole) || mustRead(t, plain) != mustRead(t, whole) {
		t.Error("the databases differ")
	}
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

// What comes from standard input is not kept, nor anything after it.
func TestStandardInputIsNotKept(t *testing.T) {
	files, path, whole := shards(t, 4), inDir(t, "a.db"), inDir(t, "whole.db")
	paths := []string{files[0], "-", files[1], files[3]}
	records := strings.Join(scratchpads(t, 8, 20, "3x3"), "\n") + "\n"
	from := func(opt *Options) {
		aFewFaults(opt)
		opt.Stdin = strings.NewReader(records)
	}
	mustIndex(t, whole, from, paths...)
	var notes []string
	back := hide(t, files[3])
	_, err := index(t, path, resuming(&notes, from), paths...)
	back()
	wantError(t, err, "1 of 4 files are kept")
	mustIndex(t, path, resuming(&notes, from), paths...)
	if mustRead(t, path) != mustRead(t, whole) {
		t.Error("the database is another")
	}
}

// Without a file that is complete nothing is kept, and a short run leaves no
// trace.
func TestNothingToKeep(t *testing.T) {
	files, path := shards(t, 2), inDir(t, "a.db")
	var notes []string
	_, err := index(t, path, resuming(&notes, nil), filepath.Join(t.TempDir(), "absent.jsonl"), files[0])
	wantError(t, err, "no such file")
	if strings.Contains(err.Error(), "kept") {
		t.Errorf("error %q", err)
	}
	wantNothing(t, path)
	mustIndex(t, path, func(opt *Options) { opt.Resume = true }, files[0])
	if left := names(t, filepath.Dir(path)); len(left) != 1 || len(notes) != 0 {
		t.Errorf("left: %v; said: %q", left, notes)
	}
}

// In a directory for temporary files, databases of the same name keep apart.
func TestCheckpointInTemp(t *testing.T) {
	files, temp := shards(t, 4), t.TempDir()
	inTemp := func(opt *Options) {
		aFewFaults(opt)
		opt.Temp = temp
	}
	one, other := inDir(t, "a.db"), inDir(t, "a.db")
	stopped(t, one, files, 3, inTemp)
	stopped(t, other, files, 1, inTemp)
	if left := names(t, temp); len(left) != 2 {
		t.Errorf("in the directory: %v", left)
	}
	for _, path := range []string{one, other} {
		var notes []string
		mustIndex(t, path, resuming(&notes, inTemp), files...)
	}
	if mustRead(t, one) != mustRead(t, other) {
		t.Error("the databases differ")
	}
	if left := names(t, temp); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}
