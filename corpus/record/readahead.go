package record

import "io"

// Reading runs at most this far ahead of the consumer, in chunks and in bytes per
// chunk. Larger chunks gain nothing; they only leave the processor's cache.
const (
	chunksAhead = 4
	chunkSize   = 256 << 10
)

// readAhead fills chunks in a goroutine of its own while the consumer works on
// earlier ones. A fixed number of buffers goes round: free, filled, in use, free.
type readAhead struct {
	free    chan []byte
	filled  chan chunk
	stopped <-chan struct{}
}

// chunk is a piece of text and the error that came after it, io.EOF at the end.
type chunk struct {
	data []byte
	err  error
}

// startReadAhead starts the goroutine. It ends after an error, io.EOF included,
// and when stopped is closed.
func startReadAhead(r io.Reader, size int, stopped <-chan struct{}) *readAhead {
	a := &readAhead{
		free:    make(chan []byte, chunksAhead),
		filled:  make(chan chunk, chunksAhead),
		stopped: stopped,
	}
	for range chunksAhead {
		a.free <- nil // allocated at first use, so that a small file takes one
	}
	go a.run(r, size)
	return a
}

func (a *readAhead) run(r io.Reader, size int) {
	for {
		var buf []byte
		select {
		case buf = <-a.free:
		case <-a.stopped:
			return
		}
		if buf == nil {
			buf = make([]byte, size)
		}
		n, err := a.fill(r, buf)
		a.filled <- chunk{buf[:n], err} // has room for every buffer there is
		if err != nil {
			return
		}
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

// next gives back the chunk in use, nil at first, and waits for the one after it.
func (a *readAhead) next(used []byte) ([]byte, error) {
	if used != nil {
		a.free <- used[:cap(used)]
	}
	select {
	case c := <-a.filled:
		return c.data, c.err
	case <-a.stopped:
		return nil, errClosed
	}
}
