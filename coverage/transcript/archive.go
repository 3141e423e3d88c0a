package transcript

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// zipMagic is how a zip archive begins that has anything in it.
const zipMagic = "PK\x03\x04"

// openArchive reads the directory of a zip archive, not what is in it. Standard
// input is no file.
func (in *Input) openArchive(file fs.File) error {
	at, ok := file.(io.ReaderAt)
	if !ok {
		return in.noArchive()
	}
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("%s: %w", in.path, cause(err))
	}
	if !info.Mode().IsRegular() {
		return in.noArchive()
	}
	archive, err := zip.NewReader(at, info.Size())
	if err != nil {
		return fmt.Errorf("%s: truncated or corrupt zip archive (%w); was it fully written and downloaded?", in.path, err)
	}
	archive.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true)))
	in.archive, in.file, in.size = archive, at, info.Size()
	return nil
}

func (in *Input) noArchive() error {
	return fmt.Errorf("%s: a zip archive is read from its end, which a pipe does not allow; save it as a file and name that", in.path)
}

// entry walks over one file of the archive. A *Reject is of what is in it; any
// other error means that the archive cannot be read.
func (in *Input) entry(f *zip.File, walk func(w *walker) error) error {
	damaged := func(err error) error {
		if errors.Is(err, fs.ErrClosed) {
			return fmt.Errorf("%s: %w", in.path, cause(err))
		}
		return fmt.Errorf("%s: entry %s cannot be read (%w); copy or download the file again", in.path, f.Name, err)
	}
	r, err := f.Open()
	if err != nil {
		return damaged(err)
	}
	defer r.Close()
	source := &failing{r: r}
	w := newWalker(source)
	err = walk(w)
	if err == errStop {
		return err
	}
	if err == nil {
		err = w.end()
	}
	// To its end, because what was read may be damaged, and the sum is checked there.
	if _, drainErr := io.Copy(io.Discard, source); drainErr != nil || source.err != nil {
		return damaged(source.err)
	}
	if _, isReject := errors.AsType[*Reject](err); err != nil && !isReject {
		return &Reject{Reason: "an entry is not valid JSON", Detail: fmt.Sprintf("line %d: %v", w.line, err)}
	}
	return err
}

// failing keeps the error that its reader ends with, so that a fault of the
// file is told from one of its content.
type failing struct {
	r   io.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

func (in *Input) hashArchive() error {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(in.file, 0, in.size)); err != nil {
		return fmt.Errorf("%s: %w", in.path, cause(err))
	}
	in.sum = hex.EncodeToString(h.Sum(nil))
	return nil
}
