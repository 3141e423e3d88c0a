package record

import "hash"

// aside hashes in a goroutine of its own, beside the one that reads: hashing
// takes longer than everything else that is done to a text with nothing in it.
type aside struct {
	hash  hash.Hash
	begun []byte // not handed over yet
	free  spare[[]byte]
	full  chan []byte
	done  chan struct{} // closed when all is hashed
}

// Bytes that are handed over at a time, and how often before hashing is waited for.
const (
	asideSize  = 128 << 10
	asideAhead = 8
)

// hashAside starts the goroutine, if the hash is one that takes long; stop ends it
// when it has hashed what was read by then. Both are for the goroutine that reads.
func (r *rawReader) hashAside() (stop func()) {
	if r.hash.kind != SHA256 {
		return func() {}
	}
	a := &aside{hash: r.hash, full: make(chan []byte, asideAhead), done: make(chan struct{})}
	r.aside = a
	go func() {
		defer close(a.done)
		for data := range a.full {
			a.hash.Write(data)
			a.free.give(data[:0])
		}
	}()
	return func() {
		a.full <- a.begun
		close(a.full)
	}
}

// write copies the data, which its owner goes on to use.
func (a *aside) write(data []byte) {
	for len(data) > 0 {
		if a.begun == nil {
			if a.begun = a.free.take(); a.begun == nil {
				a.begun = make([]byte, 0, asideSize)
			}
		}
		n := min(len(data), cap(a.begun)-len(a.begun))
		a.begun, data = append(a.begun, data[:n]...), data[n:]
		if len(a.begun) == cap(a.begun) {
			a.full <- a.begun
			a.begun = nil
		}
	}
}
