package database

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// earlier writes out a database that graphcov made when its schema had that
// version: 4 training documents of 2x1, and 3 responses, of which 2 are right.
func earlier(t *testing.T, version int) (path string) {
	t.Helper()
	packed, err := os.Open(fmt.Sprintf("testdata/v%d.db.gz", version))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	return write(t, filepath.Join(t.TempDir(), "earlier.db"), string(content))
}

// shape is everything that has a name in a database, with its columns. Their
// order is not part of it.
func shape(t *testing.T, db *DB) (all []string) {
	t.Helper()
	err := EachRow(t.Context(), db, `SELECT s.type || ' ' || s.name || ifnull(' ' || c.name || ' ' || c.type || ' ' || c.pk, '')
		FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c WHERE s.sql IS NOT NULL ORDER BY 1`, nil, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		all = append(all, line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestMigration(t *testing.T) {
	fresh := shape(t, newFile(t))
	for version := oldestVersion; version < SchemaVersion; version++ {
		for _, how := range []string{"read", "write"} {
			t.Run(fmt.Sprintf("from %d, to %s", version, how), func(t *testing.T) {
				path := earlier(t, version)
				if how == "write" {
					db, err := Create(t.Context(), path)
					if err != nil {
						t.Fatal(err)
					}
					if err := addCorpus(t.Context(), db, "another"); err != nil {
						t.Fatal(err)
					}
					db.Close()
				}
				db := openReadOnly(t, path)
				if diff := cmp.Diff(fresh, shape(t, db)); diff != "" {
					t.Errorf("unlike a new database (-new +migrated):\n%s", diff)
				}
				for query, want := range map[string]string{
					"PRAGMA integrity_check": "ok",
					"SELECT ifnull(group_concat(\"table\"), '') FROM pragma_foreign_key_check":                 "",
					"SELECT value FROM meta WHERE key = 'migrated_from'":                                       fmt.Sprint(version),
					"SELECT count(*) || ' ' || sum(documents) FROM corpus WHERE name = 'multiplication'":       "1 4",
					"SELECT count(*) FROM subgraph":                                                            "57",
					"SELECT count(*) || ' ' || sum(correct) || ' ' || max(algorithm) FROM response":            "3 2 long",
					"SELECT count(*) FROM coverage":                                                            "48",
					"SELECT count(*) FROM outcome":                                                             map[int]string{1: "0", 2: "12"}[version],
					"SELECT count(*) FROM reference_coverage":                                                  "0",
					"SELECT sum(responses) || ' ' || sum(right_responses) FROM example_weight":                 "3 2",
					"SELECT count(*) FROM corpus WHERE name = 'another'":                                       map[string]string{"read": "0", "write": "1"}[how],
					"SELECT (SELECT user_version FROM pragma_user_version) || ' ' || count(*) FROM step_score": fmt.Sprint(SchemaVersion, " 0"),
				} {
					if got := one[string](t, db, query); got != want {
						t.Errorf("%s: %q, want %q", query, got, want)
					}
				}
			})
		}
	}
}

// A migration that fails leaves the file as it was, and says what to do with
// which file.
func TestFailedMigration(t *testing.T) {
	path := earlier(t, 2)
	odd, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := odd.Exec("CREATE TABLE reference_coverage (x)"); err != nil {
		t.Fatal(err)
	}
	odd.Close()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = OpenReadOnly(t.Context(), path)
	wantError(t, err, path, "earlier version", "from schema version 2 to 3", "reference_coverage")
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
}
