package multiplication

import (
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

// cursor is the unread rest of a line.
type cursor struct{ text string }

// skip takes the prefix if it is there.
func (c *cursor) skip(prefix string) bool {
	rest, ok := strings.CutPrefix(c.text, prefix)
	if ok {
		c.text = rest
	}
	return ok
}

// number takes the number at the front, none if there is none. The task knows
// only non-negative integers; a sign or places after a point that a text writes
// all the same belong to the number, which would be another one without them.
func (c *cursor) number() string {
	if end := plainDigits(c.text); end > 0 {
		number := c.text[:end]
		c.text = c.text[end:]
		return number
	}
	number, rest := task.CutNumber(c.text)
	c.text = rest
	return number
}

// plainDigits is the length of the digits at the front where they are the whole
// number, which is nearly always: neither a separator nor a point goes on to
// another digit. Else it is 0.
func plainDigits(text string) int {
	end := 0
	for end < len(text) && text[end]-'0' <= 9 {
		end++
	}
	if end+1 < len(text) && (text[end] == ',' || text[end] == '.') && text[end+1]-'0' <= 9 {
		return 0
	}
	return end
}

// upTo takes what comes before the mark, and the mark. Without a mark it takes
// nothing.
func (c *cursor) upTo(mark string) string {
	before, after, ok := strings.Cut(c.text, mark)
	if !ok {
		return ""
	}
	c.text = after
	return before
}

func (c cursor) has(mark string) bool { return strings.Contains(c.text, mark) }

// after is what follows the first such mark.
func (c cursor) after(mark string) (cursor, bool) {
	_, rest, ok := strings.Cut(c.text, mark)
	return cursor{rest}, ok
}

// lastAfter is what follows the last such mark.
func (c cursor) lastAfter(mark string) (last cursor, found bool) {
	for {
		rest, ok := c.after(mark)
		if !ok {
			return last, found
		}
		c, last, found = rest, rest, true
	}
}
