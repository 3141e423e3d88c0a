package arithmetic

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxUnitWords  = 6  // between an operand and the operator or sign of equality behind it
	maxNesting    = 50 // of brackets and fractions
	maxRemark     = 80 // bytes of a remark in brackets
	maxMarks      = 32 // bytes of blanks and marks before a value
	maxListDigits = 3  // of a list number
	maxLetterRun  = 40 // bytes of the name of a LaTeX command
)

// lexer takes a line apart into tokens. What is neither a number, an operator,
// a bracket nor a sign of equality leaves no token: units, words, marks. Where
// words stand in the place of a value they leave an unknown.
type lexer struct {
	text  string
	at    int
	toks  []token
	state state
	words int // of the unit so far
	depth int // of fractions

	bold, italic bool // inside such marks of Markdown

	asked bool // the text is a question: operators may be words
	plain bool // the text is an expression and no lines: no list numbers
}

func (l *lexer) add(k kind, text string) { l.toks = append(l.toks, token{k, text}) }

// gap ends the expression.
func (l *lexer) gap() {
	if n := len(l.toks); n > 0 && l.toks[n-1].kind != gap {
		l.add(gap, "")
	}
	l.state = fresh
}

// value adds an operand. One right behind another begins a new expression, and
// so does one that a whole phrase sets off from the sign of equality.
func (l *lexer) value(k kind, text string) {
	afterWords := l.state == named && l.words > 1 && len(l.toks) > 0 && l.toks[len(l.toks)-1].kind == equals
	if l.state.hasOperand() || afterWords {
		l.gap()
	}
	l.add(k, text)
	l.state = operand
}

// operator adds a sign that stands between operands. The words or the nothing
// before it are then a variable.
func (l *lexer) operator(k kind, width int) {
	if l.state == fresh || l.state == named {
		l.add(unknown, "")
	}
	l.add(k, "")
	l.state = operator
	l.at += width
}

// peek is the byte at that distance, 0 outside of the text.
func (l *lexer) peek(distance int) byte {
	if i := l.at + distance; i >= 0 && i < len(l.text) {
		return l.text[i]
	}
	return 0
}

func (l *lexer) has(prefix string) bool { return strings.HasPrefix(l.text[l.at:], prefix) }

// lex adds the tokens of the text.
func (l *lexer) lex(text string) {
	l.text, l.at, l.bold, l.italic = text, 0, false, false
	if !l.plain {
		l.lineStart()
	}
	for l.at < len(l.text) {
		l.next()
	}
}

// lineStart skips what Markdown puts before a line, and list numbers.
func (l *lexer) lineStart() {
	for l.at < len(l.text) {
		switch c := l.text[l.at]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '>' || c == '#':
			l.at++
		case c == '*' && l.peek(1) == '*':
			l.at, l.bold = l.at+2, !l.bold
		case (c == '-' || c == '*' || c == '+') && l.peek(1) == ' ':
			l.at += 2
		case l.has("• ") || l.has("– "):
			l.at += 4
		case isDigit(c):
			n := 1
			for n <= maxListDigits && isDigit(l.peek(n)) {
				n++
			}
			if mark := l.peek(n); n > maxListDigits || mark != '.' && mark != ')' || l.peek(n+1) != ' ' && l.peek(n+1) != '*' {
				return
			}
			l.at += n + 1
		default:
			return
		}
	}
}

// next takes one thing off the text.
func (l *lexer) next() {
	c := l.text[l.at]
	switch {
	case c == ' ' || c == '\t' || c == '\r':
		l.at++
	case isDigit(c) || c == '.' && isDigit(l.peek(1)):
		l.number()
	case isLetter(c):
		l.word()
	case c >= utf8.RuneSelf:
		l.symbol()
	default:
		l.sign(c)
	}
}

