package arithmetic

import (
	"slices"
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

// requestWords are what may stand before an expression in the clause that asks
// for its value.
var requestWords = map[string]bool{
	"calculate": true, "compute": true, "evaluate": true, "solve": true, "simplify": true, "find": true, "determine": true,
	"work": true, "out": true, "what": true, "what's": true, "whats": true, "how": true, "much": true, "is": true, "does": true, "equal": true,
	"the": true, "value": true, "result": true, "answer": true, "of": true, "to": true, "for": true, "following": true, "this": true,
	"expression": true, "calculation": true, "arithmetic": true, "problem": true, "multiplication": true, "addition": true,
	"subtraction": true, "division": true, "sum": true, "product": true, "please": true, "can": true, "could": true, "you": true,
	"give": true, "me": true, "tell": true, "state": true, "final": true, "and": true,
}

const (
	digits  = "0123456789"
	opening = "-−([{" // what may stand before the first digit of an expression
)

// parseQuestion reads a question that asks for the value of an expression: the
// only one of the question, and all numbers of the question are in it.
func parseQuestion(question string, container task.Container) (Expression, bool) {
	before := fold(question[:max(0, strings.IndexAny(question, digits))])
	if at := strings.Index(before, `\frac`); at >= 0 {
		before = before[:at]
	}
	if !isRequest(strings.TrimRight(before, opening+" ")) { // of problems in words nearly always
		return Expression{}, false
	}
	question = fold(question) // so that copies are read alike
	start := strings.IndexAny(question, digits+opening+".")
	for start >= 0 && !opens(question, start) {
		next := strings.IndexAny(question[start+1:], digits+opening+".")
		if next < 0 {
			return Expression{}, false
		}
		start += 1 + next
	}
	if at := strings.Index(question, `\frac`); at >= 0 {
		start = min(start, at)
	}
	if start < 0 || !isRequest(question[:start]) {
		return Expression{}, false
	}
	return parseExpression(question[start:], container)
}

// opens reports whether an expression could open there: a digit, or signs and
// brackets before one.
func opens(text string, at int) bool {
	rest := strings.TrimLeft(text[at:min(len(text), at+maxMarks)], opening+" .")
	if rest == "" || !isDigit(rest[0]) {
		return false
	}
	return text[at] != '.' || isDigit(text[at+1])
}

// isRequest reports whether the last clause before an expression asks for it.
func isRequest(text string) bool {
	text = strings.TrimRight(text, " $*`\\([{")
	if text == "" || strings.ContainsRune(":.?", rune(text[len(text)-1])) {
		return true
	}
	clause := text[strings.LastIndexAny(text, ":.,?")+1:]
	for word := range strings.FieldsSeq(clause) {
		if !requestWords[strings.Trim(word, "*_`\"'")] {
			return false
		}
	}
	return true
}

// parseExpression reads a text that begins with an expression; words without
// a number may follow in another sentence.
func parseExpression(text string, container task.Container) (Expression, bool) {
	if len(text) > 100*maxDigits {
		return Expression{}, false
	}
	l := lexer{asked: true, plain: true}
	l.lex(text)
	splitBrackets(l.toks, nil)
	toks := l.toks
	for i := range toks {
		if toks[i].kind != gap && toks[i].kind != equals {
			continue
		}
		for _, t := range toks[i:] {
			if t.kind == number {
				return Expression{}, false
			}
		}
		toks = toks[:i]
		break
	}
	for i := range toks {
		if toks[i].kind == unknown {
			return Expression{}, false
		}
	}
	nodes, ops, ok := parseSide(toks, nil)
	// A mixed number such as 1 1/3 has no literal of its own: written down as 4/3
	// it is a division.
	isFraction := func(n node) bool { return n.isLiteral() && strings.Contains(n.value, "/") }
	if !ok || ops == 0 || slices.ContainsFunc(nodes, isFraction) {
		return Expression{}, false
	}
	_, root, inner, ok := evaluate(nodes, 0, nil)
	if !inner || !ok {
		return Expression{}, false
	}
	nodes[len(nodes)-1].value = root.String()
	return Expression{nodes: nodes, container: container}, true
}
