package corpus

// met are the entries of a table that a document has had: open addressing with
// linear probing. What earlier documents have had are free places.
type met struct {
	members []uint64 // a power of two; the number of the document, then the entry
}

// fit makes room for a document of so many nodes.
func (m *met) fit(nodes int) {
	size := max(64, len(m.members))
	for size < 2*nodes {
		size *= 2
	}
	if size > len(m.members) {
		m.members = make([]uint64, size)
	}
}

// add adds an entry and reports false where the document has it already.
// Documents are numbered from 1.
func (m *met) add(document, entry uint32) bool {
	member, mask := uint64(document)<<32|uint64(entry), uint32(len(m.members)-1)
	for i := entry & mask; ; i = (i + 1) & mask {
		switch there := m.members[i]; {
		case there == member:
			return false
		case uint32(there>>32) != document:
			m.members[i] = member
			return true
		}
	}
}

// reset forgets all documents.
func (m *met) reset() { clear(m.members) }
