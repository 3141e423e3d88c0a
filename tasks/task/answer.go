package task

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
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

// Prescribed is the container that a prompt asks for.
func Prescribed(prompt string) Container {
	for _, c := range containers {
		if strings.Contains(prompt, string(c)) {
			return c
		}
	}
	return NoContainer
}

// NumberAnswer reads the final answer of a response whose answer is one
// number. With a container it is the content of the last one and nothing
// else counts. Without, it is what stands last of a container, a sentence
// "The answer is ..", or else the whole text if it is one value, or the right
// side of an equation that ends the text. It is in canonical form, and empty
// where there is none; it is never a part of something longer.
func NumberAnswer(text string, c Container) string {
	if c != NoContainer {
		content, _ := lastContent(text, c)
		return OneNumber(content)
	}
	content, at := lastSentence(text)
	for _, c := range containers {
		if inside, start := lastContent(text, c); start > at {
			content, at = inside, start
		}
	}
	if at >= 0 {
		return OneNumber(content)
	}
	if n := OneNumber(text); n != "" {
		return n
	}
	text = strings.TrimSpace(text)
	if equals := strings.LastIndexByte(text, '='); equals >= 0 {
		return OneNumber(text[equals+1:])
	}
	return ""
}

// lastContent is what stands in the last such container and where that
// starts, -1 where there is none.
func lastContent(text string, c Container) (content string, at int) {
	at = strings.LastIndex(text, string(c))
	if at < 0 {
		return "", -1
	}
	rest := text[at+len(c):]
	closed := true
	switch c {
	case Tag:
		content, _, closed = strings.Cut(rest, "</answer>")
	case Boxed:
		content, closed = strings.CutPrefix(strings.TrimLeft(rest, " "), "{")
		content, _, _ = strings.Cut(content, "}")
	case Hashes:
		content, _, _ = strings.Cut(strings.TrimLeft(rest, " \n"), "\n")
	case JSONField:
		content, closed = strings.CutPrefix(strings.TrimLeft(rest, " \t\n"), ":")
		content = jsonValue(strings.TrimLeft(content, " \t\n"))
	}
	if !closed {
		return "", -1
	}
	return content, at
}

// jsonValue is the string or number at the front, also of broken JSON.
func jsonValue(text string) string {
	if quoted, ok := strings.CutPrefix(text, `"`); ok {
		value, _, _ := strings.Cut(quoted, `"`)
		return value
	}
	if end := strings.IndexAny(text, " \t\n}]"); end >= 0 {
		text = text[:end]
	}
	return strings.TrimSuffix(text, ",")
}

// lastSentence finds the last "answer is .." or "answer: ..": what follows it
// up to the end of the sentence, of an equation the last side.
func lastSentence(text string) (content string, at int) {
	folded := strings.ToLower(text)
	if len(folded) != len(text) { // lower case of another length: positions would not match
		folded = text
	}
	at = -1
	for _, opening := range []string{"answer is", "answer:"} {
		if i := strings.LastIndex(folded, opening); i > at {
			at, content = i, text[i+len(opening):]
		}
	}
	if at < 0 {
		return "", -1
	}
	content = strings.TrimLeft(content, ": *")
	content, _, _ = strings.Cut(content, "\n")
	content, _, _ = strings.Cut(content, ". ")
	if equals := strings.LastIndexByte(content, '='); equals >= 0 {
		content = content[equals+1:]
	}
	return content, at
}

// OneNumber is the canonical value of a text that is one number, with at most
// a currency sign before it and a unit behind it: $18.00, 20 cups, 60%. It is
// empty for anything else: an equation, two numbers, a time of day.
func OneNumber(text string) string {
	text = strings.TrimFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n*`_\"'", r) })
	for _, sign := range []string{"\\$", "$", "€", "£", "¥"} {
		text = strings.TrimPrefix(text, sign)
	}
	number, unit := CutNumber(strings.TrimLeft(text, " "))
	if below, after := CutNumber(strings.TrimPrefix(unit, "/")); below != "" && strings.HasPrefix(unit, "/") {
		number, unit = number+"/"+below, after
	}
	if number == "" || strings.ContainsAny(unit, "0123456789=:+*/<>^") {
		return ""
	}
	if strings.HasPrefix(unit, ",") || strings.HasPrefix(unit, "-") || strings.Contains(unit, " x ") {
		return ""
	}
	value, _ := graph.CanonicalNumber(number)
	return value
}
