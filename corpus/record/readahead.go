package record

import "io"

// Reading runs at most this far ahead of the consumer, in chunks and in bytes per
// chunk. Of larger chunks fewer are in the cache of a processor.
const (
	chunksAhead = 4
	chunkSize   = 512 << 10
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
// With marks it is made of whole records.
type chunk struct {
	memory []byte // to be released
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
		memory := a.free.take()
		if memory == nil {
			memory = make([]byte, a.size)
		}
		n, err := a.fill(r, memory)
		if !a.send(chunk{memory: memory, data: memory[:n], err: err}) || err != nil {
			return
		}
	}
}

// runMarks hands out whole records.
func (a *readAhead) runMarks(r io.Reader) {
	c := newCutter(a.marks, a.size)
	for {
		memory := a.free.take()
		if memory == nil {
			memory = c.memory(a.size)
		}
		n, err := a.fill(r, memory[c.room:])
		text, spans := c.cut(memory, n, err == io.EOF, a.spans.take())
		if !a.send(chunk{memory, text, spans, c.number, err}) || err != nil {
			return
		}
	}
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

// release gives the memory of a chunk back that is no longer in use.
func (a *readAhead) release(memory []byte) {
	if memory != nil {
		a.free.give(memory)
	}
}
