package arithmetic

import "github.com/graphcov/graphcov/tasks/task"

var _ task.Prefilter = Task{}

// MayCompile implements task.Prefilter. A step has a sign of equality in the
// text, an expression a digit in the question.
func (Task) MayCompile(question, text task.Written) bool {
	return task.HasDigit(question) || task.MayHave(text, equalitySigns[:]...)
}
