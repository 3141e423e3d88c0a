package dynprog

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/graphcov/graphcov/graph"
)

// cursor is the unread rest of a text. What fails to be read leaves it where
// the form was lost, so that reading goes on from there.
type cursor struct{ text string }

// blanks skips blanks and the marks of Markdown, not the ends of lines.
func (c *cursor) blanks() {
	i := 0
	for i < len(c.text) && isBlank(c.text[i]) {
		i++
	}
	if i > 0 { // else it is spared the write
		c.text = c.text[i:]
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '*' || c == '`' }

// next is the first byte after blanks, which it skips; 0 at the end.
func (c *cursor) next() byte {
	c.blanks()
	if c.text == "" {
		return 0
	}
	return c.text[0]
}

// skipByte takes that byte, and blanks before it, if it is there.
func (c *cursor) skipByte(b byte) bool {
	if c.next() != b {
		return false
	}
	c.text = c.text[1:]
	return true
}

// skip takes the prefix, and blanks before it, if it is there.
func (c *cursor) skip(prefix string) bool {
	c.blanks()
	rest, ok := strings.CutPrefix(c.text, prefix)
	if ok {
		c.text = rest
	}
	return ok
}

// skipWord is skip for a word in upper or lower case.
func (c *cursor) skipWord(word string) bool {
	c.blanks()
	if len(c.text) < len(word) || !strings.EqualFold(c.text[:len(word)], word) {
		return false
	}
	c.text = c.text[len(word):]
	return true
}

// becomes takes a single "=".
func (c *cursor) becomes() bool {
	if c.next() != '=' || strings.HasPrefix(c.text, "==") {
		return false
	}
	c.text = c.text[1:]
	return true
}

// compares takes "==" or "!=" and reports which.
func (c *cursor) compares() (equal, ok bool) {
	if c.skip("==") {
		return true, true
	}
	return false, c.skip("!=")
}

// truth takes True or False, in canonical form; empty where there is neither.
func (c *cursor) truth() string {
	for _, word := range []string{"true", "false"} {
		if c.skipWord(word) {
			return word
		}
	}
	return ""
}

// minus is the sign that print uses.
const minus = "−"

// number takes a number in canonical form, empty where there is none. The task
// knows only integers; places after a point that a text writes all the same
// belong to the number. A comma does not: it stands between two numbers.
func (c *cursor) number() string {
	sign := 0
	switch first := c.next(); {
	case first == '-' || first == '+':
		sign = 1
	case first >= utf8.RuneSelf && strings.HasPrefix(c.text, minus):
		sign = len(minus)
	}
	end := sign + countDigits(c.text[sign:])
	if end == sign {
		return ""
	}
	if end+1 < len(c.text) && c.text[end] == '.' && isDigit(c.text[end+1]) {
		end += 1 + countDigits(c.text[end+1:])
	}
	number := c.text[:end]
	c.text = c.text[end:]
	if sign > 1 {
		number = "-" + number[sign:]
	}
	return graph.Canonical(number)
}

func countDigits(text string) int {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

// index takes "[3]", without blanks before it; -1 where there is none.
func (c *cursor) index() int {
	if c.text == "" || c.text[0] != '[' {
		return -1
	}
	c.text = c.text[1:]
	c.blanks()
	end := countDigits(c.text)
	i, err := strconv.Atoi(c.text[:end])
	if err != nil || i > MaxLength {
		return -1
	}
	c.text = c.text[end:]
	if !c.skipByte(']') {
		return -1
	}
	return i
}

// cutList takes a list of numbers, "[2, 1, 2]", from the front of the text. The
// elements are canonical.
func cutList(text string) (elements []string, rest string, ok bool) {
	c := cursor{text}
	if !c.skipByte('[') {
		return nil, text, false
	}
	if c.skipByte(']') {
		return nil, c.text, true
	}
	inside := max(0, strings.IndexAny(c.text, "[]")) // not all of a text that goes on with other brackets
	elements = make([]string, 0, 1+strings.Count(c.text[:inside], ","))
	for {
		c.newline()
		e := c.number()
		if e == "" {
			return nil, text, false
		}
		elements = append(elements, e)
		c.newline()
		switch {
		case c.skipByte(']'):
			return elements, c.text, true
		case !c.skipByte(','):
			return nil, text, false
		}
	}
}

// newline skips the ends of lines within a list.
func (c *cursor) newline() {
	for c.text != "" && (c.text[0] == '\n' || c.text[0] == '\r' || isBlank(c.text[0])) {
		c.text = c.text[1:]
	}
}
