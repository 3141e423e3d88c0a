package corpus

import "github.com/graphcov/graphcov/graph"

// The term of a node under the scope full decides its terms under all other
// scopes. So a Counter counts nodes under full alone, and links each of these terms
// to its entries in the tables of the other scopes, which get their counts in the
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

// countLoose counts the nodes that are not of known parts, and asks memory for the
// links of all their terms before it looks at one.
func (c *Counter) countLoose() {
	terms, nodes := &c.tables[c.terms], c.sizer.Under(graph.Full())
	c.firsts = c.firsts[:0]
	for _, v := range c.loose {
		term := c.entries[v]
		t := terms.tally(term)
		t.occurrences++
		t.nodes = least(t.nodes, nodes[v])
		if c.met[c.terms].add(c.current, term) {
			t.documents++
			c.firsts = append(c.firsts, term)
		}
	}
	for k, i := range c.others {
		nodes := c.sizer.Under(c.scopes[i])
		for _, v := range c.loose {
			l := &c.linksOf(c.entries[v])[k]
			l.nodes = least(l.nodes, nodes[v])
		}
	}
	for k, i := range c.others {
		for _, term := range c.firsts {
			c.meet(i, c.linksOf(term)[k].entry)
		}
	}
}

// countPart counts a part that is known.
func (c *Counter) countPart(number uint32) {
	c.parts.table.tally(number).occurrences++
	r := &c.parts.contents[number]
	c.held += int64(r.nodes)
	c.nodes += int64(r.nodes)
	for i := 0; i < len(r.different); i += 1 + len(c.others) {
		if c.meet(c.terms, r.different[i]) {
			for k, other := range c.others {
				c.meet(other, r.different[i+1+k])
			}
		}
	}
}

// meet notes that the document at hand has an entry of a table. Where it has had it
// before, settle will count it once too often, which is set off against that here.
func (c *Counter) meet(table int, entry uint32) (isFirst bool) {
	if c.met[table].add(c.current, entry) {
		return true
	}
	c.tables[table].tally(entry).documents-- // may be below zero until it is settled
	return false
}

// settle completes the tables: the terms get the counts of the parts, the other
// scopes those of the terms, and all tables what is queued. After it the Counter
// takes no more documents until it is reset.
func (c *Counter) settle() {
	if c.isSettled {
		return
	}
	c.isSettled = true
	terms := &c.tables[c.terms]
	c.parts.settle(terms, len(c.others))
	for term := range uint32(terms.used) {
		of := terms.tally(term)
		for k, l := range c.linksOf(term) {
			c.tables[c.others[k]].tally(l.entry).add(tally{of.documents, of.occurrences, l.nodes})
		}
	}
	terms.addAll(&c.answers)
	for i := range c.tables {
		c.tables[i].drain()
	}
}
