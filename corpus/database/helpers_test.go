package database

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
)

// newDatabase makes a database with one corpus of that name in it.
func newDatabase(t testing.TB, path, corpus string) {
	t.Helper()
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := addCorpus(t.Context(), db, corpus); err != nil {
		t.Fatal(err)
	}
}

func addCorpus(ctx context.Context, db *DB, name string) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO corpus VALUES (NULL, ?, 'multiplication', 0, 0, 0, 0, 0, 0)", name)
		return err
	})
}

func openReadOnly(t testing.TB, path string) *DB {
	t.Helper()
	db, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// corpora are the names of the corpora in a database, as text.
func corpora(t testing.TB, db *DB) string {
	t.Helper()
	return one[string](t, db, "SELECT ifnull(group_concat(name), '') FROM (SELECT name FROM corpus ORDER BY name)")
}

// one is the single value that a query gives.
func one[T any](t testing.TB, db *DB, query string, args ...any) (value T) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), query, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

// filesIn are the names in a directory.
func filesIn(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func write(t testing.TB, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func inDir(t testing.TB, name string) string { return filepath.Join(t.TempDir(), name) }
