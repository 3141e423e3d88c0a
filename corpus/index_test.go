package corpus_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// index runs one indexing run into the database at path.
func index(t testing.TB, path string, change func(*corpus.Options), files ...string) (corpus.Report, error) {
	t.Helper()
	ctx := context.Background()
	db, err := database.Create(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	opt := corpus.Options{Task: multiplication.Task{}, Paths: files, Now: time.Unix(0, 0), ToolVersion: "test"}
	if change != nil {
		change(&opt)
	}
	return corpus.Index(ctx, db, opt)
}

// The figures of the issue, counted on string terms outside of this program.
func TestIndexPublishedFiles(t *testing.T) {
	files := tasktest.Data(t, "faith-and-fate/multiplication_*.json.gz")
	path := filepath.Join(t.TempDir(), "m.db")
	report, err := index(t, path, nil, files...)
	if err != nil {
		t.Fatal(err)
	}
	if report.Total.Compiled != 13_891 || report.Total.Rejected != 0 || report.Total.FromTrace != 13_891 || report.Nodes != 400_595 {
		t.Errorf("account %+v, %d nodes", report.Total, report.Nodes)
	}
	want := [][]string{
		{"full", "89757", "338132", "400595"},
		{"hop2", "57223", "336714", "400595"},
		{"shape", "2324", "154171", "400595"},
		{"step", "50458", "332066", "400595"},
	}
	got := query(t, path, "SELECT scope, count(*), sum(documents), sum(occurrences) FROM subgraph GROUP BY scope ORDER BY scope")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// query returns all rows as text.
func query(t testing.TB, path, statement string) [][]string {
	t.Helper()
	db, err := database.OpenReadOnly(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(statement)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for rows.Next() {
		row, to := make([]string, len(columns)), make([]any, len(columns))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
