package multiplication

import "strings"

// pad is a text in the scratchpad's form, taken apart. All strings are parts
// of the text as written, empty where something is not there; what they mean
// is left to document.go and trace.go.
type pad struct {
	headers  []header
	steps    []step
	partials []partial
	terms    []term
	final    final

	computed                   int // steps, partial products and terms so far
	linesParsed, linesRejected int
}

// header opens a row: "Let's multiply 12 by the digit in the ones place of 84, which is 4."
type header struct {
	x   string // restated factor
	row place  // without an index the steps below cannot be placed either
}

// place is "the digit in the tens place of 84, which is 8".
type place struct {
	index  int    // -1 where the text names none that is known
	factor string // restated
	digit  string // restated
}

// step is a line of a row: "5. Multiply 8 by the digit in the tens place of 12,
// which is 1. Add .. This gives (1 x 8) + 1 = 9. Write down the result 9."
type step struct {
	position       int    // among all that the text computes
	row            int    // that of the header; -1 where it does not say
	column         place  // of x
	multiplier     string // restated digit of y
	factorX        string // the digits restated once more, in the equation
	factorY        string
	carryIn        string // restated
	result         string
	written, carry string
}

// partial is "3. The partial product for this step is A=48 which is ..".
type partial struct {
	position int
	row      int // of the header above, else of the name
	value    string
}

// term is one row in the closing list: "B=96 (from multiplication by 8 but
// shifted one place to the left, so it becomes 960)".
type term struct {
	position   int
	row        int
	partial    string // restated
	multiplier string // restated
	shifted    string
}

// final is "The final answer is 48 x 1 + 96 x 10 = 48 + 960 = 1008."
type final struct {
	found    bool
	partials []string // restated, in the order of the text
	powers   []string // restated
	summands []string // restated
	product  string   // the last number of the text from here on
}

// scanPad takes a text apart line by line. It never fails: a line that has
// nothing of the form is counted and skipped.
func scanPad(text string) *pad {
	p := &pad{steps: make([]step, 0, 1+len(text)/stepLength)}
	row := -1
	nextFinal := indexFrom(text, 0, finalAnswer)
	for start, end := 0, 0; start < len(text); start = end + 1 {
		end = indexFrom(text, start, "\n")
		line := strings.TrimSpace(text[start:end])
		if line == "" {
			continue
		}
		parsed := nextFinal < end
		if parsed && !p.final.found {
			p.scanFinal(text[start:])
		}
		if parsed {
			nextFinal = indexFrom(text, end, finalAnswer)
		}
		if s, ok := scanExactStep(line, row); ok {
			p.addStep(s)
			parsed = true
		} else {
			for statement := range statements(line) {
				parsed = p.scanStatement(cursor{statement}, &row) || parsed
			}
		}
		if parsed {
			p.linesParsed++
		} else {
			p.linesRejected++
		}
	}
	return p
}

// stepLength is about how long a step is, in bytes.
const stepLength = 160

// indexFrom is where the mark stands next, from start on, or the length of the text.
func indexFrom(text string, start int, mark string) int {
	if i := strings.Index(text[start:], mark); i >= 0 {
		return start + i
	}
	return len(text)
}

// next numbers what the text computes, in its order.
func (p *pad) next() int {
	p.computed++
	return p.computed - 1
}

// scanStatement recognises a statement by its opening. row is that of the
// last header.
func (p *pad) scanStatement(c cursor, row *int) bool {
	switch {
	case c.skip(openStep):
		return p.scanStep(c, *row)
	case c.skip(openPartial):
		return p.scanPartial(c, *row)
	case c.skip(openRow), c.skip(openNextRow):
		h, ok := scanHeader(c)
		*row = h.row.index
		if ok {
			p.headers = append(p.headers, h)
		}
		if _, step, ok := strings.Cut(c.text, openEquation); ok { // a step run into the header: it says no place of its own
			p.scanStep(cursor{openEquation + step}, -1)
		}
		return h.row.index >= 0
	case c.skip(openSum), c.has(finalAnswer):
		return p.scanTerms(c)
	}
	return c.skip(openText)
}

// scanHeader reports false where the text after the opening is no header.
func scanHeader(c cursor) (h header, ok bool) {
	c.text, _, _ = strings.Cut(c.text, ". ")
	h.x = c.number()
	h.row, ok = c.scanPlace()
	return h, ok
}

// scanPlace reads the first place that the text names and reports whether it
// names one, known or not.
func (c cursor) scanPlace() (place, bool) {
	p := place{index: -1}
	c, ok := c.after(" the digit in the ")
	if !ok {
		return p, false
	}
	if index, known := parsePlace(c.upTo(" place")); known {
		p.index = index
	}
	if c.skip(" of ") {
		p.factor = c.number()
	}
	if c.skip(", which is ") {
		p.digit = c.number()
	}
	return p, true
}

func (p *pad) scanStep(c cursor, row int) bool {
	s := step{row: row, multiplier: c.number()}
	s.column, _ = c.scanPlace()
	equation, hasEquation := c.lastAfter(openEquation)
	if hasEquation {
		s.scanEquation(equation)
		c = equation
	}
	written, hasWritten := c.after("Write down the result ")
	if s.column.index < 0 && !hasEquation && !hasWritten {
		return false
	}
	if hasWritten {
		s.written = written.number()
		if written.skip(" and carry over the ") {
			s.carry = written.number()
		}
	}
	p.addStep(s)
	return true
}

func (p *pad) addStep(s step) {
	s.position = p.next()
	p.steps = append(p.steps, s)
}

// scanEquation reads "(1 x 8) + 1 = 9" or "1 x 8 = 8". Of a longer chain of
// equations the last value is the result.
func (s *step) scanEquation(c cursor) {
	sentence, _, _ := strings.Cut(c.text, ". ")
	if equals := strings.LastIndexByte(sentence, '='); equals >= 0 {
		result := cursor{strings.TrimLeft(sentence[equals+1:], " ")}
		s.result = result.number()
	}
	c = cursor{sentence}
	c.skip("(")
	x := c.number()
	if x == "" || !c.skip(" x ") {
		return
	}
	s.factorX, s.factorY = x, c.number()
	c.skip(")")
	if c.skip(" + ") {
		s.carryIn = c.number()
	}
}

func (p *pad) scanPartial(c cursor, row int) bool {
	named, known := parseRow(c.upTo("="))
	value := c.number()
	if value == "" || row < 0 && !known {
		return false
	}
	if row < 0 {
		row = named
	}
	p.partials = append(p.partials, partial{p.next(), row, value})
	return true
}

// scanTerms reads the closing list. A term goes from its "NAME=" to the next.
func (p *pad) scanTerms(c cursor) bool {
	list, _, _ := strings.Cut(c.text, finalAnswer)
	found := false
	for {
		equals := strings.IndexByte(list, '=')
		if equals < 0 {
			return found
		}
		name := list[strings.LastIndexAny(list[:equals], " ,:")+1 : equals]
		list = list[equals+1:]
		row, known := parseRow(name)
		if !known {
			continue
		}
		c := cursor{list}
		if next := strings.IndexByte(list, '='); next >= 0 {
			c.text = list[:next]
		}
		t := term{row: row, partial: c.number()}
		if by, ok := c.after("(from multiplication by "); ok {
			t.multiplier = by.number()
		}
		if becomes, ok := c.after("so it becomes "); ok {
			t.shifted = becomes.number()
		}
		if t.partial != "" || t.shifted != "" {
			t.position = p.next()
			p.terms = append(p.terms, t)
			found = true
		}
	}
}
