package corpus

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// faultyFiles are files of which nothing must be counted, with what is said of them.
func faultyFiles(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	whole := writeFile(t, filepath.Join(dir, "whole.jsonl.gz"), scratchpads(t, 9, 500, "3x3")...)
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	flipped := slices.Clone(data)
	flipped[len(data)/2] ^= 0xff
	return map[string]string{
		put("cut.jsonl.gz", string(data[:len(data)-100])):                                    "truncated gzip",
		put("flipped.jsonl.gz", string(flipped)):                                             "gzip",
		put("binary.jsonl", "PAR1\x00\x00\x00"):                                              "a Parquet file",
		put("open.json", "[\n"+scratchpads(t, 9, 1, "3x3")[0]+",\n{\"question\": \"What is"): "",
		filepath.Join(dir, "nowhere.jsonl"):                                                  "no such file",
	}
}

func TestFaultyFileFailsTheRun(t *testing.T) {
	good := corpusFile(t, 1, 20, "2x2")
	path := inDir(t, "old.db")
	mustIndex(t, path, nil, good)
	before := dump(t, path)
	for file, says := range faultyFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			_, err := index(t, path, nil, corpusFile(t, 2, 20, "2x2"), file)
			wantError(t, err, file, says, "--skip-bad-files")
			if diff := cmp.Diff(before, dump(t, path)); diff != "" {
				t.Error(diff)
			}
			fresh := inDir(t, "new.db")
			_, err = index(t, fresh, nil, file)
			wantError(t, err, file)
			wantNothing(t, fresh)
		})
	}
}

func TestDirectoryIsNoFile(t *testing.T) {
	for _, skip := range []bool{false, true} {
		_, err := index(t, inDir(t, "a.db"), func(opt *Options) { opt.SkipBadFiles = skip }, t.TempDir())
		wantError(t, err, "is a directory; name the files in it")
	}
}

func TestSkippedFileIsNamedAndNotCounted(t *testing.T) {
	good := corpusFile(t, 1, 20, "2x2")
	alone := inDir(t, "alone.db")
	mustIndex(t, alone, nil, good)
	for file, says := range faultyFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			path := inDir(t, "a.db")
			skip := func(opt *Options) { opt.SkipBadFiles = true }
			report := mustIndex(t, path, skip, file, good)
			if diff := cmp.Diff(dump(t, alone), dump(t, path)); diff != "" {
				t.Error(diff)
			}
			a := report.Files[0]
			if a.Path != file || !strings.Contains(a.Skipped, file) || !strings.Contains(a.Skipped, says) || a.Documents != 0 {
				t.Errorf("account %+v", a)
			}
			if report.Files[1].Skipped != "" || report.Total.Documents != 20 {
				t.Errorf("account %+v, total %+v", report.Files[1], report.Total)
			}
			fresh := inDir(t, "new.db")
			_, err := index(t, fresh, skip, file)
			wantError(t, err, "no file is left", file, "mend it")
			wantNothing(t, fresh)
		})
	}
}

// A file that is in the corpus and then becomes unreadable stops nobody who
// leaves bad files out.
func TestSkipBadFilesOfKnownSize(t *testing.T) {
	file := writeFile(t, inDir(t, "a.jsonl"), scratchpads(t, 1, 5, "2x2")...)
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, file)
	gone := filepath.Join(t.TempDir(), "gone.jsonl")
	if err := os.Symlink(filepath.Join(t.TempDir(), "nothing"), gone); err != nil {
		t.Skip(err)
	}
	report := mustIndex(t, path, func(opt *Options) { opt.SkipBadFiles = true }, gone, corpusFile(t, 2, 5, "2x2"))
	if report.Files[0].Skipped == "" || report.Total.Documents != 5 {
		t.Errorf("report %+v", report)
	}
}

