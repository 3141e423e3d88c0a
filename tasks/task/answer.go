package task

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// NumberAnswer reads the final answer of a response whose answer is one
// number: what it states as its answer (see StatedNumber) or, without a
// prescribed container, the whole text if it is one value, or the right side
// of its last equation, up to the end of the sentence or line. It is in canonical form, and empty where
// there is none; it is never a part of something longer.
func NumberAnswer(text string, c Container) string {
	if content, ok := StatedContent(text, c); ok || c != NoContainer {
		return OneNumber(content)
	}
	if n := OneNumber(text); n != "" {
		return n
	}
	if equals := strings.LastIndexByte(text, '='); equals >= 0 {
		side, _, _ := strings.Cut(strings.TrimLeft(text[equals+1:], " \t\n"), "\n")
		side, _, _ = strings.Cut(side, ". ")
		return OneNumber(side)
	}
	return ""
}

// StatedNumber is the number that a response names as its answer: with a
// prescribed container the content of the last one and nothing else, otherwise
// what stands last of any container or of a sentence "The answer is ..". Empty
// where there is none or it is not one number.
func StatedNumber(text string, c Container) string {
	content, _ := StatedContent(text, c)
	return OneNumber(content)
}

// StatedContent is the answer that a response names (see StatedNumber) as it
// stands in the text. It reports false where the response names none.
func StatedContent(text string, c Container) (content string, ok bool) {
	if c != NoContainer {
		content, at := lastContent(text, c)
		return content, at >= 0
	}
	content, at := lastSentence(text)
	for _, c := range containers {
		inside, start := lastContent(text, c)
		if c == Hashes && isHeading(inside) {
			continue
		}
		if start > at {
			content, at = inside, start
		}
	}
	return content, at >= 0
}

// isHeading reports whether #### opens a heading of Markdown rather than an
// answer: a heading begins with a word.
func isHeading(content string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(content, marks))
	return unicode.IsLetter(first)
}

// lastSentence finds the last "answer is .." or "answer: ..": what follows it
// up to the end of the sentence, without a clause that has no number or gives
// reasons in an equation, of an equation the last side.
func lastSentence(text string) (content string, at int) {
	folded := strings.ToLower(text)
	if len(folded) != len(text) { // lower case of another length: positions would not match
		folded = text
	}
	at = -1
	for _, opening := range []string{"answer is", "answer:", "answer**:", "product is", "result is"} {
		if i := lastIndex(folded, opening); i > at {
			at, content = i, text[i+len(opening):]
		}
	}
	if at < 0 {
		return "", -1
	}
	content = strings.TrimLeft(content, ": *\r\n")
	content, _, _ = strings.Cut(content, "\n")
	content, _, _ = strings.Cut(content, ". ")
	if before, clause, ok := strings.Cut(content, ", "); ok &&
		(!strings.ContainsAny(clause, digits) || strings.Contains(clause, "=") && OneNumber(before) != "") {
		content = before
	}
	if equals := strings.LastIndexByte(content, '='); equals >= 0 {
		content = content[equals+1:]
	}
	return content, at
}

// lastIndex is strings.LastIndex, which goes byte by byte. What a long text has
// most of is nothing to be found, as looking from its front shows much sooner.
func lastIndex(text, part string) int {
	if !strings.Contains(text, part) {
		return -1
	}
	return strings.LastIndex(text, part)
}
