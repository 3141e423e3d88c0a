package record

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

func TestCompression(t *testing.T) {
	const lines = "{\"a\":1}\n{\"b\":2}\n"
	want := []string{`1 {"a":1}`, `2 {"b":2}`}
	twice := []string{`1 {"a":1}`, `2 {"b":2}`, `3 {"a":1}`, `4 {"b":2}`}
	skippable := "\x50\x2a\x4d\x18\x04\x00\x00\x00abcd" // a frame that pzstd adds
	tests := []struct {
		name, format string
		content      []byte
		want         []string
	}{
		{"plain", "jsonl", []byte(lines), want},
		{"gzip", "jsonl.gz", gzipOf(t, lines), want},
		{"gzip of two members", "jsonl.gz", append(gzipOf(t, lines), gzipOf(t, lines)...), twice},
		{"gzip with an empty member", "jsonl.gz", append(gzipOf(t, ""), gzipOf(t, lines)...), want},
		{"gzip of nothing", "jsonl.gz", gzipOf(t, ""), nil},
		{"gzip of an array", "json.gz", gzipOf(t, "[1]"), []string{"1 1"}},
		{"gzip of a document", "json.gz", gzipOf(t, "{\n}"), []string{"1 {\n}"}},
		{"zstd", "jsonl.zst", zstdOf(t, lines), want},
		{"zstd of two frames", "jsonl.zst", append(zstdOf(t, lines), zstdOf(t, lines)...), twice},
		{"zstd of pzstd", "jsonl.zst", append([]byte(skippable), zstdOf(t, lines)...), want},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := NewFile("f", bytes.NewReader(test.content), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if f.Format() != test.format {
				t.Errorf("format is %q; want %q", f.Format(), test.format)
			}
			got, err := read(t, test.content, Options{}, chunkSize)
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

// TestTruncated cuts compressed files after every byte. Only the end of the first
// of two members looks like the end of a file.
func TestTruncated(t *testing.T) {
	const lines = "{\"a\":1}\n{\"b\":2}\n"
	for name, one := range map[string][]byte{"gzip": gzipOf(t, lines), "zstd": zstdOf(t, lines)} {
		whole := append(bytes.Clone(one), one...)
		for cut := 4; cut < len(whole); cut++ {
			got, err := read(t, whole[:cut], Options{}, chunkSize)
			switch {
			case cut == len(one):
				checkError(t, err, "")
				continue
			case cut > len(one) && len(got) < 2:
				t.Errorf("%s cut at %d: the records of the first member are lost: %q", name, cut, got)
			}
			checkError(t, err, "truncated "+name+": the file ends early; was it fully downloaded?")
		}
	}
}

func TestTruncatedNamesTheLineReached(t *testing.T) {
	whole := gzipOf(t, strings.Repeat("{}\n", 100))
	got, err := read(t, whole[:len(whole)-1], Options{}, 10)
	if len(got) != 100 {
		t.Errorf("%d records before the end; want 100", len(got))
	}
	checkError(t, err, "f:101: truncated gzip")
}

// TestCorrupt flips every bit of compressed files: the records are right, or an
// error says that the file is not. (Some bits of the headers have no effect.)
func TestCorrupt(t *testing.T) {
	const lines = "{\"a\":1}\n{\"b\":2}\n"
	for name, whole := range map[string][]byte{"gzip": gzipOf(t, lines), "zstd": zstdOf(t, lines)} {
		for i := 4 * 8; i < len(whole)*8; i++ {
			content := bytes.Clone(whole)
			content[i/8] ^= 1 << (i % 8)
			got, err := read(t, content, Options{}, chunkSize)
			if err == nil && strings.Join(got, "") != `1 {"a":1}2 {"b":2}` {
				t.Errorf("%s with bit %d flipped: %q without an error", name, i, got)
			}
		}
	}
}

func TestFaultyFiles(t *testing.T) {
	long := strings.Repeat("{}\n", sniffLen)
	var window bytes.Buffer
	w, err := zstd.NewWriter(&window, zstd.WithWindowSize(1<<20), zstd.WithSingleSegment(false))
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(long))
	w.Flush() // a header without the size of the content
	w.Close()
	hugeWindow := window.Bytes()
	hugeWindow[5] = 0xf8 // byte 5 of a frame is its window: 2^41 bytes

	tests := []struct {
		name string
		r    io.Reader
		want string
	}{
		{"gzip checksum", bytes.NewReader(flip(gzipOf(t, long), -5)), "f:8193: corrupt gzip (gzip: invalid checksum); download or compress the file again"},
		{"gzip then junk", bytes.NewReader(append(gzipOf(t, "{}\n"), "junk and more junk"...)), "f:2: corrupt gzip (gzip: invalid header)"},
		{"zstd then junk", bytes.NewReader(append(zstdOf(t, "{}\n"), "junk and more junk"...)), "f:2: corrupt zstd ("},
		{"zstd window", bytes.NewReader(hugeWindow), "f:1: zstd window larger than 512 MiB"},
		{"disk", iotest.TimeoutReader(strings.NewReader(long)), "cannot read on: timeout"},
		{"disk under gzip", io.MultiReader(bytes.NewReader(gzipOf(t, long)[:50]), iotest.ErrReader(errors.New("bad sector"))), ": cannot read on: bad sector"},
		{"disk under zstd", io.MultiReader(bytes.NewReader(zstdOf(t, long)), iotest.ErrReader(io.ErrUnexpectedEOF)), "input breaks off early; read it again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := NewFile("f", test.r, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, err = range f.Records() {
			}
			checkError(t, err, test.want)
			if errors.As(err, new(*Fault)) {
				t.Error("the fatal error looks like a fault")
			}
			if f.Sum() != "" {
				t.Error("a hash of a file that was not read to its end")
			}
		})
	}
}

// flip changes one byte, counted from the end where negative.
func flip(content []byte, i int) []byte {
	if i < 0 {
		i += len(content)
	}
	content[i] ^= 0xff
	return content
}

// A file that unpacks to far more than it should ends with an error that names it
// and the flag, before its text has been read to its end, and takes no memory.
func TestExpansion(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks a GiB three times")
	}
	for name, text := range map[string][]byte{
		"empty lines":     []byte("\n"),
		"one long record": []byte("x"),
	} {
		t.Run(name, func(t *testing.T) {
			// A frame of one mebibyte, a few dozen bytes packed, again and again: a
			// decoder takes frames that follow one another for one text.
			frame := zstdOf(t, string(bytes.Repeat(text, (1<<20)/len(text))))
			bomb := bytes.NewReader(bytes.Repeat(frame, 2048))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := NewFile("bomb.zst", bomb, Options{MaxRecord: 1 << 20})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			for b, blockErr := range f.Blocks() {
				if err = blockErr; err == nil {
					b.Release()
				}
			}
			runtime.ReadMemStats(&after)
			checkError(t, err, "bomb.zst:")
			checkError(t, err, "zstd that unpacks to more than 1000 times its size")
			checkError(t, err, "--max-expansion")
			if f.Sum() != "" {
				t.Error("a file that was not read to its end has a sum")
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<20 {
				t.Errorf("%d bytes allocated in all", grown)
			}
		})
	}
	// What is asked for is read.
	bomb := bytes.Repeat(zstdOf(t, strings.Repeat("\n", 1<<20)), 1100)
	f, err := NewFile("f", bytes.NewReader(bomb), Options{MaxExpansion: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range f.Blocks() {
		t.Error(err)
	}
	if f.Sum() == "" {
		t.Error("it was not read to its end")
	}
}
