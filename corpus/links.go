package corpus

// The term of a node under the scope full decides its terms under all other
// scopes. So a Counter counts under full alone, and links each of these terms to
// its entries in the tables of the other scopes, which get their counts in the
// end, by settle: the occurrences of a sub-graph are those of all terms that are
// linked to it, and so are its documents, less those in which several such terms
// stand side by side. Only for these is another table touched while a document
// is counted.

// link ties a term to its entry under another scope.
type link struct {
	entry uint32
	nodes int32 // that the scope compares, in the smallest such part of a graph; 0 in a new link
}

// linksOf are the links of a term, one for each other scope.
func (c *Counter) linksOf(term uint32) []link {
	n := len(c.others)
	from := int(term%chunkEntries) * n
	return c.links[term/chunkEntries][from : from+n]
}

// linkNew makes room for the links of the term that was added last.
func (c *Counter) linkNew(term uint32) {
	for int(term/chunkEntries) >= len(c.links) {
		c.links = append(c.links, make([]link, chunkEntries*len(c.others)))
	}
	clear(c.linksOf(term)) // of a table that was emptied
}

// countOthers counts the document at hand for the other scopes. Of each term it
// needs the links alone, and asks memory for all before it looks at one.
func (c *Counter) countOthers() {
	for k, i := range c.others {
		nodes := c.sizer.Under(c.scopes[i])
		for v, term := range c.entries {
			if term != none {
				l := &c.linksOf(term)[k]
				l.nodes = least(l.nodes, nodes[v])
			}
		}
	}
	for k, i := range c.others {
		c.met[k].fit(len(c.firsts))
		for _, term := range c.firsts {
			if entry := c.linksOf(term)[k].entry; !c.met[k].add(c.current, entry) {
				c.tables[i].tally(entry).documents-- // below zero until it is settled
			}
		}
	}
}

// settle gives the tables of the other scopes the counts of the terms. After it
// the Counter takes no more documents until it is reset.
func (c *Counter) settle() {
	if c.isSettled {
		return
	}
	c.isSettled = true
	terms := &c.tables[c.terms]
	for term := range uint32(terms.used) {
		of := terms.tally(term)
		for k, l := range c.linksOf(term) {
			t := c.tables[c.others[k]].tally(l.entry)
			t.documents += of.documents
			t.occurrences += of.occurrences
			t.nodes = least(t.nodes, l.nodes)
		}
	}
}

// met are the entries that a document has had: open addressing with linear
// probing. Members of earlier documents are free places.
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
