package corpus

import "github.com/graphcov/graphcov/graph"

// parts are the parts of graphs (see graph.Part) that a Counter has taken to pieces,
// each with the terms that are in it. Where one is met again, the part is counted,
// not its nodes, and its terms get their counts by settle. Their documents do not
// simply follow from that, since a term may be in several parts of one document:
// that is told at once (see met).
type parts struct {
	table    table      // by the key of the part; the occurrences are those after the first
	contents []contents // by the number of the part
	slab     []uint32   // room for the terms of contents
	words    int64      // in all slabs

	keys             []graph.Fingerprint // of the graph at hand
	numbers          []uint32            // likewise; none where the part is not known
	different, again []uint32            // terms of the part at hand
	met              met
	kept             uint32 // parts so far, by which met tells them apart

	// Whether to go on keeping parts in mind is judged by how many are met again.
	lookedUp, found, judgeAt int
	isOff                    bool
}

// contents is what is in a part.
type contents struct {
	last        uint32            // the term of the last node
	fingerprint graph.Fingerprint // of it
	nodes       uint32            // operation nodes
	different   []uint32          // their terms, each followed by its entries under the other scopes
	again       []uint32          // the terms of further nodes, which are some of these
}

const (
	slabWords     = 1 << 16
	contentsBytes = 80

	// firstJudgement is how many parts are kept in mind before it is judged
	// whether that pays, and leastFound the share that has to have been met.
	firstJudgement = 1 << 15
	leastFound     = 0.1
)

// find finds which parts of a graph are known, by position.
func (p *parts) find(of []graph.Part) []uint32 {
	p.keys, p.numbers = p.keys[:0], resize(p.numbers, len(of))
	for _, part := range of {
		p.keys = append(p.keys, part.Key)
	}
	p.table.look(p.keys, p.numbers)
	p.lookedUp += len(of)
	for _, number := range p.numbers {
		if number != none {
			p.found++
		}
	}
	return p.numbers
}

// keep keeps the parts of the graph at hand in mind that were not known.
func (p *parts) keep(c *Counter, of []graph.Part, full []graph.Fingerprint) {
	if p.isOff {
		return
	}
	for i, part := range of {
		if p.numbers[i] != none {
			continue
		}
		if _, added := p.table.find(part.Key); !added { // it is in the graph twice
			continue
		}
		p.kept++
		p.met.fit(int(part.To-part.From) + 1)
		p.different, p.again = p.different[:0], p.again[:0]
		r := contents{last: c.entries[part.To], fingerprint: full[part.To]}
		for _, term := range c.entries[part.From : part.To+1] {
			switch {
			case term == none: // a source
				continue
			case !p.met.add(p.kept, term):
				p.again = append(p.again, term)
			default:
				p.different = append(p.different, term)
				for _, l := range c.linksOf(term) {
					p.different = append(p.different, l.entry)
				}
			}
			r.nodes++
		}
		r.different, r.again = p.room(p.different), p.room(p.again)
		p.contents = append(p.contents, r)
	}
	p.judge()
}

// room copies some terms to where they stay.
func (p *parts) room(terms []uint32) []uint32 {
	if len(terms) > cap(p.slab)-len(p.slab) {
		p.slab = make([]uint32, 0, max(slabWords, len(terms)))
		p.words += int64(cap(p.slab))
	}
	from := len(p.slab)
	p.slab = append(p.slab, terms...)
	return p.slab[from:len(p.slab):len(p.slab)]
}

// judge stops the keeping of parts where few are met again.
func (p *parts) judge() {
	if p.table.used < max(p.judgeAt, firstJudgement) {
		return
	}
	p.isOff = float64(p.found) < leastFound*float64(p.lookedUp)
	p.lookedUp, p.found, p.judgeAt = 0, 0, 2*p.table.used
}

// settle gives the terms the counts of the parts.
func (p *parts) settle(terms *table, others int) {
	for number, r := range p.contents {
		times := p.table.tally(uint32(number)).occurrences
		for i := 0; i < len(r.different); i += 1 + others {
			t := terms.tally(r.different[i])
			t.documents += times
			t.occurrences += times
		}
		for _, term := range r.again {
			terms.tally(term).occurrences += times
		}
	}
}

// bytes is the memory that the parts take.
func (p *parts) bytes() int64 {
	return p.table.bytes() + int64(cap(p.contents))*contentsBytes + 4*p.words
}

// reset forgets all parts, the tables of whose terms are emptied.
func (p *parts) reset() {
	p.table.reset()
	p.met.reset()
	clear(p.contents)
	p.contents, p.slab, p.words, p.kept = p.contents[:0], nil, 0, 0
	p.lookedUp, p.found, p.judgeAt, p.isOff = 0, 0, 0, false
}
