package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
	_, err = index(t, path, resuming(&notes, func(opt *Options) {
		opt.Fields.Question, opt.Fields.Text = "q", "t"
		opt.MaxRejects = RejectLimit{Count: 1e6}
	}), files...)
	wantError(t, err, "has anything of the task")
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

// Where only too many records are faulty, all files are kept; one that was left
// out for a fault of its own is not, and is counted once it is mended.
func TestResumeAfterFaults(t *testing.T) {
	files, path, whole := shards(t, 4), inDir(t, "a.db"), inDir(t, "whole.db")
	mustIndex(t, whole, aFewFaults, files...)
	sound := mustRead(t, files[0])
	if err := os.WriteFile(files[0], []byte("\x00\x01"), 0o666); err != nil {
		t.Fatal(err)
	}
	var notes []string
	_, err := index(t, path, resuming(&notes, func(opt *Options) { opt.SkipBadFiles = true }), files...)
	wantError(t, err, "more than --max-rejects 0 allows", "3 of 4 files are kept")
	if err := os.WriteFile(files[0], []byte(sound), 0o666); err != nil {
		t.Fatal(err)
	}
	mustIndex(t, path, resuming(&notes, aFewFaults), files...)
	if mustRead(t, path) != mustRead(t, whole) {
		t.Error("the database is another")
	}
	if !strings.Contains(strings.Join(notes, "\n"), "3 of 4 files were counted by an earlier run") {
		t.Errorf("the run says %q", notes)
	}
}
