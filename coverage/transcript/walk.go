package transcript

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/graphcov/graphcov/corpus/record"
)

// walker goes through one JSON text of any size and holds only the values that
// are taken. Its callbacks must take or skip the value that they are called
// for. Values are cut out by their brackets; whether they are sound inside is
// for check to say.
type walker struct {
	r    *bufio.Reader
	line int // of the next byte
	kept []byte
}

func newWalker(r io.Reader) *walker {
	return &walker{r: bufio.NewReaderSize(r, 64<<10), line: 1}
}

var (
	errTruncated = errors.New("truncated JSON: the file ends in the midst of a value; was it fully downloaded?")
	errJunk      = errors.New("content after the end of the JSON value")
)

// ahead is the text that has been read and not yet used, at least one byte.
func (w *walker) ahead() ([]byte, error) {
	if _, err := w.r.Peek(1); err == io.EOF {
		return nil, errTruncated
	} else if err != nil {
		return nil, err
	}
	return w.r.Peek(w.r.Buffered())
}

// skipAhead moves on by n bytes of what ahead returned.
func (w *walker) skipAhead(n int) error {
	ahead, err := w.r.Peek(n)
	if err == nil {
		w.line += bytes.Count(ahead, []byte("\n"))
		_, err = w.r.Discard(n)
	}
	return err
}

// peek moves on to the next byte that is not white space and returns it.
func (w *walker) peek() (byte, error) {
	for {
		ahead, err := w.ahead()
		if err != nil {
			return 0, err
		}
		rest := bytes.TrimLeft(ahead, " \t\r\n")
		if err := w.skipAhead(len(ahead) - len(rest)); err != nil {
			return 0, err
		}
		if len(rest) > 0 {
			return rest[0], nil
		}
	}
}

// expect moves past the next byte that is not white space, one of those wanted.
func (w *walker) expect(wanted string) (byte, error) {
	c, err := w.peek()
	if err != nil {
		return 0, err
	}
	if strings.IndexByte(wanted, c) < 0 {
		return c, fmt.Errorf("not valid JSON: %q where one of %s should be", c, wanted)
	}
	return c, w.skipAhead(1)
}

// object calls member for each key of the object that comes next.
func (w *walker) object(member func(key string) error) error {
	return w.list("{}", func(int) error {
		first, err := w.peek()
		if err == nil && first != '"' {
			err = fmt.Errorf("not valid JSON: %q where a key should be", first)
		}
		if err != nil {
			return err
		}
		raw, err := w.take()
		if _, tooLong := errors.AsType[*Reject](err); tooLong {
			return errors.New("not valid JSON: a key has no end")
		}
		if err != nil {
			return err
		}
		var key string
		if err := json.Unmarshal(raw, &key); err != nil {
			return fmt.Errorf("not valid JSON: %w", err)
		}
		if _, err := w.expect(":"); err != nil {
			return err
		}
		return member(key)
	})
}

// array calls element for each value of the array that comes next.
func (w *walker) array(element func(i int) error) error { return w.list("[]", element) }

func (w *walker) list(brackets string, item func(i int) error) error {
	if _, err := w.expect(brackets[:1]); err != nil {
		return err
	}
	if c, err := w.peek(); err != nil {
		return err
	} else if c == brackets[1] {
		return w.skipAhead(1)
	}
	for i := 0; ; i++ {
		if err := item(i); err != nil {
			return err
		}
		if c, err := w.expect("," + brackets[1:]); err != nil || c == brackets[1] {
			return err
		}
	}
}

// maxValue is the longest value that is taken, in bytes.
const maxValue = record.DefaultMaxRecord

// take returns the next value, valid until the next call. The bare NaN and
// Infinity that Python writes are made null, so that JSON is what comes out. A
// value longer than maxValue is passed over with a *Reject.
func (w *walker) take() ([]byte, error) {
	w.kept = w.kept[:0]
	if err := w.value(true); err != nil {
		return nil, err
	}
	if len(w.kept) > maxValue {
		return nil, &Reject{Reason: "record longer than 16 MiB"}
	}
	return w.kept, nil
}

// skip moves past the next value.
func (w *walker) skip() error { return w.value(false) }

// end reads on to the end of the text, where nothing more may be.
func (w *walker) end() error {
	switch _, err := w.peek(); err {
	case nil:
		return errJunk
	case errTruncated:
		return nil
	default:
		return err
	}
}

// lineOfNext is the line on which the next value begins.
func (w *walker) lineOfNext() (int, error) {
	_, err := w.peek()
	return w.line, err
}

// decode takes the next value, an object, and reads it into a struct. A
// *Reject means that the walk can go on after it.
func (w *walker) decode(into any) error {
	data, err := w.take()
	if err == nil {
		err = check(data)
	}
	if err == nil {
		err = decode(data, into)
	}
	return err
}

// orReject hands a *Reject to reject and any other error back.
func (w *walker) orReject(err error, reject func(*Reject) error) error {
	if r, ok := errors.AsType[*Reject](err); ok {
		return reject(r)
	}
	return err
}

// text takes the next value; what is no sound string is left out.
func (w *walker) text(into *string) error {
	raw, err := w.take()
	if _, tooLong := errors.AsType[*Reject](err); tooLong {
		return nil
	}
	if err == nil && check(raw) == nil {
		*into, _ = stringOf(raw)
	}
	return err
}

// fields takes the members of the next value that are wanted, if it is an object.
func (w *walker) fields(wanted map[string]*string) error {
	if ok, err := w.isNext('{'); !ok {
		return err
	}
	return w.object(func(key string) error {
		if into := wanted[key]; into != nil {
			return w.text(into)
		}
		return w.skip()
	})
}

// isNext tells whether the next value begins like this, and skips it if not.
func (w *walker) isNext(first byte) (bool, error) {
	c, err := w.peek()
	if err != nil || c == first {
		return err == nil, err
	}
	return false, w.skip()
}
