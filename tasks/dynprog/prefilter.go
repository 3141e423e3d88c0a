package dynprog

import "github.com/graphcov/graphcov/tasks/task"

var _ task.Prefilter = Task{}

// MayCompile implements task.Prefilter. A list stands in brackets in the question;
// a step is of dp[..], output[..] or can_use_next_item in the text. What is looked
// for begins with rare characters, by which it is found fastest.
func (Task) MayCompile(question, text task.Written) bool {
	return task.MayHave(question, "[") || task.MayHave(text, "[", mayUse[len("can"):])
}
