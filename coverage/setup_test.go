package coverage_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// scratchpad is the perfect text for a question such as 12 x 84.
func scratchpad(t testing.TB, question string) string {
	t.Helper()
	instance, _ := tasktest.Compile(t, multiplication.Task{}, question)
	return string(instance.AppendScratchpad(nil))
}

// record is a JSON object of a file.
type record map[string]any

// with is a copy of the record with more or other fields, key and value in turn.
func (r record) with(keyValue ...any) record {
	copied := record{}
	for k, v := range r {
		copied[k] = v
	}
	for pair := range slices.Chunk(keyValue, 2) {
		copied[pair[0].(string)] = pair[1]
	}
	return copied
}

// document is a training document: a question with its perfect scratchpad.
func document(t testing.TB, question string) record {
	return record{"question": question, "scratchpad": scratchpad(t, question)}
}

// response is a transcript of multiplication by the model m.
func response(id, question, text string) record {
	return record{"id": id, "task": "multiplication", "question": question, "model": "m", "response": text}
}

// write makes a JSONL file; a string is a line as it stands, else it is encoded.
func write(t testing.TB, path string, lines ...any) string {
	t.Helper()
	var b strings.Builder
	for _, line := range lines {
		if text, ok := line.(string); ok {
			b.WriteString(text + "\n")
			continue
		}
		encoded, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(encoded, '\n'))
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// create makes an empty database.
func create(t testing.TB) *database.DB {
	t.Helper()
	db, err := database.Create(t.Context(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// index adds files to a corpus of multiplication.
func index(t testing.TB, db *database.DB, name string, paths ...string) {
	t.Helper()
	_, err := corpus.Index(t.Context(), db, corpus.Options{Task: multiplication.Task{}, Corpus: name, Paths: paths, Now: time.Unix(0, 0), ToolVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
}

// options are those of the tests: nothing in them depends on the day.
func options(paths ...string) coverage.Options {
	return coverage.Options{Paths: paths, Now: time.Unix(0, 0), ToolVersion: "test"}
}

// analyze runs an analysis that must succeed.
func analyze(t testing.TB, db *database.DB, opt coverage.Options) coverage.Report {
	t.Helper()
	report, err := coverage.Analyze(t.Context(), db, opt)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// query returns all rows as text, NULL as that word.
func query(t testing.TB, db *database.DB, statement string, args ...any) [][]string {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	all := [][]string{}
	for rows.Next() {
		texts, to := make([]*string, len(columns)), make([]any, len(columns))
		for i := range to {
			to[i] = &texts[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(columns))
		for i, text := range texts {
			row[i] = "NULL"
			if text != nil {
				row[i] = *text
			}
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// dump is everything in the database: the rows of each table, sorted.
func dump(t testing.TB, db *database.DB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, table := range query(t, db, "SELECT name FROM sqlite_master WHERE type = 'table'") {
		var quoted []string
		for _, column := range query(t, db, "SELECT name FROM pragma_table_info(?)", table[0]) {
			quoted = append(quoted, "quote("+column[0]+")")
		}
		for _, row := range query(t, db, "SELECT "+strings.Join(quoted, " || ' ' || ")+" FROM "+table[0]+" ORDER BY 1") {
			all[table[0]] = append(all[table[0]], row[0])
		}
	}
	return all
}
