package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/parquet-go/parquet-go/format"
)

const parquetMagic = "PAR1"

// parquetRows hands out the rows of a Parquet file, each an object of the columns
// that are needed. One page of each is in memory at a time.
func parquetRows(f *File) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		number := 0
		t, err := openParquet(f.file, f.size, &f.opt)
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
		rows := t.groups[i].NumRows
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
	file      io.ReaderAt
	size      int64
	groups    []format.RowGroup
	rows      int64
	row       *parquetGroup
	leaves    []*parquetLeaf // of row
	memory    parquetMemory
	unpacker  parquetUnpacker
	text      expansion
	maxRecord int
}

// openParquet reads the footer of a file and chooses the columns.
func openParquet(r io.ReaderAt, size int64, opt *Options) (*parquetTable, error) {
	footer, err := readFooter(r, size)
	if err != nil {
		return nil, err
	}
	t := &parquetTable{file: r, size: size, groups: footer.RowGroups, rows: footer.NumRows, row: &parquetGroup{}, maxRecord: opt.MaxRecord}
	t.text = newExpansion("Parquet", opt.MaxExpansion, "index it with a higher --max-expansion")
	schema := parquetSchema{rest: footer.Schema, table: t}
	names, nodes, leaves, err := schema.root()
	if err != nil {
		return nil, corruptParquet(err)
	}
	wanted := wantedColumns(names, opt.Fields)
	if len(wanted) == 0 {
		return nil, fmt.Errorf("no known columns in this Parquet file; it has %s: name some with --question-field and --text-field", quoteNames(names))
	}
	for i, node := range nodes {
		if node != nil && slices.Contains(wanted, names[i]) {
			t.row.add(names[i], node)
			t.leaves = append(t.leaves, leaves[i]...)
		}
	}
	if len(t.leaves) == 0 {
		return nil, fmt.Errorf("no text in the columns %s of this Parquet file", quoteNames(wanted))
	}
	return t, nil
}

// maxFooter is how long the footer of a Parquet file may be, in bytes. One of a
// hundred thousand column chunks has some ten million.
const maxFooter = 64 << 20

// readFooter reads the end of a file, which says what is in it and where.
func readFooter(r io.ReaderAt, size int64) (*format.FileMetaData, error) {
	tail := make([]byte, 8)
	if size < int64(len(parquetMagic)+len(tail)) {
		return nil, errTruncatedParquet
	}
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil {
		return nil, fmt.Errorf("cannot read the end: %w", cause(err))
	}
	length := int64(binary.LittleEndian.Uint32(tail))
	switch {
	case string(tail[4:]) != parquetMagic, length > size-int64(len(parquetMagic)+len(tail)):
		return nil, errTruncatedParquet
	case length > maxFooter:
		return nil, fmt.Errorf("this is a Parquet file whose footer is longer than %s; write it again with fewer row groups or columns", humanize.IBytes(maxFooter))
	}
	data := make([]byte, length)
	if _, err := r.ReadAt(data, size-int64(len(tail))-length); err != nil {
		return nil, fmt.Errorf("cannot read the end: %w", cause(err))
	}
	footer := new(format.FileMetaData)
	if _, err := decodeThrift(data, footer); err != nil {
		return nil, corruptParquet(fmt.Errorf("in its footer: %w", err))
	}
	if footer.EncryptionAlgorithm.Value != nil {
		return nil, errors.New("this is a Parquet file with encrypted columns; give it decrypted")
	}
	return footer, nil
}

var errTruncatedParquet = errors.New("this is a Parquet file that has lost its end; was it fully downloaded?")

func corruptParquet(err error) error {
	if limit, ok := errors.AsType[limitError](err); ok {
		return limit
	}
	return fmt.Errorf("this is a Parquet file that is corrupt or of an unknown kind (%w); download or write it again", err)
}

// recoverCorrupt turns a panic of a library into an error: damaged training data
// must not end the program.
func recoverCorrupt(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%v", p)
	}
}

// startGroup goes to the first row of a row group.
func (t *parquetTable) startGroup(i int) error {
	chunks := t.groups[i].Columns
	for _, leaf := range t.leaves {
		if leaf.column >= len(chunks) {
			return corruptParquet(errors.New("a row group without all columns"))
		}
		if err := leaf.start(&chunks[leaf.column].MetaData, t.size); err != nil {
			return corruptParquet(err)
		}
	}
	return nil
}

// appendRow appends the next row of the row group as a JSON object.
func (t *parquetTable) appendRow(dst []byte) ([]byte, error) {
	for _, leaf := range t.leaves {
		switch ok, err := leaf.peek(); {
		case err != nil:
			return nil, corruptParquet(err)
		case !ok || leaf.repetition != 0:
			return nil, corruptParquet(errors.New("columns of different length"))
		}
	}
	dst, err := t.row.append(dst)
	if err != nil {
		return nil, corruptParquet(err)
	}
	if err := t.text.pass(len(dst), t.size); err != nil {
		return nil, err
	}
	return dst, nil
}

// cut shortens a record that is too long already to one that is no less so, for a
// list of a record may have billions of elements.
func (t *parquetTable) cut(record []byte) ([]byte, error) {
	if len(record) <= t.maxRecord {
		return record, nil
	}
	return record[:t.maxRecord+1], t.text.pass(len(record)-t.maxRecord-1, t.size)
}

// endGroup ends the row group, of which nothing must be left.
func (t *parquetTable) endGroup() error {
	for _, leaf := range t.leaves {
		ok, err := leaf.peek()
		if ok {
			err = errors.New("more values than rows")
		}
		if err != nil {
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
