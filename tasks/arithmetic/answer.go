package arithmetic

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// readAnswer reads the final answer (METHOD.md section 4): what stands in the
// prescribed container; without one, what the text names last as its answer, a
// line "A: 72" among the ways to do so; or a text that is one number and nothing else.
func readAnswer(trace *task.Trace, text string, container task.Container) {
	trace.AnswerLenient, _ = graph.CanonicalNumber(task.LastNumber(text))
	if container != task.NoContainer {
		trace.Answer = task.StatedNumber(text, container)
	} else {
		trace.Answer = freeAnswer(text)
	}
	if trace.Answer != "" {
		trace.LinesParsed++
	}
}

func freeAnswer(text string) string {
	if n := task.OneNumber(text); n != "" {
		return n
	}
	content, after, ok := lastAnswerLine(text)
	if !ok {
		return task.StatedNumber(text, task.NoContainer)
	}
	if later, ok := task.StatedContent(after, task.NoContainer); ok {
		content = later
	}
	return task.OneNumber(content)
}

// lastAnswerLine finds the last line "A: v".
func lastAnswerLine(text string) (content, after string, ok bool) {
	const mark = "A:"
	end := len(text)
	for {
		at := strings.LastIndex(text[:end], mark)
		if at < 0 {
			return "", "", false
		}
		if before := strings.TrimRight(text[:at], " *"); before == "" || before[len(before)-1] == '\n' {
			content, after, _ = strings.Cut(text[at+len(mark):], "\n")
			return content, after, true
		}
		end = at
	}
}
