package record

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// failingAt reads up to an offset, where the disk is broken.
type failingAt struct {
	content []byte
	good    int64
}

func (f failingAt) ReadAt(p []byte, at int64) (int, error) {
	if at >= f.good {
		return 0, errors.New("broken")
	}
	n := copy(p, f.content[at:f.good])
	if n < len(p) {
		return n, errors.New("broken")
	}
	return n, nil
}

// What is before a place that cannot be read is handed out, and nothing behind it.
func TestPiecesUpToAnError(t *testing.T) {
	content := bytes.Repeat([]byte("{\"a\": 1}\n"), 100)
	for _, size := range []int{1, 5, 30, 190} {
		for _, good := range []int64{200, 201, 207, 208, 250, 899} {
			f, err := newTestFile(content, Options{}, size, true)
			if err != nil {
				t.Fatal(err)
			}
			f.at = failingAt{content, good}
			var lines int64
			for rec, err := range f.Records() {
				if err == nil {
					if lines++; int64(rec.Line) != lines {
						t.Errorf("pieces of %d, %d good bytes: line %d is the %dth", size, good, rec.Line, lines)
					}
					continue
				}
				checkError(t, err, fmt.Sprintf("f:%d: cannot read on: broken", lines+1))
				good = -good
			}
			if good > 0 || lines != -good/9 || f.Sum() != "" {
				t.Errorf("pieces of %d: %d records of %d bytes, sum %q", size, lines, -good, f.Sum())
			}
		}
	}
}

// A file that has grown or shrunk since it was opened is read to where it ends, but
// for what was read to look at it.
func TestPiecesOfAFileThatChanges(t *testing.T) {
	const line = "{\"a\": 12345678}\n"
	for _, now := range []int{5000, 9999, 10_000, 10_001, 100_000} {
		path := writeTo(t, "f.jsonl", []byte(strings.Repeat(line, 10_000)))
		f, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if f.at == nil {
			t.Fatal("it is not read by pieces")
		}
		if err := os.WriteFile(path, []byte(strings.Repeat(line, now)), 0o644); err != nil {
			t.Fatal(err)
		}
		records := 0
		for _, err := range f.Records() {
			if err != nil {
				t.Fatal(err)
			}
			records++
		}
		f.Close()
		if read := f.BytesRead(); records != now || read != int64(now*len(line)) {
			t.Errorf("%d records and %d bytes of %d lines", records, read, now)
		}
	}
}

// Of a byte order mark and of text that was looked at before nothing is read twice.
func TestPiecesOfTextThatWasPeekedAt(t *testing.T) {
	content := byteOrderMark + strings.Repeat("{\"a\": 1}\n", 10_000)
	path := writeTo(t, "f.jsonl", []byte(content))
	want, err := Hash(path, XXH3)
	if err != nil {
		t.Fatal(err)
	}
	for _, peeked := range []int{1, sniffLen, 80_000} {
		f, err := Open(path, Options{Hash: XXH3})
		if err != nil {
			t.Fatal(err)
		}
		f.chunkSize = 1000
		if _, err := f.Peek(peeked); err != nil {
			t.Fatal(err)
		}
		records := 0
		for range f.Records() {
			records++
		}
		f.Close()
		if records != 10_000 || f.BytesRead() != int64(len(content)) || f.Sum() != want {
			t.Errorf("peeked at %d: %d records, %d bytes, sum %s, want %s", peeked, records, f.BytesRead(), f.Sum(), want)
		}
	}
}

// thirdFirst reads the first piece behind the head when it has read the third.
type thirdFirst struct {
	content []byte
	size    int64
	third   chan struct{}
}

func (r thirdFirst) ReadAt(p []byte, at int64) (int, error) {
	switch at / r.size {
	case 1:
		<-r.third
	case 3:
		defer close(r.third)
	}
	return bytes.NewReader(r.content).ReadAt(p, at)
}

// The loop over blocks may come to its end before the last of them is gone over:
// here two goroutines have read three pieces.
func TestPiecesAreAllHandedOut(t *testing.T) {
	line := []byte("{\"a\": 1}\n")
	content := bytes.Repeat(line, 4)
	f, err := newTestFile(content, Options{}, len(line), true)
	if err != nil {
		t.Fatal(err)
	}
	f.at = thirdFirst{content, int64(len(line)), make(chan struct{})}
	var records atomic.Int64
	count := func(b *Block) {
		for range b.Records() {
			records.Add(1)
		}
		b.Release()
	}
	var running sync.WaitGroup
	var blocks []*Block
	for b, err := range f.Blocks() {
		if err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, b)
		if n := len(blocks); n == 4 { // the head and all
			first, second := blocks[1], blocks[2]
			running.Go(func() { count(first) })
			running.Go(func() { count(second) })
		} else if n > 4 { // of nothing, since another piece may have come
			running.Go(func() { count(b) })
		}
	}
	count(blocks[0])
	count(blocks[3])
	running.Wait()
	if records.Load() != 4 {
		t.Errorf("%d records of 4", records.Load())
	}
}
