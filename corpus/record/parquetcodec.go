package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// parquetUnpacker decompresses pages into room that is given, and no more.
type parquetUnpacker struct {
	input  bytes.Reader
	gzip   *gzip.Reader
	brotli *brotli.Reader
	zstd   *zstd.Decoder
}

// unpack decompresses a page into dst and returns the part of it that was filled.
// A page that does not fit is an error.
func (u *parquetUnpacker) unpack(dst, page []byte, codec format.CompressionCodec) (text []byte, err error) {
	defer recoverCorrupt(&err)
	switch codec {
	case format.Snappy:
		length, err := snappy.DecodedLen(page)
		if err == nil && length > len(dst) {
			err = errUnpacksToMore
		}
		if err != nil {
			return nil, err
		}
		return snappy.Decode(dst, page)
	case format.Lz4Raw:
		n, err := lz4.UncompressBlock(page, dst)
		if err != nil {
			return nil, err
		}
		return dst[:n], nil
	case format.Gzip:
		u.input.Reset(page)
		if u.gzip == nil {
			u.gzip = new(gzip.Reader)
		}
		if err := u.gzip.Reset(&u.input); err != nil {
			return nil, err
		}
		return readInto(dst, u.gzip)
	case format.Brotli:
		u.input.Reset(page)
		if u.brotli == nil {
			u.brotli = brotli.NewReader(nil)
		}
		if err := u.brotli.Reset(&u.input); err != nil {
			return nil, err
		}
		return readInto(dst, u.brotli)
	case format.Zstd:
		if u.zstd == nil {
			// No more is decoded than there is room for, whatever a frame claims.
			u.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
			if err != nil {
				return nil, err
			}
		}
		return u.zstd.DecodeAll(page, dst[:0:len(dst)])
	}
	return nil, fmt.Errorf("pages compressed with %v; those with SNAPPY, GZIP, BROTLI, ZSTD or LZ4_RAW are read", codec)
}

var errUnpacksToMore = errors.New("a page that unpacks to more than it says")

// readInto reads all of r, for which there has to be room.
func readInto(dst []byte, r io.Reader) ([]byte, error) {
	n, err := io.ReadFull(r, dst)
	switch err {
	case io.EOF, io.ErrUnexpectedEOF:
		return dst[:n], nil
	case nil:
		if n, _ := r.Read(make([]byte, 1)); n > 0 {
			return nil, errUnpacksToMore
		}
		return dst, nil
	}
	return nil, err
}
