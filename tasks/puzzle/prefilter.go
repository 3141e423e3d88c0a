package puzzle

import "github.com/graphcov/graphcov/tasks/task"

var _ task.Prefilter = Task{}

// MayCompile implements task.Prefilter. A puzzle opens with how many houses there
// are, in the question or the text.
func (Task) MayCompile(question, text task.Written) bool {
	return task.MayHave(question, openPuzzle) || task.MayHave(text, openPuzzle)
}
