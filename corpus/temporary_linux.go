package corpus

import (
	"os"

	"golang.org/x/sys/unix"
)

// temporaryFile makes a file that never has a name, so that not even a kill at
// the worst moment leaves it, or on file systems that cannot do so, one that has
// it for a moment.
func temporaryFile(dir string) (*os.File, error) {
	if file, err := os.OpenFile(dir, os.O_RDWR|unix.O_TMPFILE, 0o600); err == nil {
		return file, nil
	}
	return unlinkedFile(dir)
}
