package transcript

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/graphcov/graphcov/corpus/record"
)

// Input is an open file as the reader of a format sees it: records, one large
// JSON document, or an archive; and the files beside it.
type Input struct {
	path    string
	fs      fs.FS
	records *record.File // nil for an archive
	text    io.Reader    // once it is read as one document
	head    []byte       // the first bytes of the text
	headErr error        // that cuts the head short

	archive *zip.Reader // nil for all else
	file    io.ReaderAt // that the archive is in
	size    int64
	sum     string // of the archive

	closeFile func() error
}

// openInput opens a file and finds out whether it is an archive or text.
func openInput(name string, opt Options) (*Input, error) {
	in := &Input{path: name, fs: opt.FS, closeFile: func() error { return nil }}
	r := opt.Stdin
	var file fs.File
	if name != "-" {
		var err error
		if file, err = in.open(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, cause(err))
		}
		r, in.closeFile = file, sync.OnceValue(file.Close)
	} else if r == nil {
		return nil, errors.New("-: there is no standard input")
	}
	// A pipe can be read only once, so what is read here is put before the rest.
	magic := make([]byte, len(zipMagic))
	n, _ := io.ReadFull(r, magic) // an error comes again
	all := io.MultiReader(bytes.NewReader(magic[:n]), r)
	var err error
	switch {
	case string(magic[:n]) == zipMagic:
		err = in.openArchive(file)
	case file != nil:
		err = in.openText(rereadFile{file, all})
	default:
		err = in.openText(all)
	}
	if err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

// rereadFile is a file whose first bytes have been put back.
type rereadFile struct {
	fs.File
	all io.Reader
}

func (f rereadFile) Read(p []byte) (int, error) { return f.all.Read(p) }

func (in *Input) open(name string) (fs.File, error) {
	if in.fs != nil {
		return in.fs.Open(name)
	}
	return os.Open(name)
}

func (in *Input) openText(r io.Reader) error {
	var err error
	// Records are checked here, where NaN can be mended.
	if in.records, err = record.NewFile(in.path, r, record.Options{Unchecked: true, Format: "json"}); err != nil {
		return err
	}
	in.head, in.headErr = in.records.Peek(headLen)
	return nil
}

// Records yields the records of the file, JSON values that are sound, with
// their lines; those that are not come as a *Reject. Any other error is of the
// file and the last item.
func (in *Input) Records() iter.Seq2[record.Record, error] {
	return func(yield func(record.Record, error) bool) {
		if in.archive != nil {
			yield(record.Record{}, fmt.Errorf("%s: this is an archive, and has no records in lines; choose another --format", in.path))
			return
		}
		for rec, err := range in.records.Records() {
			if f, isFault := errors.AsType[*record.Fault](err); isFault {
				reject := fault(f.Reason)
				rec.Line, reject.Line, err = f.Line, f.Line, reject
			} else if err == nil {
				rec.Data, err = mend(rec.Data)
				if reject, ok := errors.AsType[*Reject](err); ok {
					reject.Line = rec.Line
				}
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// mend checks a record. One that is sound except for bare NaN and Infinity, as
// Python writes them, has null in their place.
func mend(data []byte) ([]byte, error) {
	err := check(data)
	if err == nil || !bytes.Contains(data, []byte("NaN")) && !bytes.Contains(data, []byte("Infinity")) {
		return data, err
	}
	mended := finite(data)
	if check(mended) != nil {
		return nil, err
	}
	return mended, nil
}

// Emit takes what was found in a record. The error is nil or a *Reject.
type Emit func(Response, error)

// PerRecord reads a file record by record: parse is called with the data of
// each and its number from 0. Lines are filled in.
func (in *Input) PerRecord(parse func(n int, data []byte, emit Emit)) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		n, stopped := -1, false
		for rec, err := range in.Records() {
			n++
			if err != nil {
				if !yield(Response{}, err) {
					return
				}
				continue
			}
			parse(n, rec.Data, func(r Response, err error) {
				stopped = stopped || !yield(located(rec.Line, r, err))
			})
			if stopped {
				return
			}
		}
	}
}

// located fills in a line.
func located(line int, r Response, err error) (Response, error) {
	if reject, ok := errors.AsType[*Reject](err); ok {
		reject.Line = line
		return Response{}, reject
	}
	r.Line = line
	return r, err
}

// errStop ends a walk whose consumer has left.
var errStop = errors.New("stopped")

// document reads a file that is one JSON value. The walk emits what it finds
// and returns errStop where emit says that it should.
func (in *Input) document(walk func(w *walker, emit func(Response, error) error) error) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		if in.archive != nil {
			yield(Response{}, fmt.Errorf("%s: this is an archive, no JSON document; choose another --format", in.path))
			return
		}
		var err error
		if in.text, err = in.records.Text(); err != nil {
			yield(Response{}, err)
			return
		}
		w := newWalker(in.text)
		err = walk(w, func(r Response, err error) error {
			if !yield(r, err) {
				return errStop
			}
			return nil
		})
		if err == nil {
			err = w.end()
		}
		if err != nil && err != errStop {
			yield(Response{}, in.locate(w.line, err))
		}
	}
}

// locate says where in the file an error is that ends it.
func (in *Input) locate(line int, err error) error {
	return fmt.Errorf("%s:%d: %w", in.path, line, err)
}

// beside reads the members of the JSON object in another file, whose name is
// relative to this one's folder; it may be compressed. It tells whether there
// was such a file and all of it could be read.
func (in *Input) beside(name string, member func(w *walker, key string) error) bool {
	if in.path == "-" {
		return false
	}
	for _, suffix := range []string{"", ".gz", ".zst"} {
		other := filepath.Join(filepath.Dir(in.path), filepath.FromSlash(name)) + suffix
		if in.fs != nil {
			other = path.Join(path.Dir(in.path), name) + suffix
		}
		f, err := record.Open(other, record.Options{FS: in.fs})
		if err != nil {
			continue
		}
		text, err := f.Text()
		if err == nil {
			w := newWalker(text)
			err = w.object(func(key string) error { return member(w, key) })
		}
		f.Close()
		return err == nil
	}
	return false
}

// base is the file's name without its folder and without the suffix of its
// compression.
func (in *Input) base() string {
	name := path.Base(filepath.ToSlash(in.path))
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")
}

// finish reads what a reader left, so that the hash is of the whole file.
func (in *Input) finish() error {
	if in.archive != nil {
		return in.hashArchive()
	}
	if in.text != nil {
		if _, err := io.Copy(io.Discard, in.text); err != nil {
			return fmt.Errorf("%s: %w", in.path, err)
		}
	}
	return nil
}

func (in *Input) sha256() string {
	if in.archive != nil {
		return in.sum
	}
	return in.records.Sum()
}

func (in *Input) close() error {
	if in.records != nil {
		in.records.Close() // closes nothing of its own
	}
	if err := in.closeFile(); err != nil {
		return fmt.Errorf("%s: %w", in.path, cause(err))
	}
	return nil
}

// cause takes the operation and the path out of an error of package os, where
// the message around it names the path already.
func cause(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	return err
}
