package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/bits"

	"github.com/dustin/go-humanize"
	"github.com/parquet-go/parquet-go/format"
)

// maxPages is how many bytes the pages of a Parquet file may take that are read at
// one time, which is one of every column, with its dictionary: usual are a mebibyte
// or less for each.
const maxPages = 512 << 20

// maxPageHeader is how long the description of a page may be, in bytes. It may quote
// the smallest and largest value.
const maxPageHeader = 16 << 20

// parquetMemory is what holds pages.
type parquetMemory struct{ used int64 }

// room makes old as long as needed; what it holds is lost.
func (m *parquetMemory) room(old []byte, size int) ([]byte, error) {
	if size <= cap(old) {
		return old[:size], nil
	}
	if m.used += int64(size - cap(old)); m.used > maxPages {
		m.used -= int64(size - cap(old))
		return nil, limitError(fmt.Sprintf("Parquet whose pages take more than %s unpacked, those of all columns together; write it again with smaller ones", humanize.IBytes(maxPages)))
	}
	return make([]byte, size), nil
}

// parquetPage is what a page holds: for each of its values the levels, and the
// values that are there.
type parquetPage struct {
	count                   int // of values, also of those that are not there
	repetition, definitions hybrid
	values                  parquetValues
}

// parquetPages reads the pages of one column, those of one row group after those of
// another.
type parquetPages struct {
	file     io.ReaderAt
	leaf     *parquetLeaf
	memory   *parquetMemory
	unpacker *parquetUnpacker

	at, end    int64 // in the file: the next page, and what is behind the last
	codec      format.CompressionCodec
	dictionary *parquetDictionary

	packed, unpacked, words []byte // memory of the page and of the dictionary
}

// start goes to the first page of a column chunk in a file of that size.
func (p *parquetPages) start(chunk *format.ColumnMetaData, size int64) error {
	p.at, p.codec, p.dictionary = chunk.DataPageOffset, chunk.Codec, nil
	if d := chunk.DictionaryPageOffset; d > 0 && (d < p.at || p.at == 0) { // 0: there is nothing but the dictionary
		p.at = d
	}
	if p.at < 0 || chunk.TotalCompressedSize < 0 || p.at > size || chunk.TotalCompressedSize > size-p.at {
		return errors.New("a column that is not inside the file")
	}
	p.end = p.at + chunk.TotalCompressedSize
	return nil
}

// next reads the next page of values. It returns io.EOF at the end of the column
// chunk.
func (p *parquetPages) next() (page parquetPage, err error) {
	for p.at < p.end {
		var header format.PageHeader
		if err := p.readHeader(&header); err != nil {
			return page, err
		}
		packed, err := p.readPage(&header)
		if err != nil {
			return page, err
		}
		switch {
		case header.Type == format.DictionaryPage:
			err = p.readDictionary(&header, packed)
		case header.Type == format.DataPage && header.DataPageHeader.Valid:
			return p.dataPage(&header, packed)
		case header.Type == format.DataPageV2 && header.DataPageHeaderV2.Valid:
			return p.dataPageV2(&header, packed)
		case header.Type != format.IndexPage:
			err = errors.New("a page of an unknown kind")
		}
		if err != nil {
			return page, err
		}
	}
	return page, io.EOF
}

// readHeader reads the description of the next page. Nothing says how long it is.
func (p *parquetPages) readHeader(header *format.PageHeader) (err error) {
	var start [512]byte // enough for nearly all
	data := start[:]
	for {
		data = data[:min(int64(len(data)), p.end-p.at)]
		if _, err := p.file.ReadAt(data, p.at); err != nil {
			return fmt.Errorf("cannot read on: %w", cause(err))
		}
		length, err := decodeThrift(data, header)
		if err == nil {
			p.at += int64(length)
			return nil
		}
		if err != io.ErrUnexpectedEOF || int64(len(data)) == p.end-p.at || len(data) >= maxPageHeader {
			return fmt.Errorf("in the header of a page: %w", err)
		}
		data = make([]byte, 8*len(data))
	}
}

