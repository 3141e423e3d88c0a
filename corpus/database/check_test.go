package database

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
)

// A new database and one that was migrated are sound.
func TestCheckOfSoundFiles(t *testing.T) {
	fresh := inDir(t, "a.db")
	newDatabase(t, fresh, "c")
	paths := []string{fresh}
	for version := oldestVersion; version < SchemaVersion; version++ {
		paths = append(paths, earlier(t, version))
	}
	for _, path := range paths {
		db, err := Create(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Write(t.Context(), func(*sql.Tx) error { return nil }); err != nil { // migrates
			t.Fatal(err)
		}
		if faults, err := db.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("%s: faults %q, error %v", path, faults, err)
		}
	}
}

func TestCheckOfTables(t *testing.T) {
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`PRAGMA foreign_keys = 0;
		INSERT INTO corpus_size VALUES (8, '1x1', 1), (9, '1x1', 1);
		ALTER TABLE corpus_file DROP COLUMN size; DROP INDEX response_by_example; CREATE TABLE mine (a)`); err != nil {
		t.Fatal(err)
	}
	faults, err := db.Check(t.Context())
	want := []string{"2 rows of corpus_size belong to no row of corpus", "index response_by_example is not there", "table corpus_file is not what this graphcov makes"}
	if err != nil || !slices.Equal(faults, want) {
		t.Errorf("%s; error %v, want %q", strings.Join(faults, "; "), err, want)
	}
}
