package record

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/tasks/tasktest"
)

// TestRealData reads all published files and compares every record with what the
// standard library makes of them.
func TestRealData(t *testing.T) {
	if testing.Short() {
		t.Skip("decodes 100,000 records twice")
	}
	paths, err := Expand(tasktest.Data(t, "."))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			compareWithStandardLibrary(t, path)
		})
	}
}

func compareWithStandardLibrary(t *testing.T, path string) {
	want := decodeByStandardLibrary(t, path)
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	count := 0
	for rec, err := range f.Records() {
		switch {
		case err != nil:
			t.Error(err)
		case count >= len(want) || !bytes.Equal(rec.Data, want[count]):
			t.Fatalf("%s:%d: record %d differs from encoding/json", path, rec.Line, count)
		}
		count++
	}
	if count != len(want) {
		t.Errorf("%s: %d records; encoding/json reads %d", path, count, len(want))
	}
	if hash, err := Hash(path, SHA256); err != nil || f.Sum() != hash {
		t.Errorf("%s: hash %s while reading, %s afterwards (%v)", path, f.Sum(), hash, err)
	}
}

// decodeByStandardLibrary returns the elements of an array, or else all values.
func decodeByStandardLibrary(t *testing.T, path string) (records []json.RawMessage) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var text io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if text, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	buffered := bufio.NewReader(text)
	decoder := json.NewDecoder(buffered)
	if first, _ := buffered.Peek(1); string(first) == "[" {
		if _, err := decoder.Token(); err != nil {
			t.Fatal(err)
		}
	}
	for decoder.More() {
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		records = append(records, value)
	}
	return records
}
