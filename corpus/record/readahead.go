package record

import "io"

// chunksAhead is how many chunks reading runs ahead of the consumer at most.
const chunksAhead = 2

// readAhead fills chunks in a goroutine of its own while the consumer works on
// earlier ones. How many there are is up to the consumer: besides those that it
// has, there are chunksAhead filled ones and the one that is being filled.
type readAhead struct {
	chunkMemory
	filled  chan chunk
	size    int     // of a chunk
	cutter  *cutter // nil: chunks are cut anywhere
	stopped <-chan struct{}
}

// startReadAhead starts the goroutine. It ends after an error, io.EOF included,
// and when stopped is closed. Where there are marks, chunks are cut behind one.
func startReadAhead(f *File, marks *marks) *readAhead {
	a := &readAhead{
		filled:  make(chan chunk, chunksAhead),
		size:    f.chunkSize,
		stopped: f.stopped,
	}
	if marks != nil {
		a.cutter = newCutter(marks, a.size)
	}
	go func() {
		stop := f.raw.hashAside()
		defer stop()
		a.run(f.text)
	}()
	return a
}

func (a *readAhead) run(r io.Reader) {
	room := 0
	if a.cutter != nil {
		room = a.cutter.room
	}
	for {
		memory := a.text(room + a.size)
		n, err := a.fill(r, memory[room:])
		c := chunk{memory: memory, data: memory[room:][:n], err: err}
		if a.cutter != nil {
			c.spans = a.spans.take()
			a.cutter.cut(&c)
		}
		if !a.send(c) || err != nil {
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
