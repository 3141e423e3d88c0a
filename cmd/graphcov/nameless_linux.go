package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// namelessFile makes a file without a name in a directory. Not every file
// system can.
func namelessFile(dir string) (*os.File, error) {
	return os.OpenFile(dir, os.O_RDWR|unix.O_TMPFILE, 0o600)
}

// giveName gives a file of namelessFile a name, which nothing has yet.
func giveName(f *os.File, name string) error {
	return unix.Linkat(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", f.Fd()), unix.AT_FDCWD, name, unix.AT_SYMLINK_FOLLOW)
}
