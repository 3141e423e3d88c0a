package dynprog

import (
	"strings"
	"unicode/utf8"
)

// mayUse is the name of the truth that the numbers hand on, can[i] in the graph.
const mayUse = "can_use_next_item"

// scanStep reads the step that the word at the front opens, if it does. In any
// case it takes that word.
func (s *scanner) scanStep(c *cursor) bool {
	switch c.text[0] {
	case 'd':
		if c.skip("dp") {
			return s.scanDP(c)
		}
	case 'o', 'O':
		if c.skipWord("output") {
			return s.scanOutput(c)
		}
	case 'c':
		if c.skip(mayUse) {
			return s.scanUpdate(c)
		}
	default:
		if c.skipWord("input") {
			return s.scanInput(c)
		}
	}
	c.text = c.text[1:]
	for c.text != "" && isLetter(c.text[0]) {
		c.text = c.text[1:]
	}
	return false
}

func (s *scanner) scanDP(c *cursor) bool {
	index := c.index()
	if index < 0 {
		return false
	}
	if c.becomes() {
		return s.scanSum(c, index)
	}
	equal, ok := c.compares()
	if !ok {
		return false
	}
	s.item = index
	return s.scanComparison(c, index, equal)
}

// scanSum reads a chain of equations: the first side in names are the names of
// the arguments, the first in numbers their values, and the last the result.
func (s *scanner) scanSum(c *cursor, index int) bool {
	var names, values span
	for {
		args, isMax, ok := s.side(c)
		if !ok {
			return s.scanResult(c, index)
		}
		goesOn := c.becomes()
		switch first := s.sums[args.from]; {
		case !goesOn && (isMax || first.terms.len() > 1 || s.isNamed(args)): // ends without a number
			return false
		case !goesOn:
			result := s.each(first)[0].value
			s.steps = append(s.steps, step{kind: sumStep, index: int32(index), value: result, args: s.join(names, values), named: names.len() > 0})
			return true
		case names.len() == 0 && s.isNamed(args):
			names = args
		case values.len() == 0 && !s.isNamed(args):
			values = args
		}
	}
}

func (s *scanner) isNamed(args span) bool {
	for _, a := range s.all(args) {
		for _, t := range s.each(a) {
			if t.ref.of != noVariable {
				return true
			}
		}
	}
	return false
}

// join puts the names and the values of the same arguments together.
func (s *scanner) join(names, values span) span {
	if values.len() == 0 {
		return names
	}
	for j := range min(names.len(), values.len()) {
		named, valued := s.all(names)[j], &s.all(values)[j]
		switch {
		case named.terms.len() == valued.terms.len():
			for k, t := range s.each(named) {
				s.each(*valued)[k].ref = t.ref
			}
		case valued.terms.len() == 1: // the text has added them up
			*valued = sum{terms: named.terms, total: s.each(*valued)[0].value}
		}
	}
	return values
}

// side reads "max(a, b, 0)" or what could stand within it.
func (s *scanner) side(c *cursor) (args span, isMax, ok bool) {
	args.from = int32(len(s.sums))
	isMax = c.skip("max(")
	for {
		a, ok := s.sum(c)
		if !ok {
			return span{}, false, false
		}
		s.sums = append(s.sums, a)
		if !isMax || c.skipByte(')') {
			args.to = int32(len(s.sums))
			return args, isMax, true
		}
		if !c.skipByte(',') {
			return span{}, false, false
		}
	}
}

// maxTerms bounds a sum, which has two terms in the form, so that no text makes
// endless work.
const maxTerms = 8

// sum reads "input[1] + dp[3]", "3 + -1", "3 - 1", "4".
func (s *scanner) sum(c *cursor) (sum, bool) {
	from := len(s.terms)
	negative := false
	for len(s.terms) < from+maxTerms {
		t, ok := c.term()
		if !ok || negative && t.ref.of != noVariable {
			return sum{}, false
		}
		if negative {
			t.value = negate(t.value)
		}
		s.terms = append(s.terms, t)
		switch first := c.next(); {
		case first == '+':
			c.text, negative = c.text[1:], false
		case first == '-':
			c.text, negative = c.text[1:], true
		case first >= utf8.RuneSelf && c.skip(minus):
			negative = true
		default:
			return sum{terms: span{int32(from), int32(len(s.terms))}}, true
		}
	}
	return sum{}, false
}

func (c *cursor) term() (t term, ok bool) {
	switch c.next() {
	case 'd':
		t.ref.of, ok = dpVariable, c.skip("dp")
	case 'i':
		t.ref.of, ok = inputVariable, c.skip("input")
	case '(':
		c.skipByte('(')
		t.value = c.number()
		return t, t.value != "" && c.skipByte(')')
	default:
		t.value = c.number()
		return t, t.value != ""
	}
	t.ref.index = int32(c.index())
	return t, ok && t.ref.index >= 0
}

// negate changes the sign of a canonical number.
func negate(number string) string {
	if unsigned, ok := strings.CutPrefix(number, "-"); ok {
		return unsigned
	}
	if number == "0" {
		return number
	}
	return "-" + number
}

// scanComparison reads what follows "dp[1] ==". Without the sides in numbers it
// is no step.
func (s *scanner) scanComparison(c *cursor, index int, saysEqual bool) bool {
	names, _, ok := s.side(c)
	if !ok || !c.skipByte('(') {
		return false
	}
	left := c.number()
	if _, ok := c.compares(); !ok || left == "" {
		return false
	}
	right, isMax, ok := s.side(c)
	if !ok || isMax || !c.skipByte(')') || s.isNamed(right) {
		return false
	}
	st := step{kind: compareStep, index: int32(index), saysEqual: saysEqual, left: left, args: s.join(names, right)}
	if value, ok := s.total(s.sums[st.args.from]); ok && isOperand(left) {
		st.value = truth(left == value)
	}
	if c.skip("and " + mayUse + " ==") {
		st.can = c.truth()
	}
	s.steps = append(s.steps, st)
	return true
}

// total adds up a sum as stated, exactly; it reports false of anything but integers.
func (p *pad) total(a sum) (string, bool) {
	if a.total != "" {
		return a.total, isOperand(a.total)
	}
	result := ""
	for _, t := range p.each(a) {
		switch {
		case !isOperand(t.value):
			return "", false
		case result == "":
			result = t.value
		default:
			result = add(result, t.value)
		}
	}
	return result, true
}

func (s *scanner) scanOutput(c *cursor) bool {
	if c.becomes() {
		return c.skip("[")
	}
	index := c.index()
	if index < 0 || !c.becomes() {
		return false
	}
	value := c.number()
	if value == "" {
		return false
	}
	s.item = index
	s.steps = append(s.steps, step{kind: storeStep, index: int32(index), value: value})
	return true
}

// scanUpdate reads "can_use_next_item = False", which says of no number that it
// means the one after that spoken of.
func (s *scanner) scanUpdate(c *cursor) bool {
	if !c.becomes() {
		return false
	}
	value := c.truth()
	if value == "" {
		return false
	}
	s.steps = append(s.steps, step{kind: updateStep, index: int32(s.item + 1), value: value})
	return true
}

func (s *scanner) scanInput(c *cursor) bool {
	if !c.becomes() {
		return false
	}
	list, rest, ok := cutList(c.text)
	if !ok {
		return false
	}
	s.inputs = append(s.inputs, string(appendList(nil, list)))
	c.text = rest
	return true
}
