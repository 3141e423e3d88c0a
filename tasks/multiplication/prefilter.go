package multiplication

import "github.com/graphcov/graphcov/tasks/task"

var _ task.Prefilter = Task{}

// multiplyOther is in openRow and openNextRow. It begins with a rare character,
// by which it is looked for fastest.
const multiplyOther = "'s multiply "

// MayCompile implements task.Prefilter. The factors are in the question, or in
// the text beside steps, all of which are in statements that say "multiply".
func (Task) MayCompile(question, text task.Written) bool {
	return task.HasDigit(question) || task.MayHave(text, openStep, multiplyOther)
}
