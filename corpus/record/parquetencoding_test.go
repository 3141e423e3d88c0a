package record

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// encodedRow has a column of every encoding that the library can write of what is
// read here.
type encodedRow struct {
	Truth   bool     `parquet:"truth"`
	Maybe   *bool    `parquet:"maybe"`
	Deltas  int32    `parquet:"deltas,delta"`
	Far     int64    `parquet:"far,delta"`
	Lengths string   `parquet:"lengths,delta"`
	Fronts  []byte   `parquet:"fronts,delta"`
	Words   string   `parquet:"words,dict"`
	Numbers *int64   `parquet:"numbers,dict"`
	Reals   float64  `parquet:"reals,split"`
	Singles float32  `parquet:"singles,split"`
	Plain   uint32   `parquet:"plain"`
	Many    []string `parquet:"many,dict"`
}

// encodedRows are as many as fill some blocks and runs, and not the last of each.
func encodedRows() (rows []encodedRow, want []string) {
	pointer := func(isThere bool, n int64) *int64 {
		if !isThere {
			return nil
		}
		return &n
	}
	for i := range 1003 {
		truth, big := i%3 == 0, int64(i)*int64(i)*1e11
		if i%2 == 1 {
			big = math.MinInt64 + big
		}
		row := encodedRow{truth, nil, int32(1<<20 - i*i), big, fmt.Sprint("l", i), fmt.Append(nil, "front ", i), fmt.Sprint("w", i%37), pointer(i%5 > 0, int64(i%11)), float64(i) / 4, float32(i) / 8, math.MaxUint32 - uint32(i), nil}
		maybe, numbers, many := "null", "null", "[]"
		if i%4 == 0 {
			row.Maybe, maybe = &truth, fmt.Sprint(truth)
		}
		if i%5 > 0 {
			numbers = fmt.Sprint(i % 11)
		}
		if i%6 == 0 {
			row.Many, many = []string{"a", "b"}, `["a","b"]`
		}
		rows = append(rows, row)
		want = append(want, fmt.Sprintf(`%d {"truth":%v,"maybe":%s,"deltas":%d,"far":%d,"lengths":"l%d","fronts":"front %d","words":"w%d","numbers":%s,"reals":%v,"singles":%v,"plain":%d,"many":%s}`,
			i+1, truth, maybe, 1<<20-i*i, big, i, i, i%37, numbers, float64(i)/4, float64(i)/8, 4294967295-i, many))
	}
	return rows, want
}

// encodedParquets are files of encodedRows with pages of both versions.
func encodedParquets(t testing.TB) (files [][]byte) {
	rows, _ := encodedRows()
	for version := 1; version <= 2; version++ {
		var b bytes.Buffer
		if err := parquet.Write(&b, rows, parquet.DataPageVersion(version), parquet.PageBufferSize(2000)); err != nil {
			t.Fatal(err)
		}
		files = append(files, b.Bytes())
	}
	return files
}

func TestParquetEncodings(t *testing.T) {
	_, want := encodedRows()
	for _, content := range encodedParquets(t) {
		got, err := readFile(t, writeTo(t, "a.parquet", content), Options{})
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(err, diff)
		}
	}
}

// Values written by hand, as the format's description has them.
func TestParquetValuesByHand(t *testing.T) {
	runs, err := newHybrid([]byte{5 << 1, 7, 1<<1 | 1, 0b10001000, 0b11000110, 0b11111010}, 3) // 5 times 7, then 0 to 7, the description's own example
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []uint64{7, 7, 7, 7, 7, 0, 1, 2, 3, 4, 5, 6, 7} {
		if got, err := runs.next(); got != want || err != nil {
			t.Errorf("number %d: %d, want %d (%v)", i, got, want, err)
		}
	}
	if _, err := runs.next(); err != errPageEnds {
		t.Errorf("behind the last: %v", err)
	}
	// The example of the description, 7, 5, 3, 1, 2, 3, 4, 5: the first, then
	// differences of at least -2, which leaves 0, 0, 0, 3, 3, 3, 3 of two bits each.
	data := append([]byte{128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111}, make([]byte, 6)...)
	d, rest, err := newDeltas(append(data, "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("%q, %v", rest, err)
	}
	for i, want := range []int64{7, 5, 3, 1, 2, 3, 4, 5} {
		if got, err := d.nextInteger(); got != want || err != nil {
			t.Errorf("number %d: %d, want %d (%v)", i, got, want, err)
		}
	}
	if _, err := d.nextInteger(); err != errPageEnds {
		t.Errorf("behind the last: %v", err)
	}
	if got := bitsAt([]byte{0x80, 0, 0, 0, 0, 0, 0, 0, 0x7f}, 7, 64); got != 0xfe<<56|1 {
		t.Errorf("64 bits that begin inside a byte: %#x", got)
	}
}
