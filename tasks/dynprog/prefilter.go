package dynprog

import "github.com/graphcov/graphcov/tasks/task"

var _ task.Prefilter = Task{}

// MayCompile implements task.Prefilter. A list stands in brackets in the question;
// a step is of dp[..], output[..] or can_use_next_item in the text.
func (Task) MayCompile(question, text []byte) bool {
	return task.MayHave(question, "[") || task.MayHave(text, "p[", "t[", "T[", mayUse)
}
