//go:build unix && !linux

package corpus

import "os"

// temporaryFile makes a file that is gone when it is closed or the process
// ends, in whatever way.
func temporaryFile(dir string) (*os.File, error) { return unlinkedFile(dir) }
