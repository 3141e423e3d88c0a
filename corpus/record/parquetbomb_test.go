package record

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// marshal writes what describes a file or a page.
func marshal(t testing.TB, v any) []byte {
	t.Helper()
	data, err := thrift.Marshal(new(thrift.CompactProtocol), v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// rawPage is a page whose header need not be true. A dictionary has no levels.
type rawPage struct {
	isDictionary     bool
	values           int32
	encoding         format.Encoding
	body             []byte
	packed, unpacked int32 // sizes in the header; 0: those of body
}

// rawParquet puts together a file of one column "text" of text, repeated or not.
func rawParquet(t testing.TB, rows int64, codec format.CompressionCodec, repetition format.FieldRepetitionType, pages ...rawPage) []byte {
	t.Helper()
	file := []byte(parquetMagic)
	for _, p := range pages {
		header := format.PageHeader{Type: format.DataPage, CompressedPageSize: int32(len(p.body)), UncompressedPageSize: int32(len(p.body))}
		if p.packed != 0 {
			header.CompressedPageSize = p.packed
		}
		if p.unpacked != 0 {
			header.UncompressedPageSize = p.unpacked
		}
		if p.isDictionary {
			header.Type = format.DictionaryPage
			header.DictionaryPageHeader.Set(format.DictionaryPageHeader{NumValues: p.values, Encoding: p.encoding})
		} else {
			header.DataPageHeader.Set(format.DataPageHeader{NumValues: p.values, Encoding: p.encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE})
		}
		file = append(append(file, marshal(t, &header)...), p.body...)
	}
	size := int64(len(file) - len(parquetMagic))
	column := format.ColumnMetaData{Type: format.ByteArray, Encoding: []format.Encoding{format.Plain}, PathInSchema: []string{"text"}, Codec: codec,
		NumValues: rows, TotalCompressedSize: size, TotalUncompressedSize: size, DataPageOffset: int64(len(parquetMagic))}
	leaf := format.SchemaElement{Name: "text"}
	leaf.Type.Set(format.ByteArray)
	leaf.RepetitionType.Set(repetition)
	root := format.SchemaElement{Name: "root"}
	root.NumChildren.Set(1)
	return withFooter(file, marshal(t, &format.FileMetaData{Schema: []format.SchemaElement{root, leaf}, NumRows: rows,
		RowGroups: []format.RowGroup{{Columns: []format.ColumnChunk{{MetaData: column}}, NumRows: rows}}}))
}

func withFooter(file, footer []byte) []byte {
	file = append(file, footer...)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(footer)))
	return append(file, parquetMagic...)
}

func plainValue(text string) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(text))), text...)
}

// runOf is a run of one number of a byte, in the hybrid encoding.
func runOf(count uint64, number byte) []byte {
	return append(binary.AppendUvarint(nil, count<<1), number)
}

// sized is data behind its length.
func sized(data []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(data))), data...)
}

// deltasOf is count integers, each of them number.
func deltasOf(count uint64, number int64) []byte {
	data := binary.AppendUvarint([]byte{128, 1, 1}, count)
	data = binary.AppendVarint(data, number)
	for left := int64(min(count, 1<<20)) - 1; left > 0; left -= 128 {
		data = append(data, 0, 0)
	}
	return data
}

type parquetBomb struct {
	name    string
	content []byte
	want    string // error
}

