package corpus

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks/multiplication"
)

// change sets options of a run; nil leaves them.
type change = func(*Options)

// index runs one indexing run into the database at path.
func index(t testing.TB, path string, set change, files ...string) (Report, error) {
	t.Helper()
	return indexContext(t.Context(), t, path, set, files...)
}

func indexContext(ctx context.Context, t testing.TB, path string, set change, files ...string) (Report, error) {
	t.Helper()
	db, err := database.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	opt := Options{Task: multiplication.Task{}, Paths: files, Now: time.Unix(0, 0), ToolVersion: "test"}
	if set != nil {
		set(&opt)
	}
	return Index(ctx, db, opt)
}

// mustIndex is index for runs that have to succeed.
func mustIndex(t testing.TB, path string, set change, files ...string) Report {
	t.Helper()
	report, err := index(t, path, set, files...)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// query returns all rows, columns separated by blanks.
func query(t testing.TB, path, statement string) []string {
	t.Helper()
	db, err := database.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := rowsOf(t.Context(), db, statement)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func rowsOf(ctx context.Context, db database.Querier, statement string) (all []string, err error) {
	rows, err := db.QueryContext(ctx, statement)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	row, to := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		to[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		line := ""
		for _, value := range row {
			if b, ok := value.([]byte); ok {
				value = fmt.Sprintf("%x", b)
			}
			line += fmt.Sprint(value) + " "
		}
		all = append(all, strings.TrimSpace(line))
	}
	return all, rows.Err()
}

// dumped are the tables that an index run fills, in an order of their own.
var dumped = map[string]string{
	"meta": "key", "corpus": "corpus_id", "corpus_file": "corpus_id, path, sha256", "subgraph": "corpus_id, scope, fingerprint",
	"corpus_input": "corpus_id, fingerprint", "corpus_size": "corpus_id, size",
}

// dump is everything in the database at path, by table.
func dump(t testing.TB, path string) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	for table, order := range dumped {
		all[table] = query(t, path, "SELECT * FROM "+table+" ORDER BY "+order)
	}
	return all
}

// scratchpads are documents of that size drawn from seed, one JSON record each.
func scratchpads(t testing.TB, seed uint64, n int, size string) []string {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	var records []string
	for range n {
		instance, err := multiplication.Task{}.Generate(rng, size)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, jsonRecord(t, "question", instance.Question(), "scratchpad", string(instance.AppendScratchpad(nil))))
	}
	return records
}

// jsonRecord is an object of names and values.
func jsonRecord(t testing.TB, fields ...string) string {
	t.Helper()
	object := make(map[string]string)
	for i := 0; i < len(fields); i += 2 {
		object[fields[i]] = fields[i+1]
	}
	data, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// writeFile writes lines, compressed where the name says so, and returns the path.
func writeFile(t testing.TB, path string, lines ...string) string {
	t.Helper()
	data := []byte(strings.Join(lines, "\n") + "\n")
	if strings.HasSuffix(path, ".gz") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(data)
		z.Close()
		data = b.Bytes()
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// lessUnderRace is n, or a tenth of it where the race detector slows SQLite down.
func lessUnderRace(n int) int {
	if raceDetector {
		return n / 10
	}
	return n
}

// corpusFile is a new file of n scratchpads.
func corpusFile(t testing.TB, seed uint64, n int, size string) string {
	t.Helper()
	return writeFile(t, filepath.Join(t.TempDir(), fmt.Sprintf("%d-%s.jsonl", seed, size)), scratchpads(t, seed, n, size)...)
}

func inDir(t testing.TB, name string) string { return filepath.Join(t.TempDir(), name) }

// wantError wants a message of one line that says all of this.
func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one that says %q", parts)
		return
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("error %q has several lines", err)
	}
}

// wantNothing wants no file in the directory of a database that was to be made.
func wantNothing(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Errorf("a run that failed leaves %s", e.Name())
	}
}
