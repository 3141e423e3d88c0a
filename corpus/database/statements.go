package database

import (
	"iter"
	"strings"
)

// Statements are the statements of an SQL text, each with what is before it and
// without the semicolon behind it. One in a text, a name or a comment ends none,
// and statements of nothing but comments are left out.
func Statements(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for text != "" {
			statement, isBlank := cutStatement(text)
			if !isBlank && !yield(statement) {
				return
			}
			text = text[min(len(text), len(statement)+1):]
		}
	}
}

// cutStatement returns what is before the first semicolon that ends a statement.
func cutStatement(text string) (statement string, isBlank bool) {
	isBlank = true
	for i := 0; i < len(text); i++ {
		rest, end := text[i:], ""
		switch c := text[i]; {
		case c == ';':
			return text[:i], isBlank
		case strings.HasPrefix(rest, "--"):
			end = "\n"
		case strings.HasPrefix(rest, "/*"):
			end = "*/"
			i++ // its * may not end it
		case c == '\'' || c == '"' || c == '`':
			end = string(c) // one that is doubled ends a text and begins the next
			isBlank = false
		case c == '[':
			end = "]"
			isBlank = false
		default:
			isBlank = isBlank && strings.ContainsRune(" \t\r\n\f", rune(c))
			continue
		}
		at := strings.Index(text[i+1:], end)
		if at < 0 {
			return text, isBlank
		}
		i += at + len(end)
	}
	return text, isBlank
}
