package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
)

// rawReader reads the file as it lies on the disk, before decompression, and
// hashes and counts what it reads.
type rawReader struct {
	r     io.Reader
	hash  hash.Hash
	aside *aside       // what hashes in another goroutine; nil: it is done at once
	read  atomic.Int64 // atomic: a progress bar reads it from another goroutine
	err   error        // the first error, io.EOF included; it stays
}

func newRawReader(r io.Reader) *rawReader {
	return &rawReader{r: r, hash: sha256.New()}
}

func (r *rawReader) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.r.Read(p)
	if r.aside != nil {
		r.aside.write(p[:n])
	} else {
		r.hash.Write(p[:n])
	}
	r.read.Add(int64(n))
	r.err = err
	return n, err
}

// failure is the error that stopped the reading, nil at an ordinary end of file.
// Decoders may dress up or swallow errors of the reader below them; asking the
// reader itself tells a failing disk from a corrupt file.
func (r *rawReader) failure() error {
	switch {
	case r.err == nil || r.err == io.EOF:
		return nil
	case errors.Is(r.err, fs.ErrClosed):
		return errClosed
	case r.err == io.ErrUnexpectedEOF: // e.g. a network connection that broke off
		return errors.New("input breaks off early; read it again")
	}
	return fmt.Errorf("cannot read on: %w", cause(r.err))
}

// sum is the hash of all that was read. What hashes aside must have been stopped.
func (r *rawReader) sum() string {
	if r.aside != nil {
		<-r.aside.done
	}
	return hex.EncodeToString(r.hash.Sum(nil))
}

// errClosed ends the reading of a file that was closed meanwhile.
var errClosed = fmt.Errorf("closed before its end was read: %w", fs.ErrClosed)

// cause takes the operation and the path out of an error of package os, where the
// message around it names the path already.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// Hash returns the SHA-256 of a file as it lies on the disk, in hexadecimal: the
// same that [File.SHA256] gives after reading.
func Hash(path string) (sha256hex string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, cause(err))
	}
	defer file.Close()
	raw := newRawReader(file)
	if _, err := io.Copy(io.Discard, raw); err != nil {
		return "", fmt.Errorf("%s: %w", path, cause(err))
	}
	return raw.sum(), nil
}
