package record

// chunkSize is how many bytes are read at a time. Of larger chunks fewer are in the
// cache of a processor.
const chunkSize = 512 << 10

// chunk is a piece of text and the error that came after it, io.EOF at the end.
// With marks it is made of whole records.
type chunk struct {
	memory []byte // to be used again
	data   []byte
	spans  []span // its records, with marks
	number int    // of the record that follows, likewise
	err    error
}

// chunkMemory keeps the memory of chunks of one size to be used again.
type chunkMemory struct {
	texts spare[[]byte]
	spans spare[[]span]
}

// text is memory for a text.
func (m *chunkMemory) text(size int) []byte {
	if text := m.texts.take(); text != nil {
		return text
	}
	return make([]byte, size)
}

// give takes back the memory of a text, if there is any.
func (m *chunkMemory) give(text []byte) {
	if text != nil {
		m.texts.give(text)
	}
}

// release takes back what a block has of a chunk.
func (m *chunkMemory) release(b *Block) {
	m.give(b.memory)
	m.spans.give(b.spans[:0])
}
