package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// The last report says that all is read, however the files are read.
func TestProgressReachesTheEnd(t *testing.T) {
	dir := t.TempDir()
	a := writeFile(t, filepath.Join(dir, "a.jsonl"), scratchpads(t, 1, 400, "3x3")...)
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
		"plain":           {nil, []string{a, b}, size(a) + size(b), size(a) + size(b), 422},
		"read twice":      {func(opt *Options) { opt.SkipBadFiles = true }, []string{a, b}, size(a) + size(b), size(a) + size(b), 422},
		"one left out":    {func(opt *Options) { opt.SkipBadFiles = true }, []string{a, bad, b}, size(a) + size(b) + 3, size(a) + size(b) + 3, 422},
		"standard input":  {func(opt *Options) { opt.Stdin = strings.NewReader(strings.Join(scratchpads(t, 1, 5, "1x1"), "\n")) }, []string{"-"}, 0, int64(len(memory["a.jsonl"].Data)), 5},
		"a file and more": {func(opt *Options) { opt.Stdin = strings.NewReader("") }, []string{a, "-"}, 0, size(a), 400},
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
			if test.documents == 422 {
				want.Rejected = 2
			}
			if last != want {
				t.Errorf("last %+v\nwant %+v", last, want)
			}
		})
	}
}