// parquetBombs are small files that ask for gigabytes.
func parquetBombs(t testing.TB) []parquetBomb {
	const most = math.MaxInt32
	one := func(rows int64, codec format.CompressionCodec, pages ...rawPage) []byte {
		return rawParquet(t, rows, codec, format.Required, pages...)
	}
	word := rawPage{isDictionary: true, values: 1, body: plainValue("x")}
	indexes := func(runs ...byte) rawPage {
		return rawPage{values: most, encoding: format.RLEDictionary, body: append([]byte{1}, runs...)}
	}
	billions := func(count int) []rawPage {
		pages := []rawPage{word}
		for range count {
			pages = append(pages, indexes(runOf(most, 0)...))
		}
		return pages
	}
	packed := func(codec parquetCodec, size int) rawPage {
		body, err := codec.Encode(nil, make([]byte, size))
		if err != nil {
			t.Fatal(err)
		}
		return rawPage{values: 1, body: body, unpacked: int32(size)}
	}
	lying := func(codec parquetCodec) rawPage {
		page := packed(codec, 8<<20)
		page.unpacked = 8
		return page
	}
	const expanded, memory, corrupt = "Parquet that unpacks to more than 1000 times its size", "Parquet whose pages take more than 512 MiB unpacked", "this is a Parquet file that is corrupt or of an unknown kind ("
	bombs := []parquetBomb{
		{"2^40 rows of a dictionary of one", one(1<<40, format.Uncompressed, billions(512)...), expanded},
		{"one row of 2^31 values", rawParquet(t, 1, format.Uncompressed, format.Repeated, word,
			rawPage{values: most, encoding: format.RLEDictionary, body: bytes.Join([][]byte{sized(append(runOf(1, 0), runOf(most-1, 1)...)), sized(runOf(most, 1)), {1}, runOf(most, 0)}, nil)}), expanded},
		{"rows that are not there", one(1<<62, format.Uncompressed, rawPage{values: 1, body: plainValue("x")}), corrupt + "columns of different length"},
		{"values that are not there", one(most, format.Uncompressed, rawPage{values: most, body: plainValue("x")}), corrupt + "a page ends early"},
		{"a negative number of values", one(1, format.Uncompressed, rawPage{values: -1, body: plainValue("x")}), corrupt + "a page of a negative number of values"},
		{"more values than rows", one(1, format.Uncompressed, billions(1)...), corrupt + "more values than rows"},
		{"a page longer than the file", one(1, format.Uncompressed, rawPage{values: 1, body: plainValue("x"), packed: most}), corrupt + "a page that is longer than its column"},
		{"a text longer than its page", one(1, format.Uncompressed, rawPage{values: 1, body: []byte{255, 255, 255, 255}}), corrupt + "a page ends early"},
		{"a dictionary longer than its page", one(1, format.Uncompressed, rawPage{isDictionary: true, values: most, body: []byte{1}}, indexes(runOf(1, 0)...)), corrupt + "in a dictionary: a page ends early"},
		{"no such word", one(1, format.Uncompressed, word, indexes(runOf(most, 1)...)), corrupt + "a value that is not in the dictionary"},
		{"no dictionary", one(1, format.Uncompressed, indexes(runOf(most, 1)...)), corrupt + "a page needs a dictionary"},
		{"claims 2 GiB", one(1, format.Zstd, rawPage{values: 1, body: []byte{1}, unpacked: most}), memory},
		{"a dictionary that claims 2 GiB", one(1, format.Snappy, rawPage{isDictionary: true, values: 1, body: []byte{1}, unpacked: most}), memory},
		{"snappy that claims 4 GiB", one(1, format.Snappy, rawPage{values: 1, body: []byte{255, 255, 255, 255, 15, 0}}), corrupt},
		{"lz4 that is none", one(1, format.Lz4Raw, rawPage{values: 1, body: []byte{0xff, 0xff}}), corrupt},
		{"differences of 2^40 numbers", one(1, format.Uncompressed, rawPage{values: 1, encoding: format.DeltaLengthByteArray, body: deltasOf(1<<40, 1)}), corrupt + "a page ends early"},
		{"texts that repeat one of a megabyte", one(1<<20, format.Uncompressed, rawPage{values: 1 << 20, encoding: format.DeltaByteArray,
			body: bytes.Join([][]byte{deltasOf(1<<20, 1<<20), deltasOf(1<<20, 0)}, nil)}), corrupt + "a text shares more than all of the one before"},
		{"a header of nested structs", withFooter([]byte(parquetMagic), bytes.Repeat([]byte{0x1c}, 1<<20)), corrupt + "in its footer: it is nested too deeply"},
		{"a header of nested lists", withFooter([]byte(parquetMagic), bytes.Repeat([]byte{0x19}, 1<<20)), corrupt + "in its footer: it is nested too deeply"},
		{"2^31 row groups", withFooter([]byte(parquetMagic), append([]byte{0x49, 0xfc}, binary.AppendUvarint(nil, most)...)), corrupt + "in its footer: it has too many parts"},
		{"a deep schema", withFooter([]byte(parquetMagic), marshal(t, &format.FileMetaData{Schema: deepSchema(100_000)})), corrupt + "a schema nested deeper than 1000 levels"},
	}
	for name, codec := range parquetCodecs() {
		if id := codec.CompressionCodec(); id != format.Uncompressed {
			bombs = append(bombs, parquetBomb{name + " that unpacks to more than it says", one(1, id, lying(codec)), corrupt})
		}
	}
	return bombs
}

