package task

import "strings"

// CutInteger takes the digits at the front of the text, with thousands
// separators where they stand in their places (1,008 but not 1,08 or 1, 008).
// The number is returned without separators, empty where there is none.
func CutInteger(text string) (number, rest string) {
	end := countDigits(text)
	if end == 0 || end > 3 || !startsGroup(text[end:]) {
		return text[:end], text[end:]
	}
	joined := text[:end]
	for startsGroup(text[end:]) {
		joined += text[end+1 : end+4]
		end += 4
	}
	return joined, text[end:]
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

// CutNumber is CutInteger for a number with an optional sign and places after
// a point.
func CutNumber(text string) (number, rest string) {
	sign := ""
	for _, minus := range []string{"-", "−"} {
		if after, ok := strings.CutPrefix(text, minus); ok {
			sign, text = "-", after
		}
	}
	number, rest = CutInteger(text)
	if number == "" {
		return "", text
	}
	if len(rest) >= 2 && rest[0] == '.' && isDigit(rest[1]) {
		places := countDigits(rest[1:])
		number, rest = number+rest[:1+places], rest[1+places:]
	}
	return sign + number, rest
}

// LastNumber is the last number of the text, empty where there is none. A
// minus is a sign only where nothing that it could be subtracted from stands
// before it.
func LastNumber(text string) string {
	end := len(text)
	for end > 0 && !isDigit(text[end-1]) {
		end--
	}
	start := end
	for start > 0 && (isDigit(text[start-1]) || joins(text, start-1)) {
		start--
	}
	if signed, ok := strings.CutSuffix(text[:start], "-"); ok && !endsOperand(signed) {
		start--
	} else if signed, ok := strings.CutSuffix(text[:start], "−"); ok && !endsOperand(signed) {
		start -= len("−")
	}
	last := ""
	for rest := text[start:end]; rest != ""; { // 1,08 is two numbers: the last one counts
		number, after := CutNumber(rest)
		if number == "" {
			after = rest[1:]
		} else {
			last = number
		}
		rest = after
	}
	return last
}

// joins reports whether the byte at i is a separator between two digits.
func joins(text string, i int) bool {
	return (text[i] == ',' || text[i] == '.') && i > 0 && isDigit(text[i-1])
}

func endsOperand(text string) bool {
	text = strings.TrimRight(text, " ")
	return text != "" && (isDigit(text[len(text)-1]) || text[len(text)-1] == ')')
}
