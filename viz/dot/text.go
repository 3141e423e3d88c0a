package dot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitle is how many characters of a title fit over a picture.
const maxTitle = 90

// Title names a problem over its picture: the question, or the canonical input
// where only that is short enough.
func Title(question, input string) string {
	if length := utf8.RuneCountInString; length(clean(question)) > maxTitle && length(clean(input)) <= maxTitle {
		question = input
	}
	return shorten(question, maxTitle)
}

// shorten is a text of at most so many characters, on one line, without what a
// picture cannot show.
func shorten(text string, most int) string {
	text = clean(text)
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	return string(runes[:most-1]) + "…"
}

// clean makes one line of a text from anywhere: control characters and bytes
// that are no UTF-8 have no place in XML.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// escape writes a text as part of an HTML-like label.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(clean(text))
}
