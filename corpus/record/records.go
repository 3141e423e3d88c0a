package record

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
)

// Record is one record of a file, not yet decoded: a JSON value or, of plain
// text, a document. A row of a table is made an object of its columns.
type Record struct {
	Line    int    // where it is, see [Fault]
	Data    []byte // without white space around it; valid until the next iteration
	IsPlain bool   // Data is the text itself, not JSON

	// What was seen in passing while it was checked, which may be nothing, and is
	// so of an object with arrays and objects in it.
	Fields    []Field // of an object, in order, valid as long as Data; or nil
	IsASCII   bool    // Data has no characters beyond ASCII
	IsLiteral bool    // Data is JSON without escapes that may stand for any character, \u and \\
}

// Field is a field of an object, as it stands in the record.
type Field struct {
	Name  []byte // without quotes
	Value []byte // the JSON of a value
}

// Records hands out the records of the file in order, each with its line. An
// error comes with an empty Record: a [*Fault] tells of a record that was skipped;
// any other error tells of a faulty file and is the last item. Records may be
// ranged over once, and left early.
func (f *File) Records() iter.Seq2[Record, error] {
	if f.layout.marks != nil {
		return f.markedRecords()
	}
	return once(f, func(yield func(Record, error) bool) {
		fields := make([]Field, 0, 16)
		for rec, err := range f.cut() {
			if err == nil && !f.opt.Unchecked {
				err = rec.check(fields[:0])
				if rec.Fields != nil {
					fields = rec.Fields // may have grown
				}
			}
			if err == nil {
				if !yield(rec, nil) {
					return
				}
				continue
			}
			err, fatal := f.locate(rec.Line, err)
			if !yield(Record{}, err) || fatal {
				return
			}
		}
	})
}

// markedRecords hands out the records of the blocks.
func (f *File) markedRecords() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for b, err := range f.Blocks() {
			if err != nil {
				if !yield(Record{}, err) {
					return
				}
				continue
			}
			for rec, err := range b.Records() {
				if err != nil {
					rec = Record{}
				}
				if !yield(rec, err) {
					return
				}
			}
			b.Release()
		}
	}
}

// once is a sequence that goes over the file, which can be done one time. At its
// end the hash is known, unless the file was faulty or the consumer left.
func once[T any](f *File, items iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if f.started.Swap(true) {
			var none T
			yield(none, fmt.Errorf("%s: its records have been read already; open the file again", f.path))
			return
		}
		defer f.stop()
		for item, err := range items {
			if !yield(item, err) || err != nil && !isFault(err) {
				return
			}
		}
		f.sum = f.raw.sum()
	}
}

func isFault(err error) bool {
	_, ok := errors.AsType[*Fault](err)
	return ok
}

// locate adds path and line to an error of a splitter or of Check.
func (f *File) locate(line int, err error) (located error, fatal bool) {
	if why, ok := errors.AsType[reason](err); ok {
		return &Fault{Path: f.path, Line: line, Reason: string(why)}, false
	}
	if line == 0 { // before the first row of a table, or where the file was closed
		return fmt.Errorf("%s: %w", f.path, err), true
	}
	return fmt.Errorf("%s:%d: %w", f.path, line, err), true
}

// cut hands out the records of a file without marks, and reasons, and no more
// after any other error.
func (f *File) cut() iter.Seq2[Record, error] {
	if f.layout.rows != nil {
		return f.layout.rows(f)
	}
	return f.layout.split(newText(startReadAhead(f, nil), f.opt.MaxRecord))
}

// hashTo reads, for the hash, what lies before that offset of a file whose records
// are read at random. At its end nothing is left.
func (f *File) hashTo(offset int64) error {
	if offset >= f.size {
		offset = math.MaxInt64 // the file may have grown
	}
	missing := offset - f.BytesRead()
	if missing <= 0 {
		return nil
	}
	if _, err := io.CopyN(io.Discard, f.text, missing); err != nil && err != io.EOF {
		return err
	}
	return nil
}

// isStopped tells whether the file was closed before its end.
func (f *File) isStopped() bool {
	select {
	case <-f.stopped:
		return true
	default:
		return false
	}
}
