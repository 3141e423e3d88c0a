package tasktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// CheckPrefilter says in which form of a document a task's prefilter would lose
// what the task makes of it, and is empty where it loses nothing.
func CheckPrefilter(tk task.Task, question, text string) string {
	p, ok := tk.(task.Prefilter)
	if !ok || isNothing(tk, question, text) {
		return ""
	}
	for form, written := range map[string]func(string) string{
		"as they are":             func(s string) string { return s },
		"in JSON":                 inJSON,
		"in JSON, all by numbers": byNumbers,
	} {
		q, t := written(question), written(text)
		for _, d := range [][2]string{{q, t}, {q + t, q + t}, {"[" + q + `", "` + t + "]", "[" + q + `", "` + t + "]"}} {
			if !p.MayCompile(task.Written{Text: []byte(d[0])}, task.Written{Text: []byte(d[1])}) {
				return fmt.Sprintf("the prefilter loses a document, %s: question %.200q, text %.2000q", form, d[0], d[1])
			}
		}
	}
	return ""
}

// isNothing reports whether there is nothing of the task in a document, wherever
// its graph is taken from.
func isNothing(tk task.Task, question, text string) bool {
	_, err := tk.CompileTrace(new(graph.Graph), task.Document{Question: question, Text: text})
	if !errors.Is(err, task.ErrNoSteps) && !errors.Is(err, task.ErrOtherTask) {
		return false
	}
	if question == "" {
		return true
	}
	instance, err := tk.Parse(task.Problem{Question: question, Gold: text})
	if err != nil {
		return errors.Is(err, task.ErrNoSteps) || errors.Is(err, task.ErrOtherTask)
	}
	return instance.Compile(new(graph.Graph)) == graph.None
}

// inJSON is a text as it stands between the quotes of JSON.
func inJSON(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // no string fails
	}
	return string(data[1 : len(data)-1])
}

// byNumbers writes every character as an escape, as far as one is enough.
func byNumbers(text string) string {
	const digits = "0123456789abcdef"
	written := make([]byte, 0, 6*len(text))
	for _, r := range text {
		if r > 0xffff {
			written = utf8.AppendRune(written, r)
		} else {
			written = append(written, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		}
	}
	return string(written)
}
