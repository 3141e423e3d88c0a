package main

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Runs meet a disk that is full at some moment: that of the database and its
// checkpoint, or that of the temporary files.
func TestFaultFullDisks(t *testing.T) {
	n := roundsOf(t, 5)
	all := jobs(t)
	rounds(t, n, func(t *testing.T, rng *rand.Rand, happened tally) {
		j := all[rng.IntN(len(all))]
		dir := t.TempDir()
		path, temp := filepath.Join(dir, "a.db"), ""
		place := "database"
		if j.args[0] == "index" && rng.IntN(3) == 0 {
			place, temp = "temporary files", t.TempDir()
		}
		room := int64(len(j.start)) + 1 + rng.Int64N(int64(len(j.end)-len(j.start))*3/2+1<<18)
		if temp != "" {
			room = 1 + rng.Int64N(1<<20)
		}
		full, how := disk{}, limited
		if rng.IntN(4) > 0 {
			full, how = fullDisk(t, temp, dir, room)
		}
		j.prepare(t, path)
		var more []string
		if temp != "" {
			more = []string{"--temp", temp}
		}
		elsewhere := t.TempDir()
		cmd := j.command(elsewhere, path, more...)
		if how == limited {
			cmd = limitFiles(cmd, room)
		}
		end := finish(t, cmd, 0, 0)
		wantFiles(t, elsewhere)
		what, done := "enough room", end.code == exitDone
		if !done {
			what = "full"
			if end.code != exitFailed || !sayFull(end.stderr) {
				t.Fatalf("with %d bytes for the %s (%s): %v", room, place, how, end)
			}
			if j.resume && strings.Contains(end.stderr, "files are kept") {
				what += ", files kept"
			}
		}
		if temp == "" {
			j.wantLeft(t, path, false, strings.HasSuffix(what, "kept"))
		} else if !strings.HasSuffix(what, "kept") {
			wantFiles(t, temp)
		}
		if j.asBefore(t, path, false, done) != done {
			t.Fatalf("the run ended with %v, and the database says otherwise", end)
		}
		happened[fmt.Sprintf("full disk|%s|%s of the %s (%s)", j.name, what, place, how)]++
		full.makeRoom(t)
		if temp != "" {
			j.again(t, path, done, more...)
			wantFiles(t, temp)
			return
		}
		j.again(t, path, done)
	})
}

func sayFull(message string) bool {
	for _, word := range []string{"no space left", "No space left", "is full", "file too large", "see whether the disk is sound"} {
		if strings.Contains(message, word) {
			return true
		}
	}
	return false
}

// disk is a small one, mounted at a directory.
type disk struct{ at string }

const (
	mounted = "small file system"
	limited = "limited files"
)

// fullDisk makes a file system of that many bytes at the directory for temporary
// files or, without one, that of the database. Who may not mount limits files.
func fullDisk(t *testing.T, temp, dir string, bytes int64) (d disk, how string) {
	t.Helper()
	if d.at = temp; temp == "" {
		d.at = dir
	}
	if err := syscall.Mount("graphcov-test", d.at, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		return disk{}, limited
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(d.at, 0); err != nil {
			t.Error(err)
		}
	})
	return d, mounted
}

func (d disk) makeRoom(t *testing.T) {
	t.Helper()
	if d.at == "" {
		return
	}
	if err := syscall.Mount("graphcov-test", d.at, "tmpfs", syscall.MS_REMOUNT, "size=100m"); err != nil {
		t.Fatal(err)
	}
}

// limitFiles lets no file of the process grow beyond that many bytes.
func limitFiles(cmd *exec.Cmd, bytes int64) *exec.Cmd {
	const block = 512
	limit := exec.Command("sh", append([]string{"-c", fmt.Sprintf(`ulimit -f %d; exec "$@"`, bytes/block), "sh"}, cmd.Args...)...)
	limit.Dir, limit.Env = cmd.Dir, cmd.Env
	return limit
}
