package multiplication

import (
	"iter"
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

// How the statements of a scratchpad begin. Each has a line of its own there,
// but models run lines together.
const (
	openText    = "Let's perform the multiplication step by step"
	openRow     = "Let's multiply "
	openNextRow = "Now, let's multiply "
	openStep    = "Multiply "
	openPartial = "The partial product for this step is "
	openSum     = "Now, let's sum "
)

// Parts of statements.
const (
	openEquation = "This gives "
	finalAnswer  = "The final answer is"
)

var openings = [...]string{openStep, openRow, openNextRow, openPartial, openSum}

// statements takes a line apart before each opening. The number of a step
// belongs to no statement.
func statements(line string) iter.Seq[string] {
	return func(yield func(string) bool) {
		line := cutStepNumber(line)
		var next [len(openings)]int // where each opening comes next
		for start := 0; start < len(line); {
			end := len(line)
			for k, opening := range openings {
				if next[k] <= start {
					next[k] = len(line)
					if i := strings.Index(line[start+1:], opening); i >= 0 {
						next[k] = start + 1 + i
					}
				}
				end = min(end, next[k])
			}
			statement := line[start:end]
			if end < len(line) {
				statement = trimStepNumber(statement)
			}
			if !yield(statement) {
				return
			}
			start = end
		}
	}
}

// cutStepNumber takes "2. " from the front.
func cutStepNumber(line string) string {
	_, after := task.CutInteger(line)
	if unnumbered, ok := strings.CutPrefix(after, ". "); ok {
		return unnumbered
	}
	return line
}

// trimStepNumber takes the number of the next step, "2. ", from the end of a
// statement: digits after the end of a sentence, so that in "result 12. " the
// value stays.
func trimStepNumber(statement string) string {
	number, ok := strings.CutSuffix(strings.TrimRight(statement, " "), ".")
	before := strings.TrimRight(number, digits)
	if ok && len(before) < len(number) && strings.HasSuffix(strings.TrimRight(before, " "), ".") {
		return before
	}
	return statement
}
