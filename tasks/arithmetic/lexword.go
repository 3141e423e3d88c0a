package arithmetic

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// takeWord takes letters, with digits, apostrophes and hyphens among them.
func (l *lexer) takeWord() string {
	start := l.at
	for l.at < len(l.text) {
		c := l.text[l.at]
		switch {
		case isLetter(c) || isDigit(c) || c == '_' && l.at > start:
			l.at++
			continue
		case (c == '-' || c == '\'') && l.at > start && (isLetter(l.peek(1)) || isDigit(l.peek(1)) && c == '-'):
			l.at++
			continue
		case c >= utf8.RuneSelf:
			if r, width := utf8.DecodeRuneInString(l.text[l.at:]); unicode.IsLetter(r) || r == '’' && l.at > start {
				l.at += width
				continue
			}
		}
		break
	}
	return l.text[start:l.at]
}

func (l *lexer) word() {
	start, attached := l.at, isDigit(l.peek(-1))
	if l.state.hasOperand() && l.crossOrWord() {
		return
	}
	word := l.takeWord()
	switch {
	case l.state == operator:
		l.value(unknown, "")
	case l.state.hasOperand() && (isVariable(word, !attached) || attached && strings.ContainsAny(word, "0123456789")):
		l.add(unknown, "")
		l.state = unit
	default:
		l.wordSeen()
		if l.at == start { // not a letter that words are made of
			l.at++
		}
	}
}

// wordSeen counts a word that stands for no value.
func (l *lexer) wordSeen() {
	switch l.state {
	case fresh:
		l.state, l.words = named, 1
	case named:
		l.words++
	case operand:
		l.state, l.words = unit, 1
	case unit:
		if l.words++; l.words > maxUnitWords {
			l.gap()
			l.state, l.words = named, 1
		}
	}
}

// unitLetters are the units that are a single letter; any other letter behind
// a number is taken for a variable.
const unitLetters = "mghslLc"

// isVariable reports whether a word behind a number is a letter that stands
// for a value rather than for a unit. detached allows the article of "3 a day".
func isVariable(word string, detached bool) bool {
	return len(word) == 1 && !strings.Contains(unitLetters, word) && !(detached && (word == "a" || word == "I"))
}

// wordOperators are read in questions; a number must follow.
var wordOperators = []struct {
	word string
	kind kind
}{{"multiplied by", star}, {"divided by", over}, {"plus", plus}, {"minus", minus}, {"times", star}}

// crossOrWord takes an operator that is a letter or a word and stands between
// operands: 3 x 4, 2 times 3, 20% of 50.
func (l *lexer) crossOrWord() bool {
	c, rest := l.text[l.at]|0x20, l.text[l.at:]
	switch c {
	case 'x':
		next := l.peek(1)
		if isLetter(next) || !l.valueFollows(1) || strings.HasPrefix(strings.ReplaceAll(strings.TrimLeft(rest[1:min(len(rest), maxMarks)], " "), "**", ""), "*") {
			return false // x*3 multiplies a variable
		}
		if after := strings.TrimLeft(rest[1:], " $"); after[0] == '-' && !(isSpace(l.peek(-1)) && isSpace(next)) {
			return false
		}
		l.operator(star, 1)
		return true
	case 'o':
		if after, ok := strings.CutPrefix(rest, "of "); !ok || !l.isShare() || !isDigit(firstByte(strings.TrimLeft(after, "$( "))) {
			return false
		}
		l.operator(star, 2)
		return true
	case 't', 'p', 'm', 'd':
		for _, w := range wordOperators {
			if !l.asked && w.word != "times" || l.state != operand {
				continue
			}
			if after, ok := strings.CutPrefix(rest, w.word+" "); ok && (isDigit(firstByte(strings.TrimLeft(after, "-(.$")))) {
				l.operator(w.kind, len(w.word))
				return true
			}
		}
	}
	return false
}

// isShare reports whether the operand before is a share of something: 20% or 1/2.
func (l *lexer) isShare() bool {
	n := len(l.toks)
	return l.state == operand && (l.toks[n-1].kind == percent ||
		n >= 3 && l.toks[n-1].kind == number && l.toks[n-2].kind == over && l.toks[n-3].kind == number)
}
