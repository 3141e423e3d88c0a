package database

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCreateMakesAndReopens(t *testing.T) {
	for _, name := range []string{"plain.db", "with blank.db", "a?mode=memory#b%20c&d=e.db", "größe-数.db", ":memory:", "file:x.db", "'quoted\".db"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir) // the name alone, as on a command line
			newDatabase(t, name, "first")
			db, err := Create(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			if err := addCorpus(t.Context(), db, "second"); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if got := corpora(t, openReadOnly(t, name)); got != "first,second" {
				t.Errorf("corpora %q", got)
			}
			if files := filesIn(t, dir); len(files) != 1 || files[0] != name {
				t.Errorf("files %q, want only %q", files, name)
			}
		})
	}
}

func TestCreateFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.db"), filepath.Join(dir, "link.db")
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	db, err := Create(t.Context(), link) // the target is not there yet
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if files := filesIn(t, dir); len(files) != 1 || files[0] != "link.db" {
		t.Errorf("an unused database leaves %q, want the link alone", files)
	}
	newDatabase(t, link, "c")
	if got := corpora(t, openReadOnly(t, target)); got != "c" {
		t.Errorf("corpora %q behind the link", got)
	}
}

func TestUnusedNewDatabaseIsRemoved(t *testing.T) {
	ctx := t.Context()
	failure := errors.New("no such luck")
	for name, use := range map[string]func(*DB) error{
		"not written": func(*DB) error { return nil },
		"failed": func(db *DB) error {
			return db.Write(ctx, func(*sql.Tx) error { return failure })
		},
		"failed after rows": func(db *DB) error {
			return db.Write(ctx, func(tx *sql.Tx) error {
				fillMeta(t, tx, 1000)
				return failure
			})
		},
		"cancelled": func(db *DB) error {
			ctx, cancel := context.WithCancelCause(ctx)
			return db.Write(ctx, func(tx *sql.Tx) error {
				fillMeta(t, tx, 1000)
				cancel(failure)
				_, err := tx.ExecContext(ctx, "DELETE FROM meta")
				return err
			})
		},
		"cancelled, not noticed": func(db *DB) error {
			ctx, cancel := context.WithCancelCause(ctx)
			return db.Write(ctx, func(tx *sql.Tx) error {
				cancel(failure)
				return nil
			})
		},
		"interrupted statement": func(db *DB) error {
			ctx, cancel := context.WithCancelCause(ctx)
			return db.Write(ctx, func(tx *sql.Tx) error {
				fillMeta(t, tx, 2000)
				go cancel(failure)
				_, err := tx.ExecContext(ctx, "INSERT INTO meta SELECT a.key || b.key, c.key FROM meta a, meta b, meta c")
				return err
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db, err := Create(ctx, filepath.Join(dir, "new.db"))
			if err != nil {
				t.Fatal(err)
			}
			err = use(db)
			if name != "not written" && !errors.Is(err, failure) && !errors.Is(err, context.Canceled) {
				t.Errorf("error %v, want %v", err, failure)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if files := filesIn(t, dir); len(files) > 0 {
				t.Errorf("left behind: %q", files)
			}
		})
	}
}

// Two runs are given the same new database; the first fails, the second does
// not, and is writing or has written by then.
func TestUnusedDatabaseIsLeftToAnotherWriter(t *testing.T) {
	t.Parallel() // it mostly waits
	for _, meanwhile := range []bool{true, false} {
		path := inDir(t, "new.db")
		first, err := Create(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		second, err := Create(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer second.Close()
		err = second.Write(t.Context(), func(tx *sql.Tx) error {
			if meanwhile {
				return first.Close()
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		if got := corpora(t, openReadOnly(t, path)); got != "" {
			t.Errorf("corpora %q", got)
		}
	}
}

func TestRemovedDatabaseIsNotWrittenTo(t *testing.T) {
	path := inDir(t, "new.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantError(t, addCorpus(t.Context(), db, "d"), "moved or removed")
}

// wantError wants a message of one line that says all of this.
func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one that says %q", parts)
		return
	}
	for _, part := range append(parts, "; ") {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("error %q has several lines", err)
	}
}

func TestFilesThatAreNoDatabase(t *testing.T) {
	dir := t.TempDir()
	ours := filepath.Join(dir, "ours.db")
	newDatabase(t, ours, "c")
	good, err := os.ReadFile(ours)
	if err != nil {
		t.Fatal(err)
	}
	// Offsets in the header of an SQLite file: 60 user_version, 68 application_id.
	changed := func(at int, to byte) string {
		content := append([]byte(nil), good...)
		content[at] = to
		return string(content)
	}
	for _, test := range []struct {
		name, content string
		says          []string
	}{
		{"text", "{\"question\": \"What is 12 times 84?\"}\n", []string{"is not an SQLite file", "--db"}},
		{"long text", strings.Repeat("What is 12 times 84?\n", 1000), []string{"is not an SQLite file", "--db"}},
		{"truncated", string(good[:5000]), []string{"damaged", "make it anew"}},
		{"header only", string(good[:100]), []string{"database ", "; "}},
		{"newer", changed(63, 99), []string{"schema version 99", "newer", "update graphcov"}},
		{"older", changed(63, 0), []string{"schema version 0", "index the corpus again"}},
		{"another program's", changed(68, 0), []string{"of another program", "--db"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := write(t, filepath.Join(t.TempDir(), "x.db"), test.content)
			_, err := OpenReadOnly(t.Context(), path)
			wantError(t, err, append(test.says, path)...)
			_, err = Create(t.Context(), path)
			wantError(t, err, append(test.says, path)...)
			if now, err := os.ReadFile(path); err != nil || string(now) != test.content {
				t.Errorf("the file was changed, or is gone: %v", err)
			}
		})
	}
}

func TestEmptyDatabases(t *testing.T) {
	path := write(t, inDir(t, "empty.db"), "")
	_, err := OpenReadOnly(t.Context(), path)
	wantError(t, err, "is empty", "graphcov index")

	// SQLite files without a table, as "sqlite3 x.db vacuum" makes them.
	bare, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bare.Exec("CREATE TABLE t (x); DROP TABLE t; VACUUM"); err != nil {
		t.Fatal(err)
	}
	bare.Close()
	_, err = OpenReadOnly(t.Context(), path)
	wantError(t, err, "is empty", "graphcov index")

	newDatabase(t, path, "c")
	if got := corpora(t, openReadOnly(t, path)); got != "c" {
		t.Errorf("corpora %q", got)
	}
}

func TestPathsThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "file"), "x")
	for _, path := range []string{filepath.Join(dir, "nowhere", "a.db"), filepath.Join(file, "a.db"), dir} {
		_, err := Create(t.Context(), path)
		wantError(t, err, path, "cannot be written", "name another with --db")
		_, err = OpenReadOnly(t.Context(), path)
		wantError(t, err, path)
		if strings.Count(err.Error(), dir) > 1 {
			t.Errorf("error %q names the path twice", err)
		}
	}
	_, err := OpenReadOnly(t.Context(), filepath.Join(dir, "no.db"))
	wantError(t, err, "no such file", "make it with graphcov index")
}

func TestUnwritableFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	wantError(t, addCorpus(t.Context(), db, "d"), "cannot be written", "--db")
}

// fillMeta writes n rows, enough of them to overflow a small cache.
func fillMeta(t testing.TB, tx *sql.Tx, n int) {
	t.Helper()
	_, err := tx.Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO meta SELECT 'key ' || i, hex(zeroblob(500)) FROM n`, n)
	if err != nil {
		t.Error(err)
	}
}
