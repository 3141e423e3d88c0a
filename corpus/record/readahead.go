package record

import (
	"bytes"
	"io"
)

// Reading runs at most this far ahead of the consumer, in chunks and in bytes per
// chunk. Larger chunks gain nothing; they only leave the processor's cache.
const (
	chunksAhead = 4
	chunkSize   = 256 << 10
)

// readAhead fills chunks in a goroutine of its own while the consumer works on
// earlier ones. How many there are is up to the consumer: besides those that it
// has, there are chunksAhead filled ones and the one that is being filled.
type readAhead struct {
	free    spare[[]byte]
	spans   spare[[]span]
	filled  chan chunk
	size    int // of a chunk
	marks   *marks
	stopped <-chan struct{}
}

// chunk is a piece of text and the error that came after it, io.EOF at the end.
// With marks it is made of whole records, a reason stands for one that was passed
// over, and more follows.
type chunk struct {
	data   []byte
	spans  []span // its records, with marks
	number int    // of the record that follows, likewise
	err    error
}

// startReadAhead starts the goroutine. It ends after an error, io.EOF included,
// and when stopped is closed. Where there are marks, chunks are cut behind one.
func startReadAhead(f *File, marks *marks) *readAhead {
	a := &readAhead{
		filled:  make(chan chunk, chunksAhead),
		size:    f.chunkSize,
		marks:   marks,
		stopped: f.stopped,
	}
	go func() {
		stop := f.raw.hashAside()
		defer stop()
		if marks == nil {
			a.run(f.text)
		} else {
			a.runMarks(f.text)
		}
	}()
	return a
}

func (a *readAhead) run(r io.Reader) {
	for {
		buf := a.buffer(a.size)
		n, err := a.fill(r, buf)
		if !a.send(chunk{data: buf[:n], err: err}) || err != nil {
			return
		}
	}
}

// runMarks hands out whole records. What is begun at the end of a chunk is moved
// to the front of the next one.
func (a *readAhead) runMarks(r io.Reader) {
	longest := max(a.marks.maxRecord+1, 2*len(a.marks.mark)) // that a chunk gets
	buf, n := a.buffer(a.size), 0                            // n bytes of it are filled
	for number := 1; ; {
		read, err := a.fill(r, buf[n:])
		n += read
		spans, whole, next := a.marks.cut(a.spans.take(), buf[:n], number, err == io.EOF)
		switch {
		case err != nil:
			a.send(chunk{buf[:whole], spans, next, err})
			return
		case whole > 0:
			longer := a.buffer(max(a.size, 2*(n-whole)))
			kept := copy(longer, buf[whole:n])
			if !a.send(chunk{buf[:whole], spans, next, nil}) {
				return
			}
			buf, n, number = longer, kept, next
		case n < longest: // the record is longer than the chunk
			longer := make([]byte, min(2*n, longest))
			copy(longer, buf)
			buf = longer
		default:
			n, err = a.pass(r, buf)
			if err == nil || err == io.EOF {
				a.send(chunk{number: number, err: overlong(a.marks.maxRecord)})
				number++
			}
			if err != nil {
				a.send(chunk{number: number, err: err})
				return
			}
		}
	}
}

// pass forgets the text up to the end of the record that buf is full of, and
// returns how many bytes of buf are then what follows.
func (a *readAhead) pass(r io.Reader, buf []byte) (n int, err error) {
	n = len(buf)
	for {
		kept := copy(buf, buf[n-min(n, len(a.marks.mark)-1):n]) // of which a mark may begin
		read, err := a.fill(r, buf[kept:])
		n = kept + read
		if i := bytes.Index(buf[:n], a.marks.mark); i >= 0 {
			return copy(buf, buf[i+len(a.marks.mark):n]), nil // an error comes again
		}
		if err != nil {
			return 0, err
		}
	}
}

// buffer returns memory for a chunk, used memory where there is some. A small
// file takes one.
func (a *readAhead) buffer(size int) []byte {
	if buf := a.free.take(); len(buf) >= size {
		return buf
	}
	return make([]byte, size)
}

func (a *readAhead) send(c chunk) bool {
	select {
	case a.filled <- c:
		return true
	case <-a.stopped:
		return false
	}
}

// fill reads until buf is full or an error comes. It is io.ReadFull, except that
// it passes errors on as they are and heeds stopped, which matters on a slow pipe.
func (a *readAhead) fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		select {
		case <-a.stopped:
			return n, errClosed
		default:
		}
		var read int
		read, err = r.Read(buf[n:])
		n += read
	}
	return n, err
}

// next waits for the next chunk. That the file was closed is of no place in it.
func (a *readAhead) next() chunk {
	select {
	case c := <-a.filled:
		return c
	case <-a.stopped:
		return chunk{err: errClosed}
	}
}

// release gives a chunk back that is no longer in use. One that was made for a
// long record does not keep its memory.
func (a *readAhead) release(used []byte) {
	if cap(used) <= 2*a.size {
		a.free.give(used[:cap(used)])
	}
}
