//go:build unix

package corpus

import "os"

// unlinkedFile makes a file and takes its name away: it is gone when it is
// closed or the process ends, in whatever way.
func unlinkedFile(dir string) (*os.File, error) {
	file, err := os.CreateTemp(dir, "graphcov-*.tmp")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}
