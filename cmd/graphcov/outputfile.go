package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// draftName begins the names of files that are not complete.
const draftName = ".graphcov-"

// writeFile lets write fill the file at path, or stdout for "-" or nothing. A
// file appears under its name only when it is complete, and where the system
// can do so has none before, so that a process that is killed leaves nothing.
func (p *program) writeFile(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(p.stdout)
	}
	dir := filepath.Dir(path)
	f, err := namelessFile(dir)
	nameless := err == nil
	if !nameless {
		f, err = os.CreateTemp(dir, draftName+"*")
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w; name another with --out", path, cause(err))
	}
	name := f.Name()
	if nameless {
		name = filepath.Join(dir, fmt.Sprint(draftName, rand.Uint64()))
	}
	defer os.Remove(name) // without effect once it has its name
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if nameless {
		err := giveName(f, path)
		if err == nil {
			name = path
		} else if errors.Is(err, fs.ErrExist) {
			err = giveName(f, name) // to take the place of what is there
		}
		if err != nil {
			f.Close()
			return fmt.Errorf("%s cannot be written: %w", path, err)
		}
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	if name == path {
		return nil
	}
	return os.Rename(name, path)
}
