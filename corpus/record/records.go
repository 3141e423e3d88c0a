package record

import (
	"errors"
	"fmt"
	"iter"
)

// Record is one JSON value of a file, not yet decoded.
type Record struct {
	Line int    // 1-based line of the decompressed file where the record starts
	Data []byte // the value, without white space around it; valid until the next iteration
}

// Records hands out the records of the file in order, each with its line. An
// error comes with an empty Record: a [*Fault] tells of a record that was skipped;
// any other error tells of a faulty file and is the last item. Records may be
// ranged over once, and left early.
func (f *File) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if f.started.Swap(true) {
			yield(Record{}, fmt.Errorf("%s: its records have been read already; open the file again", f.path))
			return
		}
		defer f.stop()
		text := newText(startReadAhead(f.text, f.chunkSize, f.stopped), f.opt.MaxRecord)
		for rec, err := range f.layout.split(text) {
			if err == nil && !f.opt.Unchecked {
				err = Check(rec.Data)
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
		f.sum = f.raw.sum()
	}
}

// locate adds path and line to an error of a splitter or of Check.
func (f *File) locate(line int, err error) (located error, fatal bool) {
	if why, ok := errors.AsType[reason](err); ok {
		return &Fault{Path: f.path, Line: line, Reason: string(why)}, false
	}
	return fmt.Errorf("%s:%d: %w", f.path, line, err), true
}
