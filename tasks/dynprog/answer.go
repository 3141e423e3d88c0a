package dynprog

import (
	"iter"
	"strings"

	"github.com/graphcov/graphcov/tasks/task"
)

// answerNames are the words by which a text calls a list its answer.
var answerNames = []string{"output", "answer", "output list", "answer list", "result", "final list"}

// prescribesOutput reports whether a prompt asks for the answer as output=[..],
// or shows it so.
func prescribesOutput(prompt string) bool {
	return strings.Contains(prompt, "output=[") || strings.Contains(prompt, "output = [")
}

// readAnswer is the list that a response gives as its final answer, by METHOD.md
// section 4: the content of the last container, where one is prescribed, and
// else what the text names last as its answer. Steps without that are no answer;
// a text without steps may be the list alone. It reports false where there is
// none or it is no list.
func readAnswer(text string, f form, hasSteps bool) ([]string, bool) {
	switch {
	case f.container != task.NoContainer:
		list, at := contained(text, f.container)
		return list, at >= 0 && list != nil
	case f.output:
		list, _ := calledList(text, "output")
		return list, list != nil
	}
	list, at := calledList(text, answerNames...)
	for _, c := range []task.Container{task.Tag, task.Boxed, task.Hashes, task.JSONField} {
		inside, start := contained(text, c)
		if start > at && (inside != nil || c != task.Hashes) { // #### may open a heading
			list, at = inside, start
		}
	}
	if at < 0 && !hasSteps {
		list = wholeList(text)
	}
	return list, list != nil
}

// lastList is the last list of numbers in a text that is not said to be the
// input, whatever stands around it.
func lastList(text string) ([]string, bool) {
	for lead, list := range bracketsFromEnd(text) {
		if isIndexed(lead) || calls(lead, "input") {
			continue
		}
		if elements, _, _ := cutList(list); elements != nil {
			return elements, true
		}
	}
	return nil, false
}

// wholeList is a text that is a list and nothing else.
func wholeList(text string) []string {
	text = strings.TrimSuffix(strings.TrimSpace(text), "###")
	list, rest, ok := cutList(strings.Trim(text, " \t\r\n*`"))
	if !ok || strings.Trim(rest, " .*`") != "" {
		return nil
	}
	return list
}

// calledList is the last list that is called so, and where it begins: -1 where
// none is. The list is nil where it cannot be read or is not alone.
func calledList(text string, names ...string) (list []string, at int) {
	for lead, bracket := range bracketsFromEnd(text) {
		if calls(lead, names...) {
			list, rest, _ := cutList(bracket)
			if !isAlone(rest) {
				list = nil
			}
			return list, len(lead)
		}
	}
	return nil, -1
}

// isAlone reports whether a list before this text is a value of its own, unlike
// the first in "[1, 2] or [2, 1]" and "[1, 2] + [1]".
func isAlone(rest string) bool {
	if rest != "" && (isLetter(rest[0]) || isDigit(rest[0])) {
		return false
	}
	c := cursor{rest}
	for _, joint := range []string{",", "+", "or ", "and "} {
		if c.skipWord(joint) {
			break
		}
	}
	return c.next() != '['
}

// contained is the list in the last such container and where that starts, -1
// where there is none. The list is nil where that is not all of its content.
func contained(text string, container task.Container) (list []string, at int) {
	at = strings.LastIndex(text, string(container))
	for container == task.JSONField && at >= 0 && !isKey(text[at+len(container):]) {
		at = strings.LastIndex(text[:at], string(container))
	}
	if at < 0 {
		return nil, -1
	}
	c := cursor{text[at+len(container):]}
	c.newline()
	switch container {
	case task.Boxed:
		c.skip("{")
	case task.JSONField:
		c.skip(":")
		c.newline()
		c.skip(`"`)
	}
	if c.newline(); c.skipWord("output") && !c.becomes() {
		return nil, at
	}
	list, rest, _ := cutList(c.text)
	if !closes(container, strings.TrimLeft(rest, " \t*`")) {
		return nil, at
	}
	return list, at
}

// isKey reports whether a quoted word with this text behind it is a JSON key.
func isKey(after string) bool { return strings.HasPrefix(strings.TrimLeft(after, " \t\r\n"), ":") }

// closes reports whether a container ends before this text.
func closes(container task.Container, rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t\r\n")
	switch container {
	case task.Tag:
		return strings.HasPrefix(trimmed, "</answer>")
	case task.Boxed:
		return strings.HasPrefix(trimmed, "}")
	case task.JSONField:
		next, isField := strings.CutPrefix(trimmed, ",")
		return trimmed == "" || trimmed[0] == '"' || trimmed[0] == '}' || isField && strings.HasPrefix(strings.TrimLeft(next, " \t\r\n"), `"`)
	}
	rest = strings.TrimLeft(rest, ". \t\r")
	return rest == "" || rest[0] == '\n'
}

// bracketsFromEnd gives, from the last to the first, what stands before each
// opening bracket of a text and what begins with it.
func bracketsFromEnd(text string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for at := len(text); ; {
			at = strings.LastIndexByte(text[:at], '[')
			if at < 0 || !yield(text[:at], text[at:]) {
				return
			}
		}
	}
}

// calls reports whether a text ends by giving what follows one of the names:
// "output = ", "the answer is: ".
func calls(lead string, names ...string) bool {
	const marks = " \t\r\n*`\"'"
	lead = strings.TrimRight(lead, marks)
	before := strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(lead, ":"), "="), marks)
	before = strings.TrimRight(strings.TrimSuffix(before, " is"), marks)
	if len(before) == len(lead) {
		return false
	}
	for _, name := range names {
		start := len(before) - len(name)
		if start >= 0 && strings.EqualFold(before[start:], name) && (start == 0 || !isLetter(before[start-1])) {
			return true
		}
	}
	return false
}

// isIndexed reports whether a bracket after this text is an index, as of dp[3].
func isIndexed(lead string) bool { return lead != "" && isLetter(lead[len(lead)-1]) }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }
