package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"
)

// readFile is read for a file of the disk.
func readFile(t testing.TB, path string, opt Options) (items []string, fatal error) {
	t.Helper()
	f, err := Open(path, opt)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for rec, err := range f.Records() {
		var fault *Fault
		switch {
		case errors.As(err, &fault):
			items = append(items, fmt.Sprintf("%d! %s", fault.Line, fault.Reason))
		case err != nil:
			fatal = err
		default:
			items = append(items, fmt.Sprintf("%d %s", rec.Line, rec.Data))
		}
	}
	if fatal != nil {
		return items, fatal
	}
	if hash, err := Hash(path, SHA256); err != nil || f.Sum() != hash || f.BytesRead() != f.Size() {
		t.Errorf("hash %s, want %s; %d of %d bytes (%v)", f.Sum(), hash, f.BytesRead(), f.Size(), err)
	}
	return items, nil
}

func writeTo(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// parquetOf returns a Parquet file with two rows in each row group.
func parquetOf[Row any](t testing.TB, rows []Row, options ...parquet.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[Row](&b, options...)
	for i := 0; i < len(rows); i += 2 {
		if _, err := w.Write(rows[i:min(i+2, len(rows))]); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type message struct {
	Role    string  `parquet:"role,dict"`
	Content *string `parquet:"content"`
}

type chatRow struct {
	ID       int64     `parquet:"id"`
	Messages []message `parquet:"messages,list"`
	Text     *string   `parquet:"text,optional"`
}

func chats() []chatRow {
	q, a, text := "q", "a\n\"b\"", "t"
	return []chatRow{
		{1, []message{{"user", &q}, {"assistant", &a}}, nil},
		{2, nil, &text},
		{3, []message{{"user", nil}}, &text},
	}
}

var chatItems = []string{
	`1 {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a\n\"b\""}],"text":null}`,
	`2 {"messages":[],"text":"t"}`,
	`3 {"messages":[{"role":"user","content":null}],"text":"t"}`,
}

var chatFields = [][]string{{"question", "answer"}, {"messages"}, {"text"}}

func parquetCodecs() map[string]compress.Codec {
	return map[string]compress.Codec{
		"plain": &parquet.Uncompressed, "snappy": &parquet.Snappy, "gzip": &parquet.Gzip, "zstd": &parquet.Zstd, "brotli": &parquet.Brotli, "lz4": &parquet.Lz4Raw,
	}
}

func TestParquet(t *testing.T) {
	for name, codec := range parquetCodecs() {
		for version := 1; version <= 2; version++ {
			path := writeTo(t, "a.bin", parquetOf(t, chats(), parquet.Compression(codec), parquet.DataPageVersion(version)))
			got, err := readFile(t, path, Options{Fields: chatFields})
			if diff := cmp.Diff(chatItems, got); diff != "" || err != nil {
				t.Error(name, version, err, diff)
			}
		}
	}
}

func TestParquetValues(t *testing.T) {
	type deep struct {
		Lists [][]int32 `parquet:"lists,list"`
	}
	type row struct {
		Bool     bool           `parquet:"bool"`
		Int      int32          `parquet:"int"`
		Unsigned uint64         `parquet:"unsigned"`
		Float    float32        `parquet:"float"`
		Double   *float64       `parquet:"double"`
		Bytes    []byte         `parquet:"bytes"`
		Enum     string         `parquet:"enum,enum"`
		JSON     string         `parquet:"json,json"`
		UUID     [16]byte       `parquet:"uuid,uuid"`
		Decimal  int64          `parquet:"decimal,decimal(2:9)"`
		Date     int32          `parquet:"date,date"`
		Strings  []string       `parquet:"strings"`
		Deep     *deep          `parquet:"deep"`
		Map      map[string]int `parquet:"map"`
	}
	var zero float64
	inf := 1 / zero
	rows := []row{
		{Bool: true, Int: -7, Unsigned: 1 << 63, Float: 0.1, Double: &inf, Bytes: []byte("×"), Enum: "e", JSON: `{"a":1}`,
			Strings: []string{"x", "y"}, Deep: &deep{[][]int32{{1, 2}, nil, {3}}}, Map: map[string]int{"k": 1}},
		{},
		{Bytes: []byte("\xff")},
		{Bytes: bytes.Repeat([]byte("x"), 400)},
	}
	want := []string{
		`1 {"bool":true,"int":-7,"unsigned":9223372036854775808,"float":0.1,"double":null,"bytes":"×","enum":"e","json":"{\"a\":1}",` +
			`"strings":["x","y"],"deep":{"lists":[[1,2],[],[3]]},"map":[{"key":"k","value":1}]}`,
		`2 {"bool":false,"int":0,"unsigned":0,"float":0,"double":null,"bytes":"","enum":"","json":"","strings":[],"deep":null,"map":[]}`,
		"3! not valid UTF-8",
		"4! record longer than 400 B",
	}
	got, err := readFile(t, writeTo(t, "a.parquet", parquetOf(t, rows)), Options{MaxRecord: 400})
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestParquetOfManyPages(t *testing.T) {
	var rows []chatRow
	var want []string
	for i := range 5000 {
		text := strings.Repeat("x", i%300)
		rows = append(rows, chatRow{int64(i), make([]message, i%3), &text})
		want = append(want, fmt.Sprintf(`%d {"messages":[%s],"text":"%s"}`, i+1, strings.Join([]string{`{"role":"","content":null}`, `{"role":"","content":null}`}[:i%3], ","), text))
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[chatRow](&b, parquet.PageBufferSize(1000), parquet.MaxRowsPerRowGroup(1500))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := readFile(t, writeTo(t, "a.parquet", b.Bytes()), Options{Fields: chatFields})
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestParquetErrors(t *testing.T) {
	content := parquetOf(t, chats())
	dates := parquetOf(t, []struct {
		Text int32 `parquet:"text,date"`
	}{{1}})
	encrypted := withFooter([]byte(parquetMagic), marshal(t, &format.FileMetaData{EncryptionAlgorithm: format.EncryptionAlgorithm{Value: &format.AesGcmV1{}}}))
	for _, test := range []struct {
		name    string
		content []byte
		fields  [][]string
		want    string
	}{
		{"no known columns", content, [][]string{{"question", "answer"}}, `no known columns in this Parquet file; it has "id", "messages", "text": name some with --question-field`},
		{"half of a pair", content, [][]string{{"text", "answer"}}, "no known columns"},
		{"no text", dates, chatFields, `no text in the columns "text" of this Parquet file`},
		{"cut", content[:len(content)-1], nil, "has lost its end; was it fully downloaded?"},
		{"cut to the first bytes", content[:6], nil, "has lost its end"},
		{"encrypted columns", encrypted, nil, "this is a Parquet file with encrypted columns; give it decrypted"},
		{"footer longer than the file", flip(bytes.Clone(content), -6), nil, "has lost its end"},
		{"corrupt footer", flip(bytes.Clone(content), -10), nil, "corrupt or of an unknown kind"},
		{"gzip", gzipOf(t, string(content)), nil, "in a stream or compressed, where it cannot be read; unpack it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := writeTo(t, "a.parquet", test.content)
			_, err := readFile(t, path, Options{Fields: test.fields})
			checkError(t, err, test.want)
			checkError(t, err, path+": ")
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("several lines: %q", err)
			}
		})
	}
	_, err := NewFile("-", bytes.NewReader(content), Options{})
	checkError(t, err, "-: this is a Parquet file, in a stream")
}

// TestParquetClosed closes a file while it is read.
func TestParquetClosed(t *testing.T) {
	f, err := Open(writeTo(t, "a.parquet", parquetOf(t, chats())), Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, err = range f.Records() {
		if rows++; rows == 1 {
			f.Close()
		}
	}
	if rows != 2 || !errors.Is(err, fs.ErrClosed) || f.Sum() != "" {
		t.Errorf("%d items, %v", rows, err)
	}
}

// parquetObjects reads a table to its end or its first error, or until there is
// far more text than in a sound file of that size.
func parquetObjects(r io.ReaderAt, size int64) (objects []string, err error) {
	table, err := openParquet(r, size, &Options{MaxRecord: 1 << 12, MaxExpansion: 10})
	if err != nil {
		return nil, err
	}
	table.text.free = 1 << 16
	for i := range table.groups {
		if err := table.startGroup(i); err != nil {
			return objects, err
		}
		for range table.groups[i].NumRows {
			object, err := table.appendRow(nil)
			if err != nil {
				return objects, err
			}
			objects = append(objects, string(object))
		}
		if err := table.endGroup(); err != nil {
			return objects, err
		}
	}
	return objects, nil
}

// FuzzParquet wants no more of damaged files than sound JSON or an error.
func FuzzParquet(f *testing.F) {
	f.Add(parquetOf(f, chats()))
	f.Add(parquetOf(f, chats(), parquet.Compression(&parquet.Snappy), parquet.DataPageVersion(1)))
	for _, content := range encodedParquets(f) {
		f.Add(content)
	}
	for _, bomb := range parquetBombs(f) {
		if len(bomb.content) < 64<<10 { // others would have all the time
			f.Add(bomb.content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		objects, _ := parquetObjects(bytes.NewReader(content), int64(len(content)))
		for _, object := range objects {
			if len(object) > 1<<12 {
				continue // it need not be whole
			}
			if err := Check([]byte(object)); err != nil && err.Error() != "not valid UTF-8" {
				t.Errorf("%v: %s", err, object)
			}
		}
	})
}

// TestDamagedParquet flips every byte of a file, one at a time.
func TestDamagedParquet(t *testing.T) {
	for name, codec := range parquetCodecs() {
		whole := parquetOf(t, chats(), parquet.Compression(codec))
		failed := 0
		for i := range whole {
			content := flip(bytes.Clone(whole), i)
			if _, err := parquetObjects(bytes.NewReader(content), int64(len(content))); err != nil {
				failed++
			}
		}
		if failed < len(whole)/4 {
			t.Errorf("%s: only %d of %d damaged files are errors", name, failed, len(whole))
		}
	}
}
