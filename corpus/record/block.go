package record

import (
	"io"
	"iter"
)

// blockRecords is how many records are gathered in a block where they are short;
// else they are as many as have the size of a chunk.
const blockRecords = 1024

// Block is some records of a file, one after the other, cut out and not looked at.
// It is made to be handed to another goroutine, which may have to read it first.
type Block struct {
	file    *File
	unread  *pieces // has the piece that it will be; nil when it has got it
	memory  []byte  // the text is in
	text    []byte
	spans   []span
	isPlain bool
	release func(*Block) // takes memory and spans back
}

// span is where a record is in a text.
type span struct {
	line, start, end int
	tooLong          bool
}

// Blocks hands out the records of the file in blocks, for several goroutines to
// check and decode at once; a block does not change until it is released. An error
// is as in [File.Records], but a fault may come before records that are before it
// in the file. Blocks takes the place of Records.
//
// A file that can be read at random, where marks end the records, is read when the
// records of its blocks are gone over or they are released, by as many goroutines as
// do so at once. What nobody has read at the end of the loop over Blocks is read there.
func (f *File) Blocks() iter.Seq2[*Block, error] {
	switch {
	case f.layout.marks == nil:
		return once(f, f.gather())
	case f.at != nil && f.BytesRead() < f.size:
		return once(f, f.pieces())
	}
	return once(f, f.chunks())
}

// Records hands out the records of a block in their order. Every error is a
// [*Fault]; the Record that comes with it has the faulty Data, unless that is too
// long.
func (b *Block) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		b.read()
		fields := make([]Field, 0, 16)
		for _, s := range b.spans {
			rec := Record{Line: s.line, IsPlain: b.isPlain}
			var err error
			if s.tooLong {
				err = overlong(b.file.opt.MaxRecord)
			} else if rec.Data = b.text[s.start:s.end:s.end]; !b.file.opt.Unchecked {
				if err = rec.check(fields[:0]); rec.Fields != nil {
					fields = rec.Fields // may have grown
				}
			}
			if err != nil {
				err, _ = b.file.locate(s.line, err)
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// fill gives the block what is in a chunk.
func (b *Block) fill(c chunk) { b.memory, b.text, b.spans = c.memory, c.data, c.spans }

// read reads a block that was handed out before it was read.
func (b *Block) read() {
	if b.unread != nil {
		b.unread.take(b)
		b.unread = nil
	}
}

// Release lets the block's memory be used again. Its records are void then.
func (b *Block) Release() {
	b.read() // since the sum and those behind wait for it
	if b.memory != nil {
		b.release(b)
		b.memory, b.text, b.spans = nil, nil, nil
	}
}

// chunks makes blocks of the chunks that are read ahead, without copying.
func (f *File) chunks() iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		ahead := startReadAhead(f, f.layout.marks)
		for {
			c := ahead.next()
			b := &Block{file: f, isPlain: f.layout.marks.isPlain, release: ahead.release}
			b.fill(c)
			if len(b.spans) == 0 {
				b.Release()
			} else if !yield(b, nil) {
				return
			}
			switch {
			case c.err == io.EOF:
				return
			case c.err != nil:
				err, _ := f.locate(c.number, c.err)
				yield(nil, err)
				return
			}
		}
	}
}

// gather makes blocks of records that are handed out one by one, by copying them.
func (f *File) gather() iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		var texts spare[[]byte]
		var spans spare[[]span]
		release := func(b *Block) {
			if cap(b.memory) <= 4*chunkSize { // one huge record must not keep its memory for ever
				texts.give(b.memory[:0])
			}
			spans.give(b.spans[:0])
		}
		newBlock := func() *Block {
			return &Block{file: f, text: texts.take(), spans: spans.take(), release: release}
		}
		handOut := func(b *Block) bool {
			b.memory = b.text
			return yield(b, nil)
		}
		b := newBlock()
		for rec, err := range f.cut() {
			if err != nil {
				err, fatal := f.locate(rec.Line, err)
				if !yield(nil, err) || fatal {
					return
				}
				continue
			}
			start := len(b.text)
			b.text = append(b.text, rec.Data...)
			b.spans = append(b.spans, span{line: rec.Line, start: start, end: len(b.text)})
			if len(b.text) >= chunkSize || len(b.spans) >= blockRecords {
				if !handOut(b) {
					return
				}
				b = newBlock()
			}
		}
		if len(b.spans) > 0 {
			handOut(b)
		}
	}
}
