package record

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

const parquetMagic = "PAR1"

// parquetRows hands out the rows of a Parquet file, each an object of the columns
// that are needed. One page of each is in memory at a time.
func parquetRows(f *File) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		number := 0
		t, err := openParquet(f.file, f.size, f.opt.Fields)
		if err == nil {
			number = 1
			err = f.rowGroups(t, &number, yield)
		}
		switch {
		case err == errLeft:
		case f.isStopped():
			yield(Record{Line: number}, errClosed)
		case err != nil:
			yield(Record{Line: number}, err)
		}
	}
}

// errLeft says that the consumer has left the loop.
var errLeft = errors.New("left")

// rowGroups hands out the rows of all row groups; number is that of the next.
func (f *File) rowGroups(t *parquetTable, number *int, yield func(Record, error) bool) error {
	for i := range t.groups {
		// The whole group is hashed just before it is read, so that it comes from
		// the disk once, and so that BytesRead says how far the rows are.
		rows := t.groups[i].NumRows()
		share := float64(int64(*number)-1+rows) / float64(max(t.rows, 1))
		if err := f.hashTo(int64(share * float64(f.size))); err != nil {
			return err
		}
		if err := t.startGroup(i); err != nil {
			return err
		}
		var object []byte // reused
		for range rows {
			var err error
			if object, err = t.appendRow(object[:0]); err != nil {
				return err
			}
			if f.isStopped() {
				return errClosed
			}
			rec := Record{Line: *number, Data: object}
			if len(object) > f.opt.MaxRecord {
				rec.Data, err = nil, overlong(f.opt.MaxRecord)
			}
			if !yield(rec, err) {
				return errLeft
			}
			*number++
		}
		if err := t.endGroup(); err != nil {
			return err
		}
	}
	return f.hashTo(f.size)
}

// parquetTable is an open Parquet file.
type parquetTable struct {
	groups []parquet.RowGroup
	rows   int64
	row    *parquetGroup
	leaves []*parquetLeaf // of row
}

// openParquet reads the footer of a file and chooses the columns.
func openParquet(r io.ReaderAt, size int64, fields [][]string) (t *parquetTable, err error) {
	defer recoverCorrupt(&err)
	if err := checkFooter(r, size); err != nil {
		return nil, err
	}
	file, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, corruptParquet(err)
	}
	t = &parquetTable{groups: file.RowGroups(), rows: file.NumRows()}
	var names []string
	for _, column := range file.Root().Columns() {
		names = append(names, column.Name())
	}
	wanted := wantedColumns(names, fields)
	if len(wanted) == 0 {
		return nil, fmt.Errorf("no known columns in this Parquet file; it has %s: name some with --question-field and --text-field", quoteNames(names))
	}
	t.row = &parquetGroup{}
	for _, column := range file.Root().Columns() {
		if slices.Contains(wanted, column.Name()) {
			t.row.add(column, t)
		}
	}
	if len(t.leaves) == 0 {
		return nil, fmt.Errorf("no text in the columns %s of this Parquet file", quoteNames(wanted))
	}
	return t, nil
}

// checkFooter looks at the end of a file before the library does, which allocates
// as much memory as a corrupt footer asks for.
func checkFooter(r io.ReaderAt, size int64) error {
	tail := make([]byte, 8)
	if size < int64(len(parquetMagic)+len(tail)) {
		return errTruncatedParquet
	}
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil {
		return fmt.Errorf("cannot read the end: %w", cause(err))
	}
	length := int64(tail[0]) | int64(tail[1])<<8 | int64(tail[2])<<16 | int64(tail[3])<<24
	switch string(tail[4:]) {
	case "PARE":
		return errors.New("this is a Parquet file with an encrypted footer; give it decrypted")
	case parquetMagic:
		if length <= size-int64(len(parquetMagic)+len(tail)) {
			return nil
		}
	}
	return errTruncatedParquet
}

var errTruncatedParquet = errors.New("this is a Parquet file that has lost its end; was it fully downloaded?")

func corruptParquet(err error) error {
	return fmt.Errorf("this is a Parquet file that is corrupt or of an unknown kind (%w); download or write it again", err)
}

// recoverCorrupt turns a panic into an error. The library checks less than a file
// can get wrong, levels and offsets for example, and panics where it then slips;
// damaged training data must not end the program.
func recoverCorrupt(err *error) {
	if p := recover(); p != nil {
		*err = corruptParquet(fmt.Errorf("%v", p))
	}
}

// startGroup goes to the first row of a row group.
func (t *parquetTable) startGroup(i int) (err error) {
	defer recoverCorrupt(&err)
	chunks := t.groups[i].ColumnChunks()
	for _, leaf := range t.leaves {
		leaf.start(chunks[leaf.column].Pages())
	}
	return nil
}

// appendRow appends the next row of the row group as a JSON object.
func (t *parquetTable) appendRow(dst []byte) (_ []byte, err error) {
	defer recoverCorrupt(&err)
	for _, leaf := range t.leaves {
		switch value, ok, err := leaf.peek(); {
		case err != nil:
			return nil, corruptParquet(err)
		case !ok || value.RepetitionLevel() != 0:
			return nil, corruptParquet(errors.New("columns of different length"))
		}
	}
	if dst, err = t.row.append(dst); err != nil {
		return nil, corruptParquet(err)
	}
	return dst, nil
}

// endGroup closes the row group, of which nothing must be left.
func (t *parquetTable) endGroup() (err error) {
	defer recoverCorrupt(&err)
	for _, leaf := range t.leaves {
		_, ok, err := leaf.peek()
		if ok {
			err = errors.New("more values than rows")
		}
		if err != nil {
			return corruptParquet(err)
		}
		if err := leaf.pages.Close(); err != nil {
			return corruptParquet(err)
		}
	}
	return nil
}

// wantedColumns returns the columns that the sets of fields name, if there is all
// of at least one set; without sets, all columns.
func wantedColumns(columns []string, fields [][]string) []string {
	if fields == nil {
		return columns
	}
	complete := func(set []string) bool {
		return !slices.ContainsFunc(set, func(name string) bool { return !slices.Contains(columns, name) })
	}
	if !slices.ContainsFunc(fields, complete) {
		return nil
	}
	all := slices.Concat(fields...)
	var wanted []string
	for _, name := range columns {
		if slices.Contains(all, name) {
			wanted = append(wanted, name)
		}
	}
	return wanted
}

// quoteNames lists names for a message, the first few.
func quoteNames(names []string) string {
	var quoted []string
	for _, name := range names[:min(len(names), 12)] {
		quoted = append(quoted, fmt.Sprintf("%.40q", name))
	}
	if len(names) > len(quoted) {
		quoted = append(quoted, "..")
	}
	return strings.Join(quoted, ", ")
}