// readPage reads what is behind a header.
func (p *parquetPages) readPage(header *format.PageHeader) (packed []byte, err error) {
	size := int64(header.CompressedPageSize)
	if size < 0 || size > p.end-p.at || header.UncompressedPageSize < 0 {
		return nil, errors.New("a page that is longer than its column")
	}
	if p.packed, err = p.memory.room(p.packed, int(size)); err != nil {
		return nil, err
	}
	if _, err := p.file.ReadAt(p.packed, p.at); err != nil {
		return nil, fmt.Errorf("cannot read on: %w", cause(err))
	}
	p.at += size
	if header.CRC != 0 && uint32(header.CRC) != crc32.ChecksumIEEE(p.packed) {
		return nil, errors.New("a page whose checksum is wrong")
	}
	return p.packed, nil
}

// unpack decompresses into memory that is used again and again.
func (p *parquetPages) unpack(memory *[]byte, packed []byte, size int32) (text []byte, err error) {
	if *memory, err = p.memory.room(*memory, int(size)); err != nil {
		return nil, err
	}
	if p.codec == format.Uncompressed {
		return (*memory)[:copy(*memory, packed)], nil
	}
	return p.unpacker.unpack(*memory, packed, p.codec)
}

func (p *parquetPages) readDictionary(header *format.PageHeader, packed []byte) error {
	text, err := p.unpack(&p.words, packed, header.UncompressedPageSize)
	if err != nil {
		return err
	}
	if e := header.DictionaryPageHeader.V.Encoding; e != format.Plain && e != oldDictionary {
		return fmt.Errorf("a dictionary encoded as %v", e)
	}
	p.dictionary, err = newParquetDictionary(text, p.leaf.kind)
	return err
}

// dataPage is a page whose levels are compressed with the values, each kind of them
// behind its length.
func (p *parquetPages) dataPage(header *format.PageHeader, packed []byte) (page parquetPage, err error) {
	text := packed
	if p.codec != format.Uncompressed {
		if text, err = p.unpack(&p.unpacked, packed, header.UncompressedPageSize); err != nil {
			return page, err
		}
	}
	h := &header.DataPageHeader.V
	for _, level := range []struct {
		to       *hybrid
		highest  int
		encoding format.Encoding
	}{{&page.repetition, p.leaf.repeated, h.RepetitionLevelEncoding}, {&page.definitions, p.leaf.defined, h.DefinitionLevelEncoding}} {
		if level.highest == 0 {
			continue
		}
		if level.encoding != format.RLE {
			return page, fmt.Errorf("levels encoded as %v", level.encoding)
		}
		if len(text) < 4 {
			return page, errPageEnds
		}
		var data []byte
		if data, text, err = cutFront(text[4:], uint64(binary.LittleEndian.Uint32(text))); err != nil {
			return page, err
		}
		*level.to = levels(data, level.highest)
	}
	return p.complete(page, text, h.NumValues, h.Encoding)
}

// dataPageV2 is a page whose levels stand before the compressed values, with their
// lengths in the header.
func (p *parquetPages) dataPageV2(header *format.PageHeader, packed []byte) (page parquetPage, err error) {
	h := &header.DataPageHeaderV2.V
	repetition, text, err := cutFront(packed, uint64(h.RepetitionLevelsByteLength)) // a negative one is beyond any data
	if err != nil {
		return page, err
	}
	definitions, text, err := cutFront(text, uint64(h.DefinitionLevelsByteLength))
	if err != nil {
		return page, err
	}
	page.repetition, page.definitions = levels(repetition, p.leaf.repeated), levels(definitions, p.leaf.defined)
	if p.codec != format.Uncompressed && (!h.IsCompressed.Valid || h.IsCompressed.V) && len(text) > 0 {
		if text, err = p.unpack(&p.unpacked, text, header.UncompressedPageSize); err != nil {
			return page, err
		}
	}
	return p.complete(page, text, h.NumValues, h.Encoding)
}

// levels reads levels up to the highest.
func levels(data []byte, highest int) hybrid {
	return hybrid{data: data, width: bits.Len(uint(highest))}
}

func (p *parquetPages) complete(page parquetPage, text []byte, count int32, encoding format.Encoding) (parquetPage, error) {
	if count < 0 {
		return page, errors.New("a page of a negative number of values")
	}
	page.count = int(count)
	var err error
	page.values, err = newParquetValues(text, encoding, p.leaf.kind, p.dictionary)
	return page, err
}
