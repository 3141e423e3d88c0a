package database

import (
	"path/filepath"
	"syscall"
	"testing"
)

// SQLite would wait for a pipe for ever, and take a device for a failing disk.
func TestPipesAndDevicesAreNoDatabases(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, "/dev/null"} {
		_, err := Create(t.Context(), path)
		wantError(t, err, "database "+path+" cannot be written: it is a pipe or a device; name another with --db")
		_, err = OpenReadOnly(t.Context(), path)
		wantError(t, err, "database "+path+": it is a pipe or a device; name a file with --db")
	}
}
