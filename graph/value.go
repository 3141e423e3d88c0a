package graph

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxExactDigits bounds the numbers that Canonical treats as numbers; longer
// ones stay text, so that no input makes it do quadratic work.
const maxExactDigits = 10_000

// Canonical brings a value to the one form in which it is compared and stored
// (METHOD.md section 2): integers without leading zeros or a sign of zero,
// exact decimals in lowest form (0.5, not .50), fractions in lowest terms
// (1/3), everything else as words, in lower case with single spaces. A
// fraction that is an exact decimal is written as that, 3/6 as 0.5.
func Canonical(text string) string {
	if isCanonicalInteger(text) {
		return text
	}
	text = strings.TrimSpace(text)
	if n, ok := CanonicalNumber(text); ok {
		return n
	}
	return foldWords(text)
}

// CanonicalNumber is Canonical for a number: an optional sign, digits with at
// most one point among them, and optionally a slash and such a number that is
// not zero. It reports false for anything else.
func CanonicalNumber(text string) (string, bool) {
	if isCanonicalInteger(text) {
		return text, true
	}
	above, below, isFraction := strings.Cut(text, "/")
	if !isFraction {
		return canonicalDecimal(text)
	}
	above, ok1 := canonicalDecimal(above)
	below, ok2 := canonicalDecimal(below)
	if !ok1 || !ok2 || below == "0" {
		return "", false
	}
	a, ok1 := new(big.Rat).SetString(above)
	b, ok2 := new(big.Rat).SetString(below)
	if !ok1 || !ok2 {
		return "", false
	}
	return FormatRational(a.Quo(a, b)), true
}

// FormatRational is the canonical form of an exact rational: an integer, else
// a finite decimal where there is one, else a fraction.
func FormatRational(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	if places, exact := r.FloatPrec(); exact && places <= maxExactDigits {
		return r.FloatString(places)
	}
	return r.RatString()
}

// isCanonicalInteger is the quick way out for nearly every value there is.
func isCanonicalInteger(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(text) > maxExactDigits || (digits[0] == '0' && text != "0") {
		return false
	}
	return isDigits(digits)
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

func canonicalDecimal(text string) (string, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	if !negative {
		digits = strings.TrimPrefix(digits, "+")
	}
	whole, places, _ := strings.Cut(digits, ".")
	if whole == "" && places == "" || len(digits) > maxExactDigits || !isDigits(whole) || !isDigits(places) {
		return "", false
	}
	whole, places = strings.TrimLeft(whole, "0"), strings.TrimRight(places, "0")
	if whole == "" {
		whole = "0"
	}
	if places != "" {
		whole += "." + places
	}
	if negative && whole != "0" {
		whole = "-" + whole
	}
	return whole, true
}

func foldWords(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i, word := range strings.FieldsFunc(text, func(r rune) bool { return r != utf8.RuneError && unicode.IsSpace(r) }) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(word))
	}
	return b.String()
}
