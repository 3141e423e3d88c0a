package record

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"sync"
)

// piecesAhead is how many pieces may be read before the one whose turn it is.
const piecesAhead = 8

// pieces reads a file whose records end with marks by pieces of one size, in the
// goroutines that go over the records: as many reads are under way as there are of
// them, and mostly a text stays in the cache of one processor. What depends on the
// pieces before is done in turn, by any of them: the sum, and cutting. None waits
// for a turn that can read on meanwhile.
type pieces struct {
	chunkMemory
	file   *File
	size   int
	start  int64   // of the first piece in the file
	cutter *cutter // for who is cutting

	mutex     sync.Mutex
	changed   chan struct{} // closed when a piece has been cut, and made anew
	wanted    int           // how many are to be read
	begun     int           // of how many reading has begun
	read      map[int]chunk // that are not cut yet, by number
	turn      int           // how many are cut
	isCutting bool          // the next one
	cut       []chunk       // that no block has got yet
	err       error         // that ended the file, io.EOF too
}

// pieces hands out the file as blocks of which each will have a piece, whichever it
// is, when it is needed. What was read to look at the file comes first.
func (f *File) pieces() iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		p := &pieces{
			file: f, size: f.chunkSize, start: f.raw.read.Load(), cutter: newCutter(f.layout.marks, f.chunkSize),
			changed: make(chan struct{}), read: map[int]chunk{},
		}
		if b, err := p.head(int(p.start - f.start)); !yield(b, err) || err != nil {
			return
		}
		for p.want() {
			if !yield(&Block{file: f, isPlain: p.cutter.isPlain, unread: p, release: p.release}, nil) {
				return
			}
		}
		number, err := 0, errClosed
		if !f.isStopped() { // else they may still be changed
			number, err = p.cutter.number, p.err
		}
		if err != io.EOF {
			err, _ = f.locate(number, err)
			yield(nil, err)
		}
	}
}

// head is the block of the first n bytes of text, which have been read.
func (p *pieces) head(n int) (*Block, error) {
	memory := make([]byte, p.cutter.room+n)
	c := chunk{memory: memory, data: memory[p.cutter.room:]}
	if _, err := io.ReadFull(p.file.text, c.data); err != nil {
		return nil, fmt.Errorf("%s: %w", p.file.path, err)
	}
	p.cutter.cut(&c)
	return &Block{file: p.file, isPlain: p.cutter.isPlain, text: c.data, spans: c.spans}, nil
}

// want says that one more piece is to be read, unless there is none. Behind the size
// that the file had when it was opened only reading up to there can tell.
func (p *pieces) want() bool {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for !p.file.isStopped() {
		switch isInside := p.offset(p.wanted) < p.file.size; {
		case p.err == nil && (isInside || p.turn == p.wanted):
			p.wanted++
			return true
		case p.turn == p.wanted:
			return false
		}
		p.work()
	}
	return false
}

func (p *pieces) offset(number int) int64 { return p.start + int64(number)*int64(p.size) }

// take gives a block its piece, none where the file has been closed before that was
// cut.
func (p *pieces) take(b *Block) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for {
		switch {
		case len(p.cut) > 0 && !p.canCut():
			b.fill(p.cut[0])
			p.cut = slices.Delete(p.cut, 0, 1)
			return
		case len(p.cut) == 0 && p.file.isStopped():
			return
		}
		p.work()
	}
}

// work does what there is to do next, and lets others go on meanwhile: cutting, on
// which most depends, or reading, or waiting for others.
func (p *pieces) work() {
	switch {
	case p.canCut():
		p.cutNext()
	case p.begun < min(p.wanted, p.turn+piecesAhead):
		p.readNext()
	default:
		changed := p.changed
		p.mutex.Unlock()
		defer p.mutex.Lock()
		select {
		case <-changed:
		case <-p.file.stopped:
		}
	}
}

func (p *pieces) canCut() bool {
	_, isRead := p.read[p.turn]
	return isRead && !p.isCutting
}

// readNext reads, unless that is behind the end of the file.
func (p *pieces) readNext() {
	number, hasEnded := p.begun, p.err != nil
	p.begun++
	p.mutex.Unlock()
	room := p.cutter.room
	c := chunk{memory: p.text(room + p.size)}
	if !hasEnded {
		var n int
		n, c.err = p.file.at.ReadAt(c.memory[room:], p.offset(number))
		c.data = c.memory[room:][:n]
	}
	p.mutex.Lock()
	p.read[number] = c
}

func (p *pieces) cutNext() {
	c, err := p.read[p.turn], p.err
	delete(p.read, p.turn)
	p.isCutting = true
	p.mutex.Unlock()
	if err == nil {
		err = p.file.raw.pass(c.data, c.err)
		c.err, c.spans = err, p.spans.take()
		p.cutter.cut(&c)
	}
	p.mutex.Lock()
	p.err = err
	p.isCutting = false
	p.turn++
	p.cut = append(p.cut, c)
	close(p.changed)
	p.changed = make(chan struct{})
}
