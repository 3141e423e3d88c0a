package corpus

import "os"

// deleteOnClose is Windows' FILE_FLAG_DELETE_ON_CLOSE.
const deleteOnClose = 0x04000000

// temporaryFile makes a file that Windows removes when it is closed or the
// process ends, in whatever way.
func temporaryFile(dir string) (*os.File, error) {
	file, err := os.CreateTemp(dir, "graphcov-*.tmp")
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	return os.OpenFile(file.Name(), os.O_RDWR|deleteOnClose, 0)
}