func deepSchema(depth int) []format.SchemaElement {
	elements := make([]format.SchemaElement, depth+1)
	for i := range elements {
		elements[i].Name = "g"
		elements[i].NumChildren.Set(1)
	}
	elements[depth] = format.SchemaElement{Name: "text"}
	elements[depth].Type.Set(format.ByteArray)
	return elements
}

type parquetCodec interface {
	Encode(dst, src []byte) ([]byte, error)
}

// Small files that ask for gigabytes end with an error that says why, and take no
// memory.
func TestParquetBombs(t *testing.T) {
	for _, bomb := range parquetBombs(t) {
		t.Run(bomb.name, func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			table, err := openParquet(bytes.NewReader(bomb.content), int64(len(bomb.content)), &Options{MaxRecord: 1 << 20, MaxExpansion: DefaultMaxExpansion})
			for i := 0; err == nil && i < len(table.groups); i++ {
				table.text.free = 16 << 20
				err = table.startGroup(i)
				var row []byte
				for left := table.groups[i].NumRows; err == nil && left > 0; left-- {
					row, err = table.appendRow(row[:0])
				}
				if err == nil {
					err = table.endGroup()
				}
			}
			runtime.ReadMemStats(&after)
			checkError(t, err, bomb.want)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<20 {
				t.Errorf("%d bytes allocated in all", grown)
			}
		})
	}
}

// The same through File, which names the file; and a row that is too long is
// rejected, but those after it are not.
func TestParquetBombIsNamed(t *testing.T) {
	path := writeTo(t, "bomb.parquet", rawParquet(t, 1, format.Zstd, format.Required, rawPage{values: 1, body: []byte{1}, unpacked: math.MaxInt32}))
	_, err := readFile(t, path, Options{})
	checkError(t, err, path+":1: Parquet whose pages take more than 512 MiB unpacked, those of all columns together; write it again with smaller ones")

	const long = 1 << 20
	rows := []struct {
		Text []string `parquet:"text,dict"`
	}{{[]string{"a"}}, {make([]string, long)}, {[]string{"b"}}}
	got, err := readFile(t, writeTo(t, "a.parquet", parquetOf(t, rows)), Options{MaxRecord: 1000})
	if want := `1 {"text":["a"]}|2! record longer than 1000 B|3 {"text":["b"]}`; strings.Join(got, "|") != want || err != nil {
		t.Errorf("%.200q, %v", got, err)
	}
}

// What is asked for is read, as with compressed files.
func TestParquetExpansion(t *testing.T) {
	var b bytes.Buffer
	rows := make([]struct {
		Text string `parquet:"text,dict"`
	}, 200_000)
	for i := range rows {
		rows[i].Text = strings.Repeat("x", 100)
	}
	if err := parquet.Write(&b, rows); err != nil {
		t.Fatal(err)
	}
	read := func(times int) error {
		table, err := openParquet(bytes.NewReader(b.Bytes()), int64(b.Len()), &Options{MaxRecord: 1000, MaxExpansion: times})
		if err != nil {
			t.Fatal(err)
		}
		table.text.free = 1 << 20
		for i := range table.groups {
			if err := table.startGroup(i); err != nil {
				t.Fatal(err)
			}
			for range table.groups[i].NumRows {
				if _, err := table.appendRow(nil); err != nil {
					return err
				}
			}
		}
		return nil
	}
	checkError(t, read(1000), "Parquet that unpacks to more than 1000 times its size, as if made to fill the machine; where it is sound, index it with a higher --max-expansion")
	if err := read(100_000); err != nil {
		t.Error(err)
	}
}

// A footer that is longer than any sensible one is not read.
func TestParquetFooterLength(t *testing.T) {
	tail := withFooter(nil, nil)
	binary.LittleEndian.PutUint32(tail, maxFooter+1)
	const size = 1 << 40
	_, err := readFooter(endOf{tail, size}, size)
	checkError(t, err, "footer is longer than 64 MiB; write it again with fewer row groups or columns")
}

// endOf is the end of a file of a size, of which nothing else may be read.
type endOf struct {
	tail []byte
	size int64
}

func (e endOf) ReadAt(p []byte, at int64) (int, error) {
	if at < e.size-int64(len(e.tail)) {
		return 0, errors.New("read where nothing is")
	}
	return copy(p, e.tail[at-e.size+int64(len(e.tail)):]), nil
}
