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

// number takes the digits at the front, none if there are none.
func (c *cursor) number() string {
	number, rest := task.CutInteger(c.text)
	c.text = rest
	return number
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
func (c cursor) lastAfter(mark string) (cursor, bool) {
	if i := strings.LastIndex(c.text, mark); i >= 0 {
		return cursor{c.text[i+len(mark):]}, true
	}
	return cursor{}, false
}
