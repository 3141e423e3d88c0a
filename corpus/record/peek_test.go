package record_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/corpus/record"
)

// What is peeked at, more than reading needs, is read all the same, as text or
// as records.
func TestPeekAndText(t *testing.T) {
	text := strings.Repeat(`{"a": 1}`+"\n", 5000)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte(text))
	w.Close()
	sum := sha256.Sum256(z.Bytes())

	open := func() *record.File {
		f, err := record.NewFile("-", bytes.NewReader(z.Bytes()), record.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if head, err := f.Peek(20000); err != nil || string(head) != text[:20000] {
			t.Fatal(len(head), err)
		}
		return f
	}
	f := open()
	r, err := f.Text()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != text || f.Sum() != hex.EncodeToString(sum[:]) {
		t.Errorf("%d bytes of %d, %v, hash %s", len(got), len(text), err, f.Sum())
	}
	if _, err := f.Text(); err == nil {
		t.Error("the text was given twice")
	}
	f, n := open(), 0
	for _, err := range f.Records() {
		if n++; err != nil {
			t.Fatal(err)
		}
	}
	if n != 5000 {
		t.Errorf("%d records", n)
	}
	f = open()
	r, _ = f.Text()
	f.Close()
	if _, err := r.Read(make([]byte, 10)); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("read after Close: %v", err)
	}
	f, _ = record.NewFile("-", bytes.NewReader(z.Bytes()[:z.Len()-9]), record.Options{})
	if _, err := f.Peek(1 << 20); err == nil || !strings.Contains(err.Error(), "truncated gzip") {
		t.Errorf("cut short: %v", err)
	}
}
