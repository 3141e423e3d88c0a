package arithmetic

import "strings"

// command takes a command of LaTeX, or an escape of JSON, in which responses
// and the text within them may stand.
func (l *lexer) command() {
	start := l.at
	for l.peek(0) == '\\' {
		l.at++
	}
	backslashes := l.at - start
	name := l.text[l.at:]
	n := 0
	for n < len(name) && n < maxLetterRun && isLetter(name[n]) {
		n++
	}
	name = name[:n]
	if name == "" {
		l.escape(backslashes)
		return
	}
	l.at += n
	switch name {
	case "times", "cdot", "ast":
		l.operator(star, 0)
	case "div":
		l.operator(over, 0)
	case "approx", "simeq":
		l.side(0)
	case "frac", "dfrac", "tfrac":
		l.fraction()
	case "text", "textbf", "textit", "mathrm", "mathbf", "textrm", "operatorname":
		l.inText()
	case "boxed", "left", "right", "big", "Big", "bigl", "bigr", "quad", "qquad", "mathbb", "displaystyle":
	case "sqrt", "pi", "sum", "pm", "sin", "cos", "tan", "log", "ln":
		l.group()
		l.value(unknown, "")
	default:
		l.at = start + backslashes
		l.jsonEscape(name)
	}
}

// escape is a backslash before something other than a letter.
func (l *lexer) escape(backslashes int) {
	switch c := l.peek(0); {
	case c == '%':
		l.at++
		l.percent()
	case strings.IndexByte("$,;!: ", c) >= 0 && c != 0 && backslashes == 1, c == '$':
		l.at++
	case backslashes == 1 && strings.IndexByte("()[]", c) >= 0 && c != 0:
		l.at++
	case c == '*' || c == '_' || c == '#' || c == '&':
	case backslashes > 1 && continues(l.text[l.at:]): // a row of an aligned equation
	case backslashes > 1 && strings.IndexByte("()[]", c) >= 0 && c != 0:
		l.at++
	default:
		l.gap()
	}
}

// jsonEscape takes \n, \t, \r; any other command ends the expression.
func (l *lexer) jsonEscape(name string) {
	switch name[0] {
	case 'n':
		l.newline(1)
	case 't', 'r':
		l.at++
	default:
		l.at += len(name)
		l.gap()
	}
}

// maxGroup bounds {..} in bytes.
const maxGroup = 400

// group takes {..} and returns what is inside.
func (l *lexer) group() (inside string, ok bool) {
	rest := strings.TrimLeft(l.text[l.at:min(len(l.text), l.at+maxGroup)], " ")
	tail := len(l.text) - l.at - min(len(l.text)-l.at, maxGroup)
	if rest == "" || rest[0] != '{' {
		return "", false
	}
	depth := 0
	for i := range len(rest) {
		switch rest[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '\n':
			return "", false
		}
		if depth == 0 {
			l.at = len(l.text) - tail - len(rest) + i + 1
			return rest[1:i], true
		}
	}
	return "", false
}

// fraction is (a)/(b), as one operand.
func (l *lexer) fraction() {
	start := l.at
	above, ok := l.group()
	below := ""
	if ok {
		below, ok = l.group()
	}
	if !ok || l.depth >= maxNesting {
		l.at = start
		l.value(unknown, "")
		return
	}
	if l.state == operand { // a mixed number, or a product without a sign
		l.add(unknown, "")
	}
	if l.state.hasOperand() {
		l.gap()
	}
	l.add(open, "")
	l.part(above)
	l.add(over, "")
	l.part(below)
	l.add(closing, "")
	l.state = operand
}

// part lexes the inside of a fraction.
func (l *lexer) part(text string) {
	sub := lexer{toks: append(l.toks, token{kind: open}), depth: l.depth + 1, asked: l.asked, plain: true}
	sub.lex(text)
	sub.text, sub.at = "", 0
	sub.close()
	l.toks = sub.toks
}

// inText takes \text{..}: words, unless there is a number in them.
func (l *lexer) inText() {
	start := l.at
	inside, ok := l.group()
	if !ok {
		return
	}
	if strings.ContainsAny(inside, "0123456789") {
		l.at = start
		return
	}
	if strings.TrimSpace(inside) == "" {
		return
	}
	if l.state == operator {
		l.value(unknown, "")
	} else {
		l.wordSeen()
	}
}
