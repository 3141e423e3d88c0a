package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
)

// DefaultMaxRecord is the longest record that is read unless told otherwise, in
// bytes.
const DefaultMaxRecord = 16 << 20

// Options say how to read a file. The zero value is ready for use.
type Options struct {
	// MaxRecord is the longest record accepted, in bytes, with the white space
	// around it; 0 means [DefaultMaxRecord]. A longer one is skipped as a [Fault].
	// It bounds the memory that a file takes.
	MaxRecord int

	// MaxExpansion is how many times the size of a compressed file its text may
	// have, beyond the first GiB; 0 means [DefaultMaxExpansion]. What unpacks to
	// more is a faulty file.
	MaxExpansion int

	// Unchecked leaves it to the caller to call [Check] on every record, for
	// example in several workers at once. Data may then be anything.
	Unchecked bool

	// FS is where [Open] looks for paths; nil is the machine's own file system.
	FS fs.FS

	// Format is what the file is, one of [Formats]. Where it is empty, content and
	// name tell.
	Format string

	// Hash is the kind of [File.Sum]; empty means SHA256.
	Hash HashKind

	// Separator stands between the documents of plain text; empty means
	// [DefaultSeparator]. Given one, files of other formats are refused.
	Separator string

	// Query is the SELECT that gives the rows of an SQLite database; empty means
	// all rows of the one table that has Fields. Given one, files of other formats
	// are refused.
	Query string

	// Fields are the sets of fields of which the caller needs one. Of Parquet
	// files and SQLite tables only these columns are read, and there has to be all
	// of at least one set. nil means any columns.
	Fields [][]string
}

// File is one open input. Open it, range over Records once, close it.
type File struct {
	path      string
	opt       Options
	size      int64
	raw       *rawReader
	file      *os.File      // for access at random; nil where there is none
	at        io.ReaderAt   // of text that is read by pieces; nil where it is not
	start     int64         // where its text starts in the file
	text      *bufio.Reader // decompressed, its first bytes peeked at
	format    string
	layout    layout
	chunkSize int    // of reading ahead, in bytes; tests make it small
	sum       string // set when all has been read

	started atomic.Bool
	stopped chan struct{} // closed to end the reading ahead
	stop    func()        // closes stopped, once
	close   func() error  // closes the file beneath, once
}

// Open opens a file and looks at its first bytes. It returns an error where the
// file cannot be read or is of no known format; all of its errors are about the
// whole file. Standard input has no path: use [NewFile].
func Open(path string, opt Options) (*File, error) {
	if path == "-" {
		return nil, errors.New("-: standard input is no file; read it with NewFile")
	}
	open := func(path string) (fs.File, error) { return os.Open(path) }
	if opt.FS != nil {
		open = opt.FS.Open
	}
	file, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	}
	f, err := NewFile(path, file, opt)
	if err != nil {
		file.Close()
		return nil, err
	}
	if f.file != nil && f.layout.marks != nil {
		f.at = f.file
	}
	f.close = sync.OnceValue(file.Close)
	return f, nil
}

// NewFile reads records from r; name stands for a path in messages, "-" for
// standard input. It waits for the first bytes of r. Closing the File does not
// close r, and a read of r that is under way then may still finish afterwards.
func NewFile(name string, r io.Reader, opt Options) (*File, error) {
	if opt.MaxRecord <= 0 {
		opt.MaxRecord = DefaultMaxRecord
	}
	if opt.MaxExpansion <= 0 {
		opt.MaxExpansion = DefaultMaxExpansion
	}
	size, err := sizeOf(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	raw, err := newRawReader(r, opt.Hash)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text, err := decompress(raw, opt.MaxExpansion)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	buffered := bufio.NewReaderSize(text, sniffLen)
	// An error of the Peek is no matter: it comes again after the bytes before it
	// have been read, and is then reported with its line.
	head, _ := buffered.Peek(sniffLen)
	file, _ := r.(*os.File)
	if name == "-" || size < 0 || text.compression != plain {
		file = nil
	}
	found, err := opt.layoutOf(name, head, file != nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	start := 0
	if bytes.HasPrefix(head, []byte(byteOrderMark)) {
		start, _ = buffered.Discard(len(byteOrderMark)) // cannot fail: these bytes were peeked at
	}
	stopped := make(chan struct{})
	return &File{
		path:      name,
		opt:       opt,
		size:      size,
		raw:       raw,
		file:      file,
		text:      buffered,
		format:    found.name + text.compression.suffix(),
		layout:    found,
		start:     int64(start),
		chunkSize: chunkSize,
		stopped:   stopped,
		stop:      sync.OnceFunc(func() { close(stopped) }),
		close:     func() error { return nil },
	}, nil
}

// sizeOf gives the size of a regular file and -1 for what has no known size. A
// directory is an error.
func sizeOf(r io.Reader) (int64, error) {
	file, ok := r.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return -1, nil
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return -1, cause(err)
	case info.IsDir():
		return -1, errors.New("is a directory; name the files in it")
	case info.Mode().IsRegular():
		return info.Size(), nil
	}
	return -1, nil
}

// Path is the path or name that the file was opened with.
func (f *File) Path() string { return f.path }

// Format names layout and compression: "jsonl", "json" or "text", then nothing,
// ".gz" or ".zst"; or "parquet" or "sqlite".
func (f *File) Format() string { return f.format }

// Size is the length of the file as it lies on the disk, in bytes, or -1 where
// that is not known beforehand, as with a pipe.
func (f *File) Size() int64 { return f.size }

// BytesRead is how many of the Size bytes have been read so far. It runs a little
// ahead of the records. It may be called from another goroutine.
func (f *File) BytesRead() int64 { return f.raw.read.Load() }

// Sum is the hash of the whole file as it lies on the disk, in hexadecimal: of
// SHA-256 64 digits, of others behind their name, "xxh3:" and 32 digits. It is
// empty until Records has come to its end without a fatal error.
func (f *File) Sum() string { return f.sum }

// Close ends the reading and closes the file. It may be called more than once,
// and from another goroutine to interrupt Records, which then ends with an error
// that is [fs.ErrClosed].
func (f *File) Close() error {
	f.stop()
	if err := f.close(); err != nil {
		return fmt.Errorf("%s: %w", f.path, cause(err))
	}
	return nil
}
