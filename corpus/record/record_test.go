package record

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// failer is the part of testing.T that rapid.T has too.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// chunkSizes make records cross borders between chunks in every possible place.
var chunkSizes = []int{1, 2, 3, 7, chunkSize}

// read returns every item of a text in a form that tests compare: "3 {}" for a
// record on line 3 and "3! reason" for a fault, and the fatal error, if any. It
// reads the text in every way there is.
func read(t failer, content []byte, opt Options, size int) (items []string, fatal error) {
	t.Helper()
	items, fatal = readOnce(t, content, opt, size, false)
	if detectCompression(content) == plain {
		again, err := readOnce(t, content, opt, size, true)
		if !slices.Equal(items, again) || fmt.Sprint(fatal) != fmt.Sprint(err) {
			t.Fatalf("from front to end\n%q %v\nand by pieces of %d\n%q %v", items, fatal, size, again, err)
		}
	}
	return items, fatal
}

// newTestFile is read by pieces where it can be, if that is wanted.
func newTestFile(content []byte, opt Options, size int, byPieces bool) (*File, error) {
	f, err := NewFile("f", bytes.NewReader(content), opt)
	if err != nil {
		return nil, err
	}
	f.chunkSize = size
	if byPieces && f.layout.marks != nil {
		// As if no more than a piece had been read to look at it.
		head := content[:min(len(content), int(f.start)+size)]
		f.at, f.size, f.text = bytes.NewReader(content), int64(len(content)), bufio.NewReader(bytes.NewReader(head[f.start:]))
		if f.raw, err = newRawReader(nil, opt.Hash); err != nil {
			return nil, err
		}
		f.raw.pass(head, nil)
	}
	return f, nil
}

func readOnce(t failer, content []byte, opt Options, size int, byPieces bool) (items []string, fatal error) {
	t.Helper()
	f, err := newTestFile(content, opt, size, byPieces)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for rec, err := range f.Records() {
		var fault *Fault
		switch {
		case fatal != nil:
			t.Fatalf("an item after the fatal error %v", fatal)
		case errors.As(err, &fault):
			items = append(items, fmt.Sprintf("%d! %s", fault.Line, fault.Reason))
		case err != nil:
			fatal = err
		default:
			items = append(items, fmt.Sprintf("%d %s", rec.Line, rec.Data))
		}
	}
	return items, fatal
}

// readCase is one row of the tables of the splitters' tests.
type readCase struct {
	name  string
	text  string
	max   int
	want  []string // as read gives them; a fault may be cut short
	fatal string   // part of the fatal error
}

func (c readCase) run(t *testing.T) {
	for _, size := range chunkSizes {
		got, err := read(t, []byte(c.text), Options{MaxRecord: c.max}, size)
		if !matchItems(got, c.want) {
			t.Errorf("chunks of %d:\n got %q\nwant %q", size, got, c.want)
		}
		checkError(t, err, c.fatal)
	}
}

func matchItems(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		isFault := strings.Contains(want[i], "! ")
		if got[i] != want[i] && !(isFault && strings.HasPrefix(got[i], want[i])) {
			return false
		}
	}
	return true
}

// checkError fails unless err contains part, or is nil where part is empty.
func checkError(t *testing.T, err error, part string) {
	t.Helper()
	switch {
	case part == "" && err != nil:
		t.Errorf("unexpected error: %v", err)
	case part != "" && err == nil:
		t.Errorf("no error; want one with %q", part)
	case part != "" && !strings.Contains(err.Error(), part):
		t.Errorf("error is %q; want one with %q", err, part)
	}
}

func gzipOf(t testing.TB, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Name = "name.jsonl" // makes the header longer, to cut it in more places
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstdOf(t testing.TB, content string) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll([]byte(content), nil)
}
