package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// compression is how a file is compressed: plain, gzipped or zstandard.
type compression string

const (
	plain     compression = ""
	gzipped   compression = "gzip"
	zstandard compression = "zstd"
)

// detectCompression goes by the first bytes of a file; names are often wrong.
func detectCompression(head []byte) compression {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return gzipped
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return zstandard
	// pzstd starts its files with a skippable frame, 50 to 5f 2a 4d 18.
	case len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.HasPrefix(head[1:], []byte("\x2a\x4d\x18")):
		return zstandard
	}
	return plain
}

// suffix is what the compression adds to a format name.
func (c compression) suffix() string {
	switch c {
	case gzipped:
		return ".gz"
	case zstandard:
		return ".zst"
	}
	return ""
}

// decompressed is the text of a file. Its errors are sentences for the user.
type decompressed struct {
	compression compression
	raw         *rawReader
	r           io.Reader // the decoder, which reads from raw
	text        expansion
	err         error // the first error, io.EOF included; it stays
}

// DefaultMaxExpansion is how many times a file may be larger unpacked than it is
// packed. Text of logs and tables comes to some hundred times with zstd.
const DefaultMaxExpansion = 1000

// freeExpansion is how many bytes of text any file may have, however small: of
// the first of them its packed size says little.
const freeExpansion = 1 << 30

// expansion is how much text has come of a file, which has to be in proportion to
// its size: a few bytes may unpack to more than any machine holds.
type expansion struct {
	what   string // the file is
	times  int64  // the size of the file that its text may have
	free   int64  // bytes of text that it may have in any case
	passed int64  // bytes of text so far
	advice string // where the file is sound
}

func newExpansion(what string, times int, advice string) expansion {
	return expansion{what: what, times: int64(times), free: freeExpansion, advice: advice}
}

// pass counts bytes of text, of which as many as read of the file are made.
func (e *expansion) pass(bytes int, read int64) error {
	e.passed += int64(bytes)
	if e.passed > e.free && e.passed/e.times > read {
		return limitError(fmt.Sprintf("%s that unpacks to more than %d times its size, as if made to fill the machine; where it is sound, %s", e.what, e.times, e.advice))
	}
	return nil
}

// limitError says that a file is more than is read, though it may be sound.
type limitError string

func (e limitError) Error() string { return string(e) }

// decompress looks at the first bytes of raw and decodes accordingly.
func decompress(raw *rawReader, maxExpansion int) (*decompressed, error) {
	buffered := bufio.NewReaderSize(raw, 64<<10)
	head, _ := buffered.Peek(4) // an error here comes again with the first Read
	d := &decompressed{compression: detectCompression(head), raw: raw, r: buffered}
	d.text = newExpansion(string(d.compression), maxExpansion, "unpack it first, or index it with a higher --max-expansion")
	switch d.compression {
	case gzipped:
		d.r = &gunzip{raw: buffered}
	case zstandard:
		// Concurrency 1 means no goroutines, so a decoder that is dropped half-way
		// is garbage like any other value and needs no Close.
		decoder, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, fmt.Errorf("cannot start the zstd decoder: %w", err)
		}
		d.r = decoder
	}
	return d, nil
}

func (d *decompressed) Read(p []byte) (int, error) {
	if d.err != nil {
		return 0, d.err
	}
	n, err := d.r.Read(p)
	switch {
	case err != nil:
		d.err = d.explain(err)
	case d.compression != plain:
		d.err = d.text.pass(n, d.raw.read.Load())
	}
	return n, d.err
}

// explain says what an error of the decoder means and what to do about it.
func (d *decompressed) explain(err error) error {
	if failure := d.raw.failure(); failure != nil {
		return failure
	}
	switch {
	case err == io.EOF:
		return io.EOF
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("truncated %s: the file ends early; was it fully downloaded?", d.compression)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return errors.New("zstd window larger than 512 MiB; compress the file again with zstd --long=29 or less")
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return errors.New("compressed with a zstd dictionary; compress the file again without one")
	}
	return fmt.Errorf("corrupt %s (%w); download or compress the file again", d.compression, err)
}

// gunzip decodes a gzip file member by member. gzip.Reader can do that alone, but
// takes a file that is cut inside the header of a later member for complete.
type gunzip struct {
	raw    *bufio.Reader
	member gzip.Reader
	inside bool // a member has been started and not yet read to its end
}

func (g *gunzip) Read(p []byte) (int, error) {
	for {
		if !g.inside {
			if err := g.nextMember(); err != nil {
				return 0, err
			}
			g.inside = true
		}
		n, err := g.member.Read(p)
		if err != io.EOF {
			return n, err
		}
		g.inside = false
		if n > 0 {
			return n, nil
		}
	}
}

// nextMember returns io.EOF only where the file ends between two members.
func (g *gunzip) nextMember() error {
	if _, err := g.raw.Peek(1); err != nil {
		return err
	}
	err := g.member.Reset(g.raw)
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	g.member.Multistream(false)
	return err
}
