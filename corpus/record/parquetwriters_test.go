package record

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go/format"
)

// writtenRows are the rows of testdata/parquet/make.py.
var writtenRows = []string{
	`1 {"text":"","number":-1,"real":0.5,"truth":true,"messages":[{"role":"user","content":"2+3?"},{"role":"assistant","content":"5"}],"lists":[["a"],[]],"single":[{"field":7}]}`,
	`2 {"text":null,"number":null,"real":null,"truth":null,"messages":null,"lists":null,"single":null}`,
	`3 {"text":"naïve × 日本\n\"q\"\u0000","number":-9223372036854775808,"real":null,"truth":false,"messages":[],"lists":[],"single":[]}`,
	`4 {"text":"naïve","number":9223372036854775807,"real":1e+300,"truth":null,"messages":[{"role":"user","content":null}],"lists":[null,["b",null,"c"]],"single":[{"field":null},{"field":8}]}`,
}

// Files of the writers that are in use, each with encodings, levels and schemas of
// its own, hold the same rows.
func TestParquetWriters(t *testing.T) {
	for _, name := range []string{"arrow", "arrow-deltas", "arrow-groups", "datafusion", "duckdb", "polars", "spark", "spark-legacy"} {
		checkWritten(t, name, writtenRows)
	}
	var flat []string // fastparquet writes no lists
	for _, row := range writtenRows {
		front, _, _ := strings.Cut(row, `,"messages"`)
		flat = append(flat, front+"}")
	}
	checkWritten(t, "fastparquet", flat)
}

// A column whose dictionary is given up half-way, on many pages in two row groups.
func TestParquetDictionaryGivenUp(t *testing.T) {
	var want []string
	for n := range 500 {
		text := fmt.Sprintf(`"text %d"`, n)
		switch {
		case n%7 == 0:
			text = "null"
		case n < 100:
			text = fmt.Sprintf(`"text %d"`, n%50)
		}
		want = append(want, fmt.Sprintf(`%d {"number":%d,"text":%s}`, n+1, n/3, text))
	}
	checkWritten(t, "arrow-pages", want)
}

func checkWritten(t *testing.T, name string, want []string) {
	t.Helper()
	got, err := readFile(t, filepath.Join("testdata", "parquet", name+".parquet"), Options{})
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(name, err, diff)
	}
}

// Some writers, of protocol buffers for one, repeat a field without marking it as a
// list. What is below it is then its element, also if it is alone.
func TestParquetRepeatedFields(t *testing.T) {
	type inner struct {
		Numbers []int64 `parquet:"numbers"`
	}
	rows := []struct {
		Inner    inner   `parquet:"inner"`
		Repeated []inner `parquet:"repeated"`
		Marked   []inner `parquet:"marked,list"`
	}{{inner{[]int64{1}}, []inner{{[]int64{2, 3}}, {}}, []inner{{[]int64{4}}}}, {}}
	want := []string{
		`1 {"inner":{"numbers":[1]},"repeated":[{"numbers":[2,3]},{"numbers":[]}],"marked":[{"numbers":[4]}]}`,
		`2 {"inner":{"numbers":[]},"repeated":[],"marked":[]}`,
	}
	got, err := readFile(t, writeTo(t, "a.parquet", parquetOf(t, rows)), Options{})
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

// Some writers encode nothing at all for a page of nothing but nulls.
func TestParquetOfNulls(t *testing.T) {
	for _, encoding := range []format.Encoding{format.Plain, format.RLEDictionary, format.DeltaByteArray, format.DeltaLengthByteArray} {
		content := rawParquet(t, 2, format.Uncompressed, format.Optional, rawPage{values: 2, encoding: encoding, body: sized(runOf(2, 0))})
		got, err := readFile(t, writeTo(t, "a.parquet", content), Options{})
		if diff := cmp.Diff([]string{`1 {"text":null}`, `2 {"text":null}`}, got); diff != "" || err != nil {
			t.Error(encoding, err, diff)
		}
	}
}

// The older of two kinds of LZ4 is refused by name.
func TestParquetOfOldLZ4(t *testing.T) {
	content := rawParquet(t, 1, format.Lz4, format.Required, rawPage{values: 1, body: plainValue("x")})
	_, err := readFile(t, writeTo(t, "a.parquet", content), Options{})
	checkError(t, err, "(pages compressed with LZ4; those with SNAPPY, GZIP, BROTLI, ZSTD or LZ4_RAW are read); download or write it again")
}

// A writer that makes a row group of every few rows comes to many column chunks.
func TestParquetOfManyColumnChunks(t *testing.T) {
	var chunk format.ColumnChunk
	chunk.MetaData.PathInSchema = []string{"messages", "list", "element", "content"}
	chunk.MetaData.Encoding = []format.Encoding{format.Plain, format.RLE, format.RLEDictionary}
	chunk.MetaData.EncodingStats = make([]format.PageEncodingStats, 3)
	group := format.RowGroup{Columns: make([]format.ColumnChunk, 10)}
	for i := range group.Columns {
		group.Columns[i] = chunk
	}
	footer := format.FileMetaData{RowGroups: make([]format.RowGroup, 10_000)}
	for i := range footer.RowGroups {
		footer.RowGroups[i] = group
	}
	var got format.FileMetaData
	if _, err := decodeThrift(marshal(t, &footer), &got); err != nil || len(got.RowGroups) != 10_000 || len(got.RowGroups[9999].Columns) != 10 {
		t.Errorf("%d row groups, %v", len(got.RowGroups), err)
	}
}
