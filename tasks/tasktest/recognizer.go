package tasktest

import (
	"fmt"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
)

// CheckRecognizer says where a task recognizes a document as its own scratchpad
// and makes something else of it than CompileTrace does, and is empty elsewhere.
// recognized tells whether it is taken for one as it is and in JSON.
func CheckRecognizer(tk task.Task, question, text string) (recognized bool, fault string) {
	r, ok := tk.(task.Recognizer)
	if !ok {
		return false, ""
	}
	recognized = true
	for _, isJSON := range []bool{false, true} {
		q, t := task.Written{Text: []byte(question)}, task.Written{Text: []byte(text)}
		if isJSON {
			q, t = task.Written{Text: []byte(inJSON(question)), IsJSON: true}, task.Written{Text: []byte(inJSON(text)), IsJSON: true}
		}
		instance, ok := r.Recognize(q, t)
		if !ok {
			recognized = false
			continue
		}
		var own, read graph.Graph
		instance.Compile(&own)
		about, err := tk.CompileTrace(&read, task.Document{Question: question, Text: text})
		if err != nil {
			return true, fmt.Sprintf("it is recognized, and no trace: %v", err)
		}
		if diff := cmp.Diff(describe(about), describe(instance)); diff != "" {
			return true, "it is recognized as another instance than it is read as: " + diff
		}
		if diff := Diff(&read, &own); diff != "" {
			return true, "it is recognized and has another graph than it is read as: " + diff
		}
	}
	return recognized, ""
}
