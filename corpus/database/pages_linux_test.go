package database

import (
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/graphcov/graphcov/graph"
)

// filled is a database with rows of corpus 1 under full, which are more than a
// page, and all counted in so many documents.
func filled(t *testing.T, documents int64) (db *DB, keys []Sought) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	var all []graph.Fingerprint
	for range 1000 {
		all = append(all, drawFingerprint(rng))
	}
	keys = number(all)
	db = pageSized(t, 512)
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		for _, k := range keys {
			r := subgraphRow{corpusID: 1, scope: "full", fingerprint: k.Fingerprint, op: "add", documents: documents, occurrences: documents}
			if err := r.insert(t.Context(), tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, keys
}

// wantFound looks up all keys, which are to have been counted in so many
// documents, on pages out of the file or through SQLite.
func wantFound(t *testing.T, tx Querier, keys []Sought, fromFile bool, documents int64) {
	t.Helper()
	f := subgraphFinder(tx, 1, "full")
	values, err := whatIs(t.Context(), f, keys, true)
	if err != nil {
		t.Error(err)
		return
	}
	if _, is := f.pages.(filePages); is != fromFile {
		t.Errorf("pages come from %T", f.pages)
	}
	for i, v := range values {
		if v[0] != documents {
			t.Errorf("key %d is in %d documents, want %d", i, v[0], documents)
			return
		}
	}
}

// The file is read where it has what the transaction sees, and only there.
func TestPagesOfTheFile(t *testing.T) {
	ctx := t.Context()
	db, keys := filled(t, 3)
	read := func(t *testing.T, fromFile bool, documents int64) {
		t.Helper()
		if err := Read(ctx, db, func(tx Querier) error {
			wantFound(t, tx, keys, fromFile, documents)
			wantFound(t, changing(tx), keys, false, documents)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	read(t, true, 3)
	if err := db.Write(ctx, func(tx *sql.Tx) error {
		if err := addMany(tx); err != nil { // to another table, in new pages
			return err
		}
		wantFound(t, Settled{tx}, keys, true, 3)
		if _, err := tx.Exec("UPDATE subgraph SET documents = 4"); err != nil {
			return err
		}
		wantFound(t, tx, keys, false, 4)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	read(t, true, 4)

	t.Run("another file has the name", func(t *testing.T) {
		other, _ := filled(t, 5)
		file := db.file
		if err := os.Rename(file, file+".moved"); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(other.file, file); err != nil {
			t.Fatal(err)
		}
		read(t, false, 4)
		if err := os.Rename(file+".moved", file); err != nil {
			t.Fatal(err)
		}
		read(t, true, 4)
	})
	t.Run("write-ahead log", func(t *testing.T) {
		if mode := one[string](t, db, "PRAGMA journal_mode = WAL"); mode != "wal" {
			t.Fatal(mode)
		}
		if _, err := db.Exec("UPDATE subgraph SET documents = 6"); err != nil { // in the log
			t.Fatal(err)
		}
		read(t, false, 6)
	})
}

// addMany adds many rows to a table that nothing is looked up in.
func addMany(tx *sql.Tx) error {
	_, err := tx.Exec("WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO meta SELECT 'key' || i, 'v' FROM n")
	return err
}

// Reading the file by itself leaves SQLite its locks: a lock of the usual kind
// would end with any close of the file in this process.
func TestReadingPagesKeepsTheLocks(t *testing.T) {
	db, keys := filled(t, 3)
	const reserved = 1<<30 + 1 // the byte that who writes has locked (https://www.sqlite.org/lockingv3.html)
	locked := func() bool {
		file, err := os.OpenFile(db.file, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lock := unix.Flock_t{Type: unix.F_WRLCK, Start: reserved, Len: 1}
		if err := unix.FcntlFlock(file.Fd(), unix.F_OFD_GETLK, &lock); err != nil {
			t.Fatal(err)
		}
		return lock.Type != unix.F_UNLCK
	}
	if err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if !locked() {
			t.Error("who writes has no lock")
		}
		wantFound(t, Settled{tx}, keys, true, 3)
		if !locked() {
			t.Error("reading pages has ended the lock of who writes")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if locked() {
		t.Error("it is locked after the end")
	}
	if descriptors, err := filepath.Glob("/proc/self/fd/*"); err != nil {
		t.Error(err)
	} else {
		open := 0
		for _, d := range descriptors {
			if path, _ := os.Readlink(d); path == db.file {
				open++
			}
		}
		if open != 1 {
			t.Errorf("%d descriptors of the file are open, want SQLite's alone", open)
		}
	}
}
