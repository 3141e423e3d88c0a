package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/graphcov/graphcov/corpus/record"
)

// A file that is read twice counts a half each time.
func TestPosition(t *testing.T) {
	text := strings.Repeat("x", 1001)
	open := func() *record.File {
		f, err := record.Open("a", record.Options{FS: fstest.MapFS{"a": {Data: []byte(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		return f // which has read all of so small a file
	}
	var p position
	at := func(want int64) {
		t.Helper()
		if _, got := p.at(); got != want {
			t.Errorf("%d bytes, want %d", got, want)
		}
	}
	at(0)
	p.begin(0, 1)
	p.opened(open())
	at(1001)
	p.end(1001)
	at(1001)
	p.begin(0, 2)
	p.opened(open())
	at(1001 + 500)
	p.begin(1, 2)
	p.opened(open())
	at(1001 + 1001)
	p.end(1001)
	at(2002)
}

// The last report says that all is read, however the files are read.
func TestProgressReachesTheEnd(t *testing.T) {
	dir := t.TempDir()
	a := writeFile(t, filepath.Join(dir, "a.jsonl"), scratchpads(t, 1, 100, "3x3")...)
	b := writeFile(t, filepath.Join(dir, "b.jsonl.gz"), append(scratchpads(t, 2, 20, "2x2"), "{", "[]")...)
	bad := writeFile(t, filepath.Join(dir, "bad.jsonl"), "\x00\x01")
	size := func(path string) int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	rejects := RejectLimit{Count: 2}
	memory := fstest.MapFS{"a.jsonl": {Data: []byte(strings.Join(scratchpads(t, 1, 5, "1x1"), "\n"))}}
	for name, test := range map[string]struct {
		set       change
		files     []string
		all, read int64
		documents int64
	}{
		"plain":           {nil, []string{a, b}, size(a) + size(b), size(a) + size(b), 122},
		"read twice":      {func(opt *Options) { opt.SkipBadFiles = true }, []string{a, b}, size(a) + size(b), size(a) + size(b), 122},
		"one left out":    {func(opt *Options) { opt.SkipBadFiles = true }, []string{a, bad, b}, size(a) + size(b) + 3, size(a) + size(b) + 3, 122},
		"standard input":  {func(opt *Options) { opt.Stdin = strings.NewReader(strings.Join(scratchpads(t, 1, 5, "1x1"), "\n")) }, []string{"-"}, 0, int64(len(memory["a.jsonl"].Data)), 5},
		"a file and more": {func(opt *Options) { opt.Stdin = strings.NewReader("") }, []string{a, "-"}, 0, size(a), 100},
		"another system":  {func(opt *Options) { opt.FS = memory }, []string{"a.jsonl"}, int64(len(memory["a.jsonl"].Data)), int64(len(memory["a.jsonl"].Data)), 5},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var last Progress
			mustIndex(t, inDir(t, "a.db"), func(opt *Options) {
				opt.MaxRejects = rejects
				opt.Progress = func(p Progress) {
					mu.Lock()
					defer mu.Unlock()
					if p.BytesRead < last.BytesRead || p.Documents < last.Documents {
						t.Errorf("progress goes back from %+v to %+v", last, p)
					}
					last = p
				}
				if test.set != nil {
					test.set(opt)
				}
			}, test.files...)
			mu.Lock()
			defer mu.Unlock()
			want := Progress{Path: test.files[len(test.files)-1], BytesRead: test.read, BytesAll: test.all, Documents: test.documents}
			if test.documents == 122 {
				want.Rejected = 2
			}
			if last != want {
				t.Errorf("last %+v\nwant %+v", last, want)
			}
		})
	}
}
