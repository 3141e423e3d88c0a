package record

import (
	"errors"
	"io"
	"iter"
)

// errUnclosed is fatal: records are missing, and nobody knows how many.
var errUnclosed = errors.New("truncated JSON: the file ends before the ] that closes its array; was it fully downloaded?")

// array reads the elements of one JSON array, as a machine that looks at the next
// byte and at what came before it. Where the commas are wrong it reports a reason
// and goes on with the next thing that can be an element.
type array struct {
	text     *text
	elements *values
	previous token
	closed   bool
}

// token is what came last in an array.
type token int

const (
	opening token = iota // the [ that starts the array
	comma
	element // or junk in its place
)

// splitArray hands out the elements of the array that the text consists of.
func splitArray(t *text) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if _, err := t.skipSpace(); err != nil {
			yield(Record{Line: t.line}, err)
			return
		}
		t.skip(len("["))
		a := array{text: t, elements: newValues(t)}
		for {
			rec, err := a.next()
			if err == io.EOF {
				return
			}
			if (rec.Data != nil || err != nil) && !yield(rec, err) {
				return
			}
		}
	}
}

// next moves on by one token. It returns an element, a reason, nothing after a
// token that is as it should be, and io.EOF after the end of the array and file.
func (a *array) next() (Record, error) {
	first, err := a.text.skipSpace()
	rec := Record{Line: a.text.line}
	switch {
	case err == io.EOF && !a.closed:
		return rec, errUnclosed
	case err != nil:
		return rec, err
	case a.closed:
		return rec, a.text.passJunk(endOfFile, "content after the ] that closes the array; it is not read")
	case first == ']':
		a.closed = true
		return rec, a.punctuation(a.previous != comma, "comma before the ] that closes the array")
	case first == ',':
		inPlace := a.previous == element
		a.previous = comma
		return rec, a.punctuation(inPlace, "comma without an element before it")
	case first == '}' || first == ':' || a.previous == element && !startsRecord(first):
		a.previous = element
		return rec, a.text.passJunk(endOfArrayJunk, "junk between elements")
	case a.previous == element:
		a.previous = comma // the next call reads what follows as if it were there
		return rec, reason("no comma between this element and the one before")
	}
	a.previous = element
	rec.Data, err = a.elements.take(first)
	if err == io.EOF {
		err = errUnfinished
	}
	return rec, err
}

// punctuation moves past a comma or bracket and reports it where it is misplaced.
func (a *array) punctuation(inPlace bool, otherwise reason) error {
	a.text.skip(1)
	if inPlace {
		return nil
	}
	return otherwise
}

// startsRecord tells whether a byte most likely starts an element rather than
// being junk, which may contain letters and digits.
func startsRecord(first byte) bool {
	return first == '{' || first == '[' || first == '"'
}

// endOfArrayJunk is an endFunc: junk ends where the array may go on.
func endOfArrayJunk(piece []byte) (n int, done bool) { return upToAny(piece, `,]{["`) }

// endOfFile is an endFunc that finds no other end.
func endOfFile(piece []byte) (n int, done bool) { return len(piece), false }
