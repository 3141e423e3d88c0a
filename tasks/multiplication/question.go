package multiplication

import (
	"fmt"
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// operators stand between the factors; words are folded to lower case.
var operators = []string{"times", "multiplied by", "*", "x", "×", "·"}

// parseQuestion finds the two factors: the only numbers of the question, with
// one operator between them. Anything more, a sign, a third number, another
// operator, makes it a question for another task.
func parseQuestion(question string) (x, y string, err error) {
	fail := func() (string, string, error) {
		return "", "", fmt.Errorf("%q: %w: %w", shorten(question), errNotTwoFactors, task.ErrOtherTask)
	}
	start := strings.IndexAny(question, digits)
	if start < 0 || isSigned(question[:start]) {
		return fail()
	}
	x, rest, ok := cutNumber(question[start:])
	if !ok {
		return fail()
	}
	rest, ok = cutOperator(rest, isProductOf(question[:start]))
	if !ok {
		return fail()
	}
	y, rest, ok = cutNumber(rest)
	if !ok || strings.ContainsAny(rest, digits) || continues(rest) {
		return fail()
	}
	return x, y, nil
}

const digits = "0123456789"

// isSigned reports whether the number after this text has a sign or stands at
// the end of an expression.
func isSigned(before string) bool {
	before = strings.TrimRight(before, " \t\n")
	for _, sign := range []string{"-", "+", "−", "/", "*", ".", "^", "÷", "√"} {
		if strings.HasSuffix(before, sign) {
			return true
		}
	}
	return false
}

func isProductOf(before string) bool {
	return strings.HasSuffix(strings.ToLower(strings.TrimSpace(before)), "product of")
}

// continues reports whether the expression goes on after the second factor.
func continues(rest string) bool {
	rest = strings.TrimLeft(rest, " \t)")
	for _, sign := range []string{"-", "+", "−", "/", "*", "×", "·", "^", "÷", "%", "x ", "times", "plus", "minus", "divided", "modulo", "mod "} {
		if strings.HasPrefix(rest, sign) {
			return true
		}
	}
	return false
}

// cutNumber takes a non-negative integer, thousands separators allowed, from
// the front of the text.
func cutNumber(text string) (number, rest string, ok bool) {
	text = strings.TrimLeft(text, " \t\n(")
	number, rest = task.CutInteger(text)
	if number == "" || strings.HasPrefix(rest, ".") && len(rest) > 1 && strings.ContainsRune(digits, rune(rest[1])) {
		return "", "", false
	}
	number, ok = graph.CanonicalNumber(number)
	return number, rest, ok
}

func cutOperator(text string, product bool) (rest string, ok bool) {
	text = strings.TrimLeft(text, " \t\n")
	if product {
		return strings.CutPrefix(text, "and ")
	}
	for _, op := range operators {
		if len(text) > len(op) && strings.EqualFold(text[:len(op)], op) {
			return text[len(op):], true
		}
	}
	return "", false
}
