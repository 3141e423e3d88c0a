package task

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const digits = "0123456789"

// CutInteger takes the digits at the front of the text, with thousands
// separators where they stand in their places (1,008 but not 1,08, 0,008 or
// 1, 008). The number is returned without separators, empty where there is none.
func CutInteger(text string) (number, rest string) {
	end := countDigits(text)
	if end == 0 || end > 3 || text[0] == '0' || !startsGroup(text[end:]) {
		return text[:end], text[end:]
	}
	for startsGroup(text[end:]) {
		end += 4
	}
	return strings.ReplaceAll(text[:end], ",", ""), text[end:]
}

// startsGroup reports whether the text begins with a comma and exactly three digits.
func startsGroup(text string) bool {
	return len(text) >= 4 && text[0] == ',' && countDigits(text[1:min(len(text), 5)]) == 3
}

func countDigits(text string) int {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// CutNumber is CutInteger for a number with an optional minus and places after
// a point: -1,008.50, .5. The minus is returned as "-". Where there is no
// number the rest is the whole text.
func CutNumber(text string) (number, rest string) {
	unsigned, negative := cutMinus(text)
	number, rest = CutInteger(unsigned)
	if len(rest) >= 2 && rest[0] == '.' && isDigit(rest[1]) {
		end := 1 + countDigits(rest[1:])
		number, rest = number+rest[:end], rest[end:]
	}
	if number == "" {
		return "", text
	}
	if negative {
		number = "-" + number
	}
	return number, rest
}

// cutMinus takes a minus, as a hyphen or as the sign that print uses.
func cutMinus(text string) (rest string, found bool) {
	if text == "" || isDigit(text[0]) { // nearly always
		return text, false
	}
	if rest, found = strings.CutPrefix(text, "-"); found {
		return rest, true
	}
	return strings.CutPrefix(text, "−")
}

// LastNumber is the last number of the text, empty where there is none. Digits
// joined by commas and points in no known way (1,08 or 1.2.3) are no number,
// rather than several. A minus is a sign only where nothing that it could be
// subtracted from stands before it.
func LastNumber(text string) string {
	end := strings.LastIndexAny(text, digits) + 1
	start := end
	for start > 0 && (isDigit(text[start-1]) || joins(text, start-1)) {
		start--
	}
	if opensDecimal(text[:start]) {
		start--
	}
	number, rest := CutNumber(text[start:end])
	if rest != "" || number == "" {
		return ""
	}
	if isNegated(text[:start]) {
		return "-" + number
	}
	return number
}

// joins reports whether the byte at i is a separator between two digits.
func joins(text string, i int) bool {
	return (text[i] == ',' || text[i] == '.') && i > 0 && isDigit(text[i-1])
}

// opensDecimal reports whether the text ends with the point of a number such
// as .5, rather than with that of a sentence or of an ellipsis.
func opensDecimal(text string) bool {
	before, found := strings.CutSuffix(text, ".")
	last, _ := utf8.DecodeLastRuneInString(before)
	return found && (before == "" || unicode.IsSpace(last) || strings.ContainsRune("-−=+($€£¥", last))
}

// isNegated reports whether the number after this text has a minus that is its
// sign: -5, = -5, -$5, but not 8 - 5, x-5 or covid-19.
func isNegated(text string) bool {
	text = strings.TrimRight(text, currencies)
	before, found := strings.CutSuffix(text, "-")
	if !found {
		before, found = strings.CutSuffix(text, "−")
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return found && !unicode.IsLetter(last) && !endsOperand(before)
}

func endsOperand(text string) bool {
	text = strings.TrimRight(text, " ")
	return text != "" && (isDigit(text[len(text)-1]) || text[len(text)-1] == ')')
}
