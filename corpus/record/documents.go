package record

import (
	"errors"
	"io"
	"iter"
)

// errUnfinished is fatal: a record without an end cannot be told from the rest.
var errUnfinished = errors.New("truncated JSON: the record that starts here never ends; " +
	"was the file fully downloaded, or does a quote or bracket lack its partner?")

// splitDocuments hands out JSON objects and arrays that follow one another with
// only white space between them, each over as many lines as it likes.
func splitDocuments(t *text) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		documents := newValues(t)
		for {
			first, err := t.skipSpace()
			if err == io.EOF {
				return
			}
			rec := Record{Line: t.line}
			switch {
			case err != nil:
			case first == '{' || first == '[':
				rec.Data, err = documents.take(first)
				if err == io.EOF {
					err = errUnfinished
				}
			default:
				err = t.passJunk(endOfDocumentJunk, "junk between documents")
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// endOfDocumentJunk is an endFunc: junk ends where a document may start.
func endOfDocumentJunk(piece []byte) (n int, done bool) { return upToAny(piece, "{[") }
