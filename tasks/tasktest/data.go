package tasktest

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Data is the path of a file or glob among the project's real data, which is
// not part of the repository: it lies in ../shared/data beside it, or where
// GRAPHCOV_DATA says. The test is skipped where it is absent.
func Data(t testing.TB, pattern string) []string {
	t.Helper()
	dir := os.Getenv("GRAPHCOV_DATA")
	if dir == "" {
		dir = filepath.Join(repositoryRoot(t), "..", "shared", "data")
	}
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("no %s: real data is not part of the repository; set GRAPHCOV_DATA to run this test", filepath.Join(dir, pattern))
	}
	return files
}

func repositoryRoot(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test's directory")
		}
		dir = filepath.Dir(dir)
	}
}

// Records decodes a gzip file of JSON, an array or one record a line, with
// encoding/json: a route of its own, independent of the readers under test.
func Records(t testing.TB, path string) []map[string]any {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]any
	decoder := json.NewDecoder(z)
	if strings.HasSuffix(path, ".json.gz") {
		if err := decoder.Decode(&records); err != nil {
			t.Fatal(err)
		}
		return records
	}
	for {
		var r map[string]any
		if err := decoder.Decode(&r); err == io.EOF {
			return records
		} else if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
}
