package record

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "data.txt") // the name says nothing
	content := gzipOf(t, strings.Repeat("{}\n", 1000)+"junk")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Path() != path || f.Format() != "jsonl.gz" || f.Size() != int64(len(content)) || f.Sum() != "" {
		t.Errorf("path %q, format %q, size %d, hash %q before reading", f.Path(), f.Format(), f.Size(), f.Sum())
	}
	records, faults := 0, 0
	for _, err := range f.Records() {
		if err != nil {
			checkError(t, err, path+":1001: not valid JSON")
			faults++
			continue
		}
		records++
	}
	if records != 1000 || faults != 1 {
		t.Errorf("%d records and %d faults", records, faults)
	}
	if f.BytesRead() != f.Size() {
		t.Errorf("%d bytes read of %d", f.BytesRead(), f.Size())
	}
	want := fmt.Sprintf("%x", sha256.Sum256(content))
	if hash, err := Hash(path, SHA256); hash != want || err != nil || f.Sum() != want {
		t.Errorf("hashes %q and %q (%v); want %q", f.Sum(), hash, err, want)
	}
	for _, err = range f.Records() {
	}
	checkError(t, err, "have been read already; open the file again")
	for range 2 {
		checkError(t, f.Close(), "")
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, nil, 0); err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		dir:                          dir + ": is a directory; name the files in it",
		filepath.Join(dir, "absent"): "absent: no such file or directory",
		"-":                          "-: standard input is no file; read it with NewFile",
	}
	if os.Getuid() > 0 { // root may read anything
		tests[secret] = secret + ": permission denied"
	}
	for path, want := range tests {
		_, err := Open(path, Options{})
		checkError(t, err, want)
	}
	_, err := Hash(dir, SHA256)
	checkError(t, err, dir+": is a directory")
	_, err = Hash(filepath.Join(dir, "absent"), SHA256)
	checkError(t, err, "absent: no such file or directory")
}

// TestHashCoversWhatIsNotRead covers text after the end of an array.
func TestHashCoversWhatIsNotRead(t *testing.T) {
	content := "[1]" + strings.Repeat("junk\n", 200_000)
	f, err := NewFile("f", strings.NewReader(content), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range f.Records() {
	}
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(content))); f.Sum() != want {
		t.Errorf("hash is %q; want %q", f.Sum(), want)
	}
}

func TestUnchecked(t *testing.T) {
	got, err := read(t, []byte("bad\n{}"), Options{Unchecked: true}, chunkSize)
	checkError(t, err, "")
	if !matchItems(got, []string{"1 bad", "2 {}"}) {
		t.Errorf("got %q", got)
	}
}

func TestNewFileOfReader(t *testing.T) {
	f, err := NewFile("-", iotest.OneByteReader(strings.NewReader("{}\n{}\nx")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Size() != -1 {
		t.Errorf("size is %d; want -1", f.Size())
	}
	count := 0
	for _, err := range f.Records() {
		count++
		if count == 3 {
			checkError(t, err, "-:3: not valid JSON")
		}
	}
	if count != 3 {
		t.Errorf("%d items", count)
	}
}

// TestGoroutineEnds leaves files in every possible way and counts goroutines.
func TestGoroutineEnds(t *testing.T) {
	content := bytes.Repeat([]byte("{\"a\":1}\n"), 200_000) // more than is read ahead
	leave := map[string]func(*File){
		"never read": func(f *File) { f.Close() },
		"read to the end": func(f *File) {
			for range f.Records() {
			}
		},
		"break": func(f *File) {
			for range f.Records() {
				break
			}
		},
		"close inside the loop": func(f *File) {
			var err error
			for _, err = range f.Records() {
				f.Close()
			}
			if !errors.Is(err, fs.ErrClosed) {
				t.Errorf("the loop ended with %v", err)
			}
		},
		"close and forget to stop": func(f *File) {
			next, _ := iter.Pull2(f.Records())
			next()
			f.Close()
			for _, err, ok := next(); ok; _, err, ok = next() {
				_ = err // so that the goroutine of Pull2 itself ends
			}
		},
	}
	for name, leave := range leave {
		t.Run(name, func(t *testing.T) {
			before := runtime.NumGoroutine()
			for _, compressed := range [][]byte{content, gzipOf(t, string(content)), zstdOf(t, string(content))} {
				f, err := NewFile("f", bytes.NewReader(compressed), Options{})
				if err != nil {
					t.Fatal(err)
				}
				leave(f)
			}
			byPieces, err := newTestFile(content, Options{}, chunkSize, true)
			if err != nil {
				t.Fatal(err)
			}
			leave(byPieces)
			for range 200 {
				if runtime.NumGoroutine() <= before {
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
			t.Errorf("%d goroutines more than before", runtime.NumGoroutine()-before)
		})
	}
}

// TestCloseInterrupts closes a file whose reader hangs, as a silent pipe does.
func TestCloseInterrupts(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	go w.Write(bytes.Repeat([]byte("{}\n"), chunkSize))
	f, err := NewFile("-", r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, func() { f.Close() })
	for _, err = range f.Records() {
	}
	if !errors.Is(err, fs.ErrClosed) {
		t.Errorf("the loop ended with %v", err)
	}
}
