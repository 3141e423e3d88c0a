package task

import (
	"encoding/json"
	"strings"
)

// Container is the way in which a prompt may ask for the final answer.
type Container string

// The containers that are known (METHOD.md section 4).
const (
	NoContainer Container = ""
	Tag         Container = "<answer>" // <answer>1008</answer>
	Boxed       Container = `\boxed`   // \boxed{1008}
	Hashes      Container = "####"     // #### 1008
	JSONField   Container = `"answer"` // {"answer": 1008}
)

var containers = []Container{Tag, Boxed, Hashes, JSONField}

// Prescribed is the container that a prompt asks for. Headings of Markdown, as
// prompts are divided by, ask for nothing.
func Prescribed(prompt string) Container {
	for _, c := range containers {
		if strings.Contains(prompt, string(c)) && (c != Hashes || hasAnswerHashes(prompt)) {
			return c
		}
	}
	return NoContainer
}

// hasAnswerHashes reports whether some #### opens no heading of Markdown.
func hasAnswerHashes(text string) bool {
	for line := range strings.Lines(text) {
		before, after, ok := strings.Cut(line, string(Hashes))
		if ok && (strings.TrimSpace(before) != "" || !isHeading(strings.TrimLeft(after, "#"))) {
			return true
		}
	}
	return false
}

// lastContent is what stands in the last such container and where that
// starts, -1 where there is none or the last one is not closed.
func lastContent(text string, c Container) (content string, at int) {
	at = lastIndex(text, string(c))
	for c == JSONField && at >= 0 && !isKey(text[at+len(c):]) {
		at = strings.LastIndex(text[:at], string(c))
	}
	if at < 0 {
		return "", -1
	}
	rest, closed := text[at+len(c):], true
	switch c {
	case Tag:
		content, _, closed = strings.Cut(rest, "</answer>")
	case Boxed:
		content, closed = inBraces(strings.TrimLeft(rest, " "))
	case Hashes:
		content, _, _ = strings.Cut(strings.TrimLeft(rest, "# \n"), "\n")
	case JSONField:
		_, value, _ := strings.Cut(rest, ":")
		content, closed = jsonValue(strings.TrimLeft(value, " \t\r\n"))
	}
	if !closed {
		return "", -1
	}
	return content, at
}

// inBraces is what stands between the brace at the front and its partner.
func inBraces(text string) (content string, closed bool) {
	if !strings.HasPrefix(text, "{") {
		return "", false
	}
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return text[1:i], true
		}
	}
	return "", false
}

// isKey reports whether a quoted word with this text behind it is a JSON key.
func isKey(after string) bool {
	return strings.HasPrefix(strings.TrimLeft(after, " \t\r\n"), ":")
}

// jsonValue is the string or number at the front, also of broken JSON: a
// string up to its closing quote, anything else up to the next field, the end
// of the object or the end of the line. Form feeds and backspaces are no more
// than the beginning of LaTeX, \frac and \boxed, that nobody escaped.
func jsonValue(text string) (content string, closed bool) {
	if strings.HasPrefix(text, `"`) {
		for i := 1; i < len(text); i++ {
			switch text[i] {
			case '\\':
				i++
			case '"':
				if json.Unmarshal([]byte(text[:i+1]), &content) != nil || strings.ContainsAny(content, "\f\b") {
					content = text[1:i]
				}
				return content, true
			}
		}
		return "", false
	}
	for i := range len(text) {
		switch {
		case strings.IndexByte("}]\n", text[i]) >= 0,
			text[i] == ',' && strings.HasPrefix(strings.TrimLeft(text[i+1:], " \t\r\n"), `"`):
			return text[:i], true
		}
	}
	return text, true
}
