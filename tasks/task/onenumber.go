package task

import (
	"slices"
	"strings"
	"unicode"

	"github.com/graphcov/graphcov/graph"
)

const (
	currencies = "$€£¥"
	marks      = " \t\r\n*_`\"'" // what Markdown and quoting put around a value
)

// latex removes what LaTeX writes around a number and its unit.
var latex = strings.NewReplacer("{,}", ",", `\!`, "", `\%`, "%", `\$`, "$", `\,`, " ", `\ `, " ",
	`\;`, " ", `\:`, " ", `~\text{`, " ", `^\circ`, "°", `^{\circ}`, "°",
	`\(`, " ", `\)`, " ", `\[`, " ", `\]`, " ", `\text{`, " ", `\mathrm{`, " ",
	`\textbf{`, " ", `\mathbf{`, " ", `\boxed{`, " ", "}", " ")

// withoutLatex leaves alone what has none, which may be a whole page: all that it
// removes has a backslash or a closing brace.
func withoutLatex(text string) string {
	if strings.IndexByte(text, '\\') < 0 && strings.IndexByte(text, '}') < 0 {
		return text
	}
	return latex.Replace(text)
}

// withSlash writes \frac{1}{2} as 1/2, but for the fraction of a mixed number.
func withSlash(text string) string {
	for _, command := range []string{`\frac{`, `\dfrac{`, `\tfrac{`} {
		before, fraction, ok1 := strings.Cut(text, command)
		above, rest, ok2 := strings.Cut(fraction, "}{")
		below, after, ok3 := strings.Cut(rest, "}")
		if ok1 && ok2 && ok3 && strings.TrimRight(before, digits+" ") == before {
			text = before + above + "/" + below + after
		}
	}
	return text
}

// OneNumber is the canonical value of a text that is one number, with at most
// a currency sign before it and a unit behind it: $18.00, 20 cups, 60%. It is
// empty for anything else: an equation, two numbers, a time of day.
func OneNumber(text string) string {
	text = strings.Trim(withoutLatex(withSlash(text)), marks)
	text, negative := cutMinus(text)
	if !negative {
		text = strings.TrimPrefix(text, "+")
	}
	if amount := strings.TrimLeft(text, currencies); amount != text {
		text = strings.TrimLeft(amount, " ")
		if !negative {
			text, negative = cutMinus(text)
		}
	}
	number, unit := CutNumber(text)
	if strings.HasPrefix(number, "-") { // a second sign
		return ""
	}
	if fraction, ok := strings.CutPrefix(unit, "/"); ok {
		if below, after := CutNumber(fraction); below != "" {
			number, unit = number+"/"+below, after
		}
	}
	if !isUnit(unit) {
		return ""
	}
	if negative {
		number = "-" + number
	}
	value, _ := graph.CanonicalNumber(number)
	return value
}

// notUnits are words that make another value of the number before them, or say
// more than a unit does.
var notUnits = []string{"and", "or", "to", "plus", "minus", "times", "by", "x", "is", "are", "not", "half",
	"dozen", "hundred", "thousand", "million", "billion", "trillion", "k",
	"am", "a.m", "pm", "p.m", "o'clock", "st", "nd", "rd", "th"}

const maxUnitWords = 4

// isUnit reports whether what follows a number is nothing or a unit: a few
// words on the same line, without a number or a sign among them.
func isUnit(text string) bool {
	text = strings.TrimPrefix(text, "** ") // the end of **$18** a day
	text = strings.TrimRight(text, marks+"."+currencies)
	if strings.Contains(text, "\n") {
		return false
	}
	words := strings.Fields(text)
	if len(words) > maxUnitWords {
		return false
	}
	for _, word := range words {
		if slices.Contains(notUnits, strings.ToLower(word)) || !isUnitWord(word) {
			return false
		}
	}
	return true
}

// isUnitWord takes eggs, %, °C, cm², km/h, /day, year-old, farmers'.
func isUnitWord(word string) bool {
	word = strings.TrimPrefix(word, "/")
	for i, r := range word {
		starts := unicode.IsLetter(r) || r == '%' || r == '°'
		if !starts && (i == 0 || !strings.ContainsRune(".-/'’²³", r)) {
			return false
		}
	}
	return word != ""
}
