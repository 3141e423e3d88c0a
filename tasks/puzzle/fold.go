package puzzle

import (
	"strings"
	"unicode"

	"github.com/graphcov/graphcov/graph"
)

// fold is the form in which phrases, labels and values are compared: lower
// case, only letters and digits.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if !isWordRune(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// words are the folded words of a text.
func words(text string) []string {
	list := strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) && r != '\'' && r != '’' })
	for i, word := range list {
		list[i] = fold(word)
	}
	return list
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// canonical is the form in which labels and values stand in the graph. Numbers
// stay as written: 07 and 7 may be two values of a puzzle.
func canonical(text string) string {
	// With a letter before it no text is a number.
	return strings.TrimSpace(strings.TrimPrefix(graph.Canonical("v "+text), "v"))
}

// hasFoldedPrefix is strings.HasPrefix for ASCII prefixes in any case.
func hasFoldedPrefix(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// indexFolded is strings.Index for ASCII words in any case.
func indexFolded(text, word string) int {
	for i := range len(text) - len(word) + 1 {
		if hasFoldedPrefix(text[i:], word) {
			return i
		}
	}
	return -1
}
