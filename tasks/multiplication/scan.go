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
	x, y  string // restated factors
	digit string // restated digit of y
	row   int    // -1: the place cannot be read, nor can the steps below be placed
}

// step is a line of a row: "5. Multiply 8 by the digit in the tens place of 12,
// which is 1. Add .. This gives (1 x 8) + 1 = 9. Write down the result 9."
type step struct {
	position       int    // among all that the text computes
	row, column    int    // -1 where the text does not say
	multiplier     string // restated digit of y
	x, digit       string // restated factor and its digit
	factorX        string // restated once more, in the equation
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

const finalAnswer = "The final answer is"

// scanPad takes a text apart line by line. It never fails: a line that has
// nothing of the form is counted and skipped.
func scanPad(text string) *pad {
	p := &pad{steps: make([]step, 0, 32)}
	row := -1
	for rest := text; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		lineStart := len(text) - len(rest)
		rest = after
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if p.scanLine(line, &row) {
			p.linesParsed++
		} else {
			p.linesRejected++
		}
		if !p.final.found && strings.Contains(line, finalAnswer) {
			p.scanFinal(text[lineStart:])
		}
	}
	return p
}

// next numbers what the text computes, in its order.
func (p *pad) next() int {
	p.computed++
	return p.computed - 1
}

// scanLine recognises a line by how it begins.
func (p *pad) scanLine(line string, row *int) bool {
	c := cursor{line}
	numbered := c.number() != "" && c.skip(". ")
	if !numbered {
		c = cursor{line}
	}
	switch {
	case c.skip("Multiply "):
		return p.scanStep(c, *row)
	case c.skip("The partial product for this step is "):
		return p.scanPartial(c, *row)
	case c.skip("Now, let's sum "), c.has(finalAnswer):
		return p.scanTerms(c) || c.has(finalAnswer)
	case c.skip("Let's multiply "), c.skip("Now, let's multiply "):
		h, ok := scanHeader(c)
		*row = h.row
		if ok {
			p.headers = append(p.headers, h)
		}
		if c.has("This gives ") { // a step run into the header: it says no place of its own
			p.scanStep(cursor{c.text[strings.Index(c.text, "This gives "):]}, -1)
		}
		return ok
	}
	return c.skip("Let's perform the multiplication step by step")
}

func scanHeader(c cursor) (header, bool) {
	h := header{row: -1}
	h.x = c.number()
	if h.x == "" || !c.skip(" by the digit in the ") {
		return h, false
	}
	row, known := parsePlace(c.upTo(" place of "))
	h.y = c.number()
	if !known || h.y == "" {
		return h, false
	}
	h.row = row
	if c.skip(", which is ") {
		h.digit = c.number()
	}
	return h, true
}

func (p *pad) scanStep(c cursor, row int) bool {
	s := step{row: row, column: -1}
	s.multiplier = c.number()
	equation, hasEquation := c.lastAfter("This gives ")
	written, hasWritten := c.after("Write down the result ")
	if place, ok := c.after(" the digit in the "); ok {
		if column, known := parsePlace(place.upTo(" place")); known {
			s.column = column
			place.skip(" of ")
			s.x = place.number()
			if place.skip(", which is ") {
				s.digit = place.number()
			}
		}
	}
	if s.column < 0 && !hasEquation && !hasWritten {
		return false
	}
	if hasEquation {
		s.scanEquation(equation)
	}
	if hasWritten {
		s.written = written.number()
		if written.skip(" and carry over the ") {
			s.carry = written.number()
		}
	}
	s.position = p.next()
	p.steps = append(p.steps, s)
	return true
}

// scanEquation reads "(1 x 8) + 1 = 9" or "1 x 8 = 8". Of a longer chain of
// equations the last value is the result.
func (s *step) scanEquation(c cursor) {
	sentence, _, _ := strings.Cut(c.text, ". ")
	if equals := strings.LastIndex(sentence, "= "); equals >= 0 {
		result := cursor{sentence[equals+2:]}
		s.result = result.number()
	}
	c = cursor{sentence}
	bracket := c.skip("(")
	x := c.number()
	if x == "" || !c.skip(" x ") {
		return
	}
	y := c.number()
	if y == "" || bracket && !c.skip(")") {
		return
	}
	s.factorX, s.factorY = x, y
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
