package record

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"
)

// rawReader reads the file as it lies on the disk, before decompression, and
// hashes and counts what it reads.
type rawReader struct {
	r     io.Reader
	hash  hasher
	aside *aside       // what hashes in another goroutine; nil: it is done at once
	read  atomic.Int64 // atomic: a progress bar reads it from another goroutine
	err   error        // the first error, io.EOF included; it stays
}

func newRawReader(r io.Reader, kind HashKind) (*rawReader, error) {
	hash, err := newHasher(kind)
	return &rawReader{r: r, hash: hash}, err
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

// pass hashes and counts what another has read, and returns what its error means.
func (r *rawReader) pass(data []byte, err error) error {
	r.hash.Write(data)
	r.read.Add(int64(len(data)))
	r.err = err
	return cmp.Or(r.failure(), err)
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

// sum is that of all that was read, of which nothing must be left to come.
func (r *rawReader) sum() string {
	if r.aside != nil {
		<-r.aside.done
	}
	return r.hash.sum()
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