func TestDuplicatesAreRefused(t *testing.T) {
	records := scratchpads(t, 1, 20, "2x2")
	dir := t.TempDir()
	file := writeFile(t, filepath.Join(dir, "a.jsonl"), records...)
	other := writeFile(t, filepath.Join(dir, "another name.jsonl"), records...)
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, file)
	before := dump(t, path)

	for _, again := range []string{file, other} {
		_, err := index(t, path, nil, corpusFile(t, 2, 20, "2x2"), again)
		wantError(t, err, again+` is in the corpus "multiplication" already`, "it was indexed as "+file+" at 1970-01-01T00:00:00Z", "--allow-duplicates")
	}
	_, err := index(t, path, func(opt *Options) { opt.Stdin = strings.NewReader(strings.Join(records, "\n") + "\n") }, "-")
	wantError(t, err, `- is in the corpus "multiplication" already`)
	if diff := cmp.Diff(before, dump(t, path)); diff != "" {
		t.Error(diff)
	}

	fresh := inDir(t, "b.db")
	_, err = index(t, fresh, nil, file, other)
	wantError(t, err, other, "it is the same file as "+file, "--allow-duplicates")
	wantNothing(t, fresh)

	report := mustIndex(t, path, func(opt *Options) { opt.AllowDuplicates = true }, other, file)
	if report.Total.Documents != 40 {
		t.Errorf("%d documents, want both files counted once more", report.Total.Documents)
	}
	one := inDir(t, "c.db")
	mustIndex(t, one, nil, file)
	const columns = "scope, fingerprint, op, depth, nodes, "
	want := query(t, one, "SELECT "+columns+"3 * documents, 3 * occurrences FROM subgraph")
	if diff := cmp.Diff(want, query(t, path, "SELECT "+columns+"documents, occurrences FROM subgraph")); diff != "" {
		t.Errorf("not thrice the counts of one run: %s", diff)
	}
	mustIndex(t, path, func(opt *Options) { opt.Corpus = "another" }, file) // another corpus may have it
}

// Empty shards are all alike.
func TestEmptyFilesAreNoDuplicates(t *testing.T) {
	dir := t.TempDir()
	var empty []string
	for _, name := range []string{"a.jsonl", "b.jsonl", "c.jsonl.gz", "d.jsonl.gz"} {
		empty = append(empty, writeFile(t, filepath.Join(dir, name)))
	}
	path := inDir(t, "a.db")
	mustIndex(t, path, nil, append(empty, corpusFile(t, 1, 5, "2x2"))...)
	mustIndex(t, path, nil, append(empty, corpusFile(t, 2, 5, "2x2"))...)
	if got := query(t, path, "SELECT documents FROM corpus"); !slices.Equal(got, []string{"10"}) {
		t.Errorf("documents %q", got)
	}
	fresh := inDir(t, "b.db")
	_, err := index(t, fresh, nil, empty...)
	wantError(t, err, "not one record", "give others")
	wantNothing(t, fresh)
}

// changing is files that say to have a byte more, or less, than can be read.
type changing struct {
	fs.FS
	more int64
}

func (c changing) Open(name string) (fs.File, error) {
	file, err := c.FS.Open(name)
	return changingFile{file, c.more}, err
}

type changingFile struct {
	fs.File
	more int64
}

func (f changingFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return changingInfo{info, f.more}, err
}

type changingInfo struct {
	fs.FileInfo
	more int64
}

func (i changingInfo) Size() int64 { return i.FileInfo.Size() + i.more }

// A file that grows or shrinks while it is read is faulty as a whole: of its end
// nobody knows what was counted.
func TestFileThatIsBeingWritten(t *testing.T) {
	good := corpusFile(t, 1, 20, "2x2")
	for _, more := range []int64{-1, 1} {
		path := inDir(t, "a.db")
		_, err := index(t, path, func(o *Options) { o.FS = changing{os.DirFS(filepath.Dir(good)), more} }, filepath.Base(good))
		wantError(t, err, filepath.Base(good)+": it had ", "is it being written?")
		wantNothing(t, path)
	}
}
