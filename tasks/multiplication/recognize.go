package multiplication

import (
	"bytes"

	"github.com/graphcov/graphcov/tasks/task"
)

var _ task.Recognizer = Task{}

// Recognize implements task.Recognizer, for questions in the words of
// Instance.Question.
func (Task) Recognize(question, text task.Written) (task.Instance, bool) {
	x, y, ok := cutOwnWording(string(question.Text))
	if !ok {
		return nil, false
	}
	instance, err := newInstance(x, y, task.NoContainer) // its own words name none
	if err != nil {
		return nil, false
	}
	p, ok := instance.(Instance)
	return instance, ok && p.isScratchpad(text)
}

// isScratchpad reports whether the text is the scratchpad of p. That is written a
// row at a time to be compared, so that a text which differs is left where it does.
func (p Instance) isScratchpad(text task.Written) bool {
	newline := "\n"
	if text.IsJSON {
		newline = `\n`
	}
	w, rest := newPadWriter(p, newline), text.Text
	b := w.opening(make([]byte, 0, 2048)) // on the stack
	for j := range len(p.y) {
		b = w.row(b, j)
		if !bytes.HasPrefix(rest, b) {
			return false
		}
		rest, b = rest[len(b):], b[:0]
	}
	return bytes.Equal(rest, w.sum(b))
}
