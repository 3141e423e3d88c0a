package multiplication

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

var errNotTwoFactors = errors.New("no multiplication of two non-negative integers")

const digits = "0123456789"

// operators stand between the factors; words are folded to lower case.
var operators = []string{"times", "multiplied by", "*", "x", "×", "·", "⋅", `\times`, `\cdot`}

// requests come before two factors that an ordinary word joins, one of joiners.
var (
	requests = []string{"product of", "multiply"}
	joiners  = []string{"and ", "by ", "with "}
)

// before and after are what makes more of an expression than two factors, by
// standing before the first or behind the second of them.
var (
	before = []string{"-", "+", "−", "/", "*", "×", "·", "^", "÷", "√", "plus", "minus", "negative", "half of",
		"twice", "double", "square of", "root of", "sqrt"}
	after = []string{"-", "+", "−", "/", "*", "×", "·", "⋅", "^", "÷", "%", "x ", "times", "cdot", "div", "plus", "minus",
		"multiplied", "modulo", "mod ", "squared", "cubed", "percent"}
)

// parseQuestion finds the two factors: the only numbers of the question, with
// one operator between them. Anything more, a sign, a third number, another
// operator, makes it a question for another task.
func parseQuestion(question string) (x, y string, err error) {
	if x, y, ok := cutOwnWording(question); ok {
		return x, y, nil
	}
	x, y, ok := cutFactors(question)
	if !ok {
		return "", "", fmt.Errorf("%q: %w: %w", task.Shorten(question), errNotTwoFactors, task.ErrOtherTask)
	}
	return x, y, nil
}

// cutOwnWording is the quick way for the words of Instance.Question, in which
// training data asks nearly always.
func cutOwnWording(question string) (x, y string, ok bool) {
	question, ok1 := strings.CutPrefix(question, "What is ")
	question, ok2 := strings.CutSuffix(question, "?")
	x, y, ok3 := strings.Cut(question, " times ")
	return x, y, ok1 && ok2 && ok3 && isCanonical(x) && isCanonical(y)
}

// isCanonical reports whether a text is a canonical non-negative integer.
func isCanonical(text string) bool {
	return text != "" && isDigits(text) && (text[0] != '0' || text == "0")
}

func cutFactors(question string) (x, y string, ok bool) {
	start := strings.IndexAny(question, digits)
	if start < 0 {
		return "", "", false
	}
	lead, bold := strings.CutSuffix(question[:start], "**")
	if !mayPrecede(lead) {
		return "", "", false
	}
	x, rest, ok := cutFactor(question[start:])
	if !ok {
		return "", "", false
	}
	rest, ok = cutOperator(rest, isRequest(lead))
	if !ok {
		return "", "", false
	}
	y, rest, ok = cutFactor(strings.TrimLeft(rest, " \t\n("))
	if bold {
		rest = strings.TrimPrefix(rest, "**")
	}
	return x, y, ok && mayFollow(rest)
}

// mayPrecede reports whether the number after this text is neither signed nor
// part of a word or of an expression that begins before it.
func mayPrecede(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsLetter(last) || strings.ContainsRune("_.,", last) {
		return false
	}
	if bracket := strings.TrimRight(text, "("); bracket != text {
		if last, _ := utf8.DecodeLastRuneInString(bracket); unicode.IsLetter(last) { // a function's
			return false
		}
	}
	text = strings.ToLower(strings.TrimRight(text, " \t\n("))
	return !slices.ContainsFunc(before, func(sign string) bool { return strings.HasSuffix(text, sign) })
}

// mayFollow reports whether the expression ends before this text, and no
// other number follows.
func mayFollow(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLetter(first) || first == '_' || strings.ContainsAny(text, digits) {
		return false
	}
	text = strings.ToLower(strings.TrimLeft(text, " \t)]$\\"))
	return !slices.ContainsFunc(after, func(sign string) bool { return strings.HasPrefix(text, sign) })
}

func isRequest(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return slices.ContainsFunc(requests, func(request string) bool { return strings.HasSuffix(text, request) })
}

// cutFactor takes a non-negative integer, thousands separators allowed, from
// the front of the text.
func cutFactor(text string) (number, rest string, ok bool) {
	number, rest = task.CutNumber(text)
	if number == "" || !isDigits(number) { // none, signed or with places after a point
		return "", "", false
	}
	number, ok = graph.CanonicalNumber(number)
	return number, rest, ok
}

// cutOperator takes what joins the factors; after a request that may be an
// ordinary word.
func cutOperator(text string, requested bool) (rest string, ok bool) {
	text = strings.TrimLeft(text, " \t\n")
	joining := operators
	if requested {
		joining = slices.Concat(operators, joiners)
	}
	for _, op := range joining {
		if len(text) >= len(op) && strings.EqualFold(text[:len(op)], op) {
			return text[len(op):], true
		}
	}
	return "", false
}
