package database

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Nothing that SQL can say changes this file, or makes another.
func TestReadOnlyWritesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	newDatabase(t, path, "c")
	other := filepath.Join(dir, "other.db")
	newDatabase(t, other, "c")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db := openReadOnly(t, path)
	statements := []string{
		"DELETE FROM corpus",
		"UPDATE corpus SET name = 'x'",
		"INSERT INTO meta VALUES ('x', 'y')",
		"CREATE TABLE t (x)",
		"DROP TABLE corpus",
		"WITH x AS (SELECT 1) DELETE FROM corpus WHERE corpus_id IN (SELECT * FROM x)",
		"DELETE FROM corpus RETURNING name",
		"VACUUM",
		"REINDEX",
		"ANALYZE",
		"VACUUM INTO '" + filepath.Join(dir, "stolen.db") + "'",
		"ATTACH '" + filepath.Join(dir, "attached.db") + "' AS a",
		"ATTACH '" + other + "' AS a; DELETE FROM a.corpus",
		"ATTACH ':memory:' AS a",
		"PRAGMA journal_mode = WAL",
		"PRAGMA application_id = 1",
		"PRAGMA user_version = 99",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'",
		"CREATE VIRTUAL TABLE f USING fts5(x)",
		"BEGIN IMMEDIATE; DELETE FROM corpus; COMMIT",
		"CREATE TEMP TABLE t (x); INSERT INTO t VALUES (1)", // harmless, where it works
	}
	for _, first := range []string{"", "PRAGMA query_only = OFF; "} {
		for _, statement := range statements {
			// Some do nothing and say nothing; what counts is what is there afterwards.
			_, err := db.ExecContext(t.Context(), first+statement)
			t.Logf("%s%s: %v", first, statement, err)
			db.ExecContext(t.Context(), "ROLLBACK")
		}
	}
	_, err = db.ExecContext(t.Context(), "DELETE FROM corpus")
	wantError(t, db.Explain(err), path, "open for reading only")
	if got := corpora(t, db); got != "c" {
		t.Errorf("corpora %q", got)
	}
	if got := corpora(t, openReadOnly(t, other)); got != "c" {
		t.Errorf("corpora %q in the other database", got)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file was changed: %v", err)
	}
	if diff := cmp.Diff([]string{"a.db", "other.db"}, filesIn(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// The pool replaces a connection whose query was interrupted; the new one must
// refuse just as well.
func TestReadOnlyAfterAnInterruptedQuery(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	newDatabase(t, path, "c")
	db := openReadOnly(t, path)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	var n int
	err := db.QueryRowContext(ctx, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n").Scan(&n)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("error %v, want a deadline", err)
	}
	for _, statement := range []string{"VACUUM INTO '" + filepath.Join(dir, "stolen.db") + "'", "ATTACH '" + filepath.Join(dir, "new.db") + "' AS a", "DELETE FROM corpus"} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s is allowed", statement)
		}
	}
	if diff := cmp.Diff([]string{"a.db"}, filesIn(t, dir)); diff != "" {
		t.Error(diff)
	}
	if got := corpora(t, db); got != "c" {
		t.Errorf("corpora %q", got)
	}
}
