package arithmetic

import (
	"strings"
	"unicode/utf8"
)

// open is a bracket, or a remark in brackets, which counts as a word. A
// bracket right behind an operand multiplies: 40(.10).
func (l *lexer) open(c byte) {
	spaceBefore := isSpace(l.peek(-1))
	if end := l.remark(c, l.state.hasOperand() && spaceBefore); end > 0 {
		l.at += end
		if l.state == operator {
			l.value(unknown, "")
		} else {
			l.wordSeen()
		}
		return
	}
	l.at++
	switch {
	case l.state.hasOperand() && c != '{' && (l.state == operand || !spaceBefore) && !strings.Contains(l.inside(), "="):
		l.add(star, "")
	case l.state.hasOperand():
		l.gap()
	case l.state == named && !spaceBefore && isLetter(l.peek(-2)): // a function's
		l.add(unknown, "")
	}
	l.add(open, "")
	l.state = fresh
}

// inside is the text up to the next closing bracket, if that is near.
func (l *lexer) inside() string {
	near := l.text[l.at:min(len(l.text), l.at+maxRemark)]
	if end := strings.IndexAny(near, ")]"); end >= 0 {
		return near[:end]
	}
	return near
}

// remark is the length of a remark in brackets, (daily target), 0 where there
// is none: words without a number; behind an operand and a blank numbers may
// be among them, or stand alone, as in 0.20 (20%).
func (l *lexer) remark(c byte, behind bool) int {
	if c != '(' {
		return 0
	}
	near := l.text[l.at:min(len(l.text), l.at+maxRemark)]
	end := strings.IndexByte(near, ')')
	if end < 0 || strings.IndexByte(near[1:end], '(') >= 0 || strings.IndexByte(near[:end], '=') >= 0 || strings.IndexByte(near[:end], '\\') >= 0 {
		return 0
	}
	letters, numbers, signs := 0, 0, 0
	for _, c := range []byte(near[1:end]) {
		switch {
		case isLetter(c):
			letters++
		case isDigit(c):
			numbers++
		case strings.IndexByte("+-*/^", c) >= 0, c >= utf8.RuneSelf:
			signs++
		}
	}
	if letters >= 2 && (numbers == 0 || behind) || behind && signs == 0 {
		return end + 1
	}
	return 0
}

func (l *lexer) close() {
	if l.state == fresh || l.state == named {
		l.add(unknown, "")
	}
	l.add(closing, "")
	l.state = operand
	l.at++
}
