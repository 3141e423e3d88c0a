package database

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWriteIsAllOrNothing(t *testing.T) {
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	failure := errors.New("no such luck")
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	for range 2 { // the second meets a context that is over already
		err = db.Write(ctx, func(tx *sql.Tx) error {
			fillMeta(t, tx, 3000)
			cancel(failure)
			return nil
		})
		if err != failure {
			t.Errorf("error %v, want the cause of the cancellation", err)
		}
	}
	if err := db.Write(t.Context(), func(tx *sql.Tx) error {
		fillMeta(t, tx, 3000)
		return failure
	}); err != failure {
		t.Errorf("error %v, want that of the function", err)
	}
	db.Close()
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("failed runs changed the file: %v", err)
	}
}

func TestSecondWriterIsRefused(t *testing.T) {
	t.Parallel() // it mostly waits
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	first, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	err = first.Write(t.Context(), func(*sql.Tx) error {
		second, err := Create(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer second.Close()
		wantError(t, addCorpus(t.Context(), second, "d"), "is being written by another process", "wait until it is done")
		return nil
	})
	if err != nil {
		t.Errorf("the first writer failed: %v", err)
	}
}

// A run that changes far more than SQLite's usual cache of 2 MB must not lock
// readers out before it commits.
func TestReadersSeeTheOldStateDuringAWrite(t *testing.T) {
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	open := openReadOnly(t, path)
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		fillMeta(t, tx, 10_000)
		for name, reader := range map[string]*DB{"opened before": open, "opened meanwhile": openReadOnly(t, path)} {
			if n := one[int](t, reader, "SELECT count(*) FROM meta"); n != 0 {
				t.Errorf("a reader %s sees %d rows that are not committed", name, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := one[int](t, open, "SELECT count(*) FROM meta"); n != 10_000 {
		t.Errorf("a reader sees %d rows after the commit", n)
	}
}

// A reader in the middle of a query delays the commit beyond SQLite's own
// patience, but does not make the run fail.
func TestCommitWaitsForReaders(t *testing.T) {
	t.Parallel() // it mostly waits
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	reader := openReadOnly(t, path)
	rows, err := reader.QueryContext(t.Context(), "SELECT * FROM corpus") // holds its lock until closed
	if err != nil {
		t.Fatal(err)
	}
	if !rows.Next() {
		t.Fatal("no row")
	}
	done := make(chan error)
	go func() { done <- addCorpus(t.Context(), db, "d") }()
	select {
	case err := <-done:
		t.Fatalf("committed over a reader: %v", err)
	case <-time.After(1200 * time.Millisecond):
	}
	rows.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := corpora(t, reader); got != "c,d" {
		t.Errorf("corpora %q", got)
	}
}

func TestCommitStopsWaitingWhenCancelled(t *testing.T) {
	t.Parallel() // it mostly waits
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	reader := openReadOnly(t, path)
	rows, err := reader.QueryContext(t.Context(), "SELECT * FROM corpus")
	if err != nil {
		t.Fatal(err)
	}
	rows.Next()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := addCorpus(ctx, db, "d"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want a deadline", err)
	}
	rows.Close()
	if got := corpora(t, reader); got != "c" {
		t.Errorf("corpora %q after a run that was cancelled", got)
	}
}

// crashImage is what a kill in the middle of a write leaves: the file with
// pages of the new state in it, and the journal that knows the old ones.
func crashImage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	crashed := filepath.Join(t.TempDir(), "crashed.db")
	undone := errors.New("undone")
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec("PRAGMA cache_size = 10; UPDATE corpus SET name = 'wrong'"); err != nil {
			t.Fatal(err)
		}
		fillMeta(t, tx, 2000)
		for _, suffix := range []string{"", "-journal"} {
			content, err := os.ReadFile(path + suffix)
			if err != nil {
				t.Fatal(err)
			}
			write(t, crashed+suffix, string(content))
		}
		return undone
	})
	if err != undone {
		t.Fatal(err)
	}
	return crashed
}

func TestDatabaseAfterACrash(t *testing.T) {
	t.Run("opened to read", func(t *testing.T) {
		path := crashImage(t)
		if got := corpora(t, openReadOnly(t, path)); got != "c" {
			t.Errorf("corpora %q", got)
		}
		if diff := cmp.Diff([]string{"crashed.db"}, filesIn(t, filepath.Dir(path))); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("opened to write", func(t *testing.T) {
		path := crashImage(t)
		newDatabase(t, path, "d")
		if got := corpora(t, openReadOnly(t, path)); got != "c,d" {
			t.Errorf("corpora %q", got)
		}
	})
}

func TestFullDiskIsSaid(t *testing.T) {
	path := inDir(t, "a.db")
	newDatabase(t, path, "c")
	db, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("PRAGMA max_page_count = 60; INSERT INTO meta VALUES ('x', zeroblob(1000000))")
		if err == nil {
			t.Fatal("no limit")
		}
		_, err = tx.Exec("INSERT INTO meta VALUES ('x', hex(zeroblob(1000000)))")
		return err
	})
	wantError(t, err, "no space left", "as it was before")
	if got := corpora(t, openReadOnly(t, path)); got != "c" {
		t.Errorf("corpora %q", got)
	}
}

func TestLimitCache(t *testing.T) {
	_, err := inNew(t, func(tx *sql.Tx) error {
		for _, test := range []struct{ bytes, kib int64 }{{1 << 40, cacheSize}, {100 << 20, 100 << 10}, {200 << 20, 100 << 10}, {0, 1}} {
			if err := LimitCache(t.Context(), tx, test.bytes); err != nil {
				return err
			}
			var got int64
			if err := tx.QueryRow("PRAGMA cache_size").Scan(&got); err != nil {
				return err
			}
			if got != -test.kib {
				t.Errorf("%d bytes: cache_size %d, want %d KiB", test.bytes, got, test.kib)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