func (l *lexer) sign(c byte) {
	switch c {
	case '+', '-':
		l.plusMinus(c, 1)
	case '*':
		l.star()
	case '/':
		l.slash()
	case '^':
		l.operator(raised, 1)
	case '%':
		l.at++
		l.percent()
	case '=':
		l.equals()
	case '(', '[', '{':
		l.open(c)
	case ')', ']', '}':
		l.close()
	case '\\':
		l.command()
	case '$', '_', '`', '&', '~', '\'', '#':
		l.at++
	case '\n':
		l.newline(1)
	case '.':
		l.at++
		if !isLetter(l.peek(0)) {
			l.gap()
		}
	case '!':
		l.factorial()
	default: // , ; : ? < > | " and the rest
		l.at++
		l.gap()
	}
}

// newline ends the expression unless the next line that is not empty opens
// with a sign of equality. width is that of the line end.
func (l *lexer) newline(width int) {
	l.at += width
	if continues(l.text[l.at:]) {
		return
	}
	l.gap()
	l.bold, l.italic = false, false
	if !l.plain {
		l.lineStart()
	}
}

// continues reports whether a line opens with a sign of equality.
func continues(line string) bool {
	line = strings.TrimLeft(line[:min(len(line), maxMarks)], " \t\r\n&*>$")
	return line != "" && (line[0] == '=' && !strings.HasPrefix(line, "==") || strings.HasPrefix(line, "≈") || strings.HasPrefix(line, `\approx`))
}

func (l *lexer) equals() {
	before, after := l.peek(-1), l.peek(1)
	if after == '=' || after == '>' || before != 0 && strings.IndexByte("<>!:+/", before) >= 0 {
		for l.at < len(l.text) && (l.text[l.at] == '=' || l.text[l.at] == '>') {
			l.at++
		}
		l.gap()
		return
	}
	l.side(1)
}

// side begins the next side of a chain of equations.
func (l *lexer) side(width int) {
	l.add(equals, "")
	l.state = fresh
	l.at += width
}

// percent is that of the number before it, else no more than a mark.
func (l *lexer) percent() {
	if l.state == operand {
		l.add(percent, "")
	}
}

// factorial: no value is known of 5! before an operator; else it ends a sentence.
func (l *lexer) factorial() {
	touches := isDigit(l.peek(-1)) || l.peek(-1) == ')'
	l.at++
	if rest := strings.TrimLeft(l.text[l.at:], " "); touches && rest != "" && strings.IndexByte("=+-*/", rest[0]) >= 0 {
		l.add(unknown, "")
		return
	}
	l.gap()
}

func firstByte(text string) byte {
	if text == "" {
		return 0
	}
	return text[0]
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isSpace(c byte) bool  { return c == ' ' || c == '\t' || c == '\n' || c == 0 }

// symbol is a character outside of ASCII.
func (l *lexer) symbol() {
	r, width := utf8.DecodeRuneInString(l.text[l.at:])
	switch r {
	case '−', '–':
		l.plusMinus('-', width)
	case '×', '·', '⋅', '∙', '∗', '✕':
		l.operator(star, width)
	case '÷', '∕', '⁄':
		l.operator(over, width)
	case '≈', '≅':
		l.side(width)
	case '²', '³':
		l.superscript(r, width)
	case '½', '¼', '¾':
		l.vulgar(r, width)
	case '\u00a0', '\u202f', '\u2009', '€', '£', '¥', '₹', '’', '‘', '′', '°', '\ufeff':
		l.at += width
	case '√', 'π', '∞':
		l.at += width
		l.value(unknown, "")
	default:
		if unicode.IsLetter(r) {
			l.word()
			return
		}
		l.at += width
		l.gap()
	}
}

func (l *lexer) superscript(r rune, width int) {
	l.at += width
	if l.state != operand {
		return // of a unit: cm²
	}
	exponent := "2"
	if r == '³' {
		exponent = "3"
	}
	l.add(raised, "")
	l.add(number, exponent)
}
