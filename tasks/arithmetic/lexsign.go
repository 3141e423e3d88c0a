package arithmetic

import "strings"

// plusMinus is a sign or an operator.
func (l *lexer) plusMinus(c byte, width int) {
	k := plus
	if c == '-' {
		k = minus
	}
	next, spaceBefore := l.peek(width), isSpace(l.peek(-1))
	switch {
	case next == '>' || next == '=' || c == '-' && next == '-' && !isDigit(l.peek(width+1)) && l.peek(width+1) != '(': // an arrow, a dash
		l.at += width
		for l.at < len(l.text) && strings.IndexByte("-=>", l.text[l.at]) >= 0 {
			l.at++
		}
		l.gap()
	case l.state == unit && spaceBefore && !isSpace(next) && l.valueFollows(width): // days, -5 ..
		l.gap()
		l.add(k, "")
		l.state = operator
		l.at += width
	case l.state.hasOperand() && c == '-' && isLetter(next) && !spaceBefore: // 3-day
		l.at += width
		l.takeWord()
		l.state = unit
	case l.state.hasOperand():
		l.operator(k, width)
	case l.state == named && (isSpace(next) || !spaceBefore && l.peek(-1) != '$'):
		l.operator(k, width)
	default: // a sign
		l.add(k, "")
		l.state = operator
		l.at += width
	}
}

// valueFollows reports whether a number or bracket opens at that distance,
// behind marks.
func (l *lexer) valueFollows(distance int) bool {
	rest := l.text[min(len(l.text), l.at+distance):]
	rest = strings.TrimLeft(rest[:min(len(rest), maxMarks)], " $*\\`_")
	return rest != "" && (isDigit(rest[0]) || strings.IndexByte("(.[{", rest[0]) >= 0 || strings.HasPrefix(rest, "€") || strings.HasPrefix(rest, "£") ||
		strings.HasPrefix(rest, "frac") || rest[0] == '-' && len(rest) > 1 && (isDigit(rest[1]) || rest[1] == '('))
}

// star multiplies, and ** raises to a power, between operands only; elsewhere
// they are Markdown's. A variable may be one of the operands where there are
// equal blanks on both sides.
func (l *lexer) star() {
	width := 1
	if l.peek(1) == '*' {
		width = 2
	}
	spaceBefore, spaceAfter := isSpace(l.peek(-1)), isSpace(l.peek(width))
	even := spaceBefore == spaceAfter
	between := l.state.hasOperand() && (l.valueFollows(width) || l.plain && !l.asked ||
		even && isLetter(firstByte(strings.TrimLeft(l.text[l.at+width:min(len(l.text), l.at+maxMarks)], " "))))
	marked := &l.italic
	if width == 2 {
		marked = &l.bold
	}
	switch {
	case *marked && !spaceBefore && !between, *marked && !even && spaceAfter: // the mark that closes
	case width == 2 && between && even && (!l.bold || spaceBefore):
		l.operator(raised, 2)
		return
	case width == 1 && between,
		width == 1 && even && l.state == named && (spaceBefore || isDigit(l.peek(1))), // price * 3, X*3
		width == 1 && even && l.state == operator && spaceBefore:
		l.operator(star, 1)
		return
	}
	*marked = !*marked
	l.at += width
}

// slash divides, or is that of a unit: miles/day, $5/egg.
func (l *lexer) slash() {
	if l.peek(1) == '/' {
		l.operator(floor, 2)
		return
	}
	next := strings.TrimLeft(l.text[l.at+1:], " ")
	if !l.state.hasOperand() || !isLetter(firstByte(next)) {
		l.operator(over, 1)
		return
	}
	start := l.at
	l.at = len(l.text) - len(next)
	if word := l.takeWord(); isVariable(word, false) {
		l.at = start
		l.operator(over, 1)
		return
	}
	l.state = unit
}
