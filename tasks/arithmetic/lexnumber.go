package arithmetic

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// number takes a number without sign. Digits that are joined to more digits
// in another way, as in times of day, dates with points and 1,08, have no value.
func (l *lexer) number() {
	start := l.at
	digits, rest := cutNumber(l.text[l.at:])
	l.at = len(l.text) - len(rest)
	if l.joined() {
		for l.at < len(l.text) && (isDigit(l.text[l.at]) || l.joined()) {
			l.at++
		}
		l.value(unknown, "")
		return
	}
	if l.at-start > maxDigits {
		l.value(unknown, "")
		return
	}
	digits = l.spaced(digits)
	if whole, ok := l.mixed(digits); ok {
		l.value(number, whole)
		return
	}
	value, ok := graph.CanonicalNumber(digits)
	if !ok {
		l.value(unknown, "")
		return
	}
	l.value(number, value)
}

// cutNumber is task.CutNumber, quick for the plain digits that nearly all
// numbers are, and with LaTeX's separators, 1{,}008 and 1\,008.
func cutNumber(text string) (digits, rest string) {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n > 0 && (n == len(text) || text[n] != ',' && text[n] != '.' && text[n] != '{' && text[n] != '\\') {
		return text[:n], text[n:]
	}
	for _, separator := range []string{"{,}", `\,`, `\\,`} {
		if n > 0 && n <= 3 && strings.HasPrefix(text[n:], separator) {
			return cutSeparated(text, separator)
		}
	}
	return task.CutNumber(text)
}

func cutSeparated(text, separator string) (digits, rest string) {
	digits, rest, _ = strings.Cut(text, separator)
	first := digits
	for len(digits) <= maxDigits && len(rest) >= 3 && isDigit(rest[0]) && isDigit(rest[1]) && isDigit(rest[2]) && (len(rest) == 3 || !isDigit(rest[3])) {
		digits, rest = digits+rest[:3], rest[3:]
		more, ok := strings.CutPrefix(rest, separator)
		if !ok {
			return digits, rest
		}
		rest = more
	}
	return first, text[len(first):]
}

// joined reports whether more digits follow that belong to what has been taken.
func (l *lexer) joined() bool {
	c := l.peek(0)
	return (c == '.' || c == ',' || c == ':') && isDigit(l.peek(1))
}

// spaced takes the groups of a number whose thousands are set off by blanks:
// 80 000. In the text of an equation two numbers seldom stand side by side.
func (l *lexer) spaced(digits string) string {
	if len(digits) > 3 || digits[0] == '0' || strings.Contains(digits, ".") {
		return digits
	}
	for len(digits) <= maxDigits && l.peek(0) == ' ' && isDigit(l.peek(1)) && isDigit(l.peek(2)) && isDigit(l.peek(3)) && !isDigit(l.peek(4)) {
		digits += l.text[l.at+1 : l.at+4]
		l.at += 4
	}
	return digits
}

// mixed reads the fraction of a mixed number, 1 1/2.
func (l *lexer) mixed(whole string) (value string, ok bool) {
	if l.peek(0) != ' ' || !isDigit(l.peek(1)) || len(whole) > 9 || strings.Contains(whole, ".") {
		return "", false
	}
	above, rest := cutDigits(l.text[l.at+1:])
	if len(rest) < 2 || rest[0] != '/' || !isDigit(rest[1]) || l.state == operand {
		return "", false
	}
	below, rest := cutDigits(rest[1:])
	if len(above) > 9 || len(below) > 9 || rest != "" && (rest[0] == '.' && len(rest) > 1 && isDigit(rest[1]) || rest[0] == '/') {
		return "", false
	}
	n, _ := parseSmall(whole)
	a, _ := parseSmall(above)
	b, _ := parseSmall(below)
	if a.num == 0 || a.num >= b.num {
		return "", false
	}
	l.at = len(l.text) - len(rest)
	return lowest(n.num*b.num+a.num, b.num).String(), true
}

func cutDigits(text string) (digits, rest string) {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return text[:n], text[n:]
}

// vulgar reads ½, ¼, ¾, alone or right behind a whole number.
func (l *lexer) vulgar(r rune, width int) {
	part := map[rune]string{'½': "0.5", '¼': "0.25", '¾': "0.75"}[r]
	attached := isDigit(l.peek(-1))
	l.at += width
	last := len(l.toks) - 1
	if l.state == operand && attached && l.toks[last].kind == number && !strings.ContainsAny(l.toks[last].text, "./") {
		if l.toks[last].text != "0" {
			part = l.toks[last].text + part[1:]
		}
		l.toks[last].text = part
		return
	}
	l.value(number, part)
}
