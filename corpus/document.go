package corpus

import (
	"fmt"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/graphcov/graphcov/tasks/task"
)

// Fields names the two fields of a record that make a document. Either may be
// empty: then the usual names are tried.
type Fields struct {
	Question string
	Text     string
}

// usualFields are pairs of names that training data has, the first match wins.
// "prompt" is the question beside a completion and the text beside a question.
var usualFields = [...]Fields{
	{"prompt", "completion"},
	{"question", "scratchpad"},
	{"question", "answer"},
	{"question", "completion"},
	{"question", "prompt"},
	{"prompt", "scratchpad"},
	{"prompt", "answer"},
	{"instruction", "output"},
	{"", "text"},
}

// Document finds the question and the text of a record, which must be sound
// JSON (see record.Check).
func (f Fields) Document(data []byte) (task.Document, error) {
	root := gjson.ParseBytes(data)
	if !root.IsObject() {
		return task.Document{}, fmt.Errorf("record is no JSON object")
	}
	if f.Question != "" || f.Text != "" {
		return f.named(root)
	}
	var values [fieldCount]gjson.Result
	var messages gjson.Result
	root.ForEach(func(key, value gjson.Result) bool {
		if key.Str == "messages" {
			messages = value
		} else if i, ok := fieldIndex(key.Str); ok && value.Type == gjson.String {
			values[i] = value
		}
		return true
	})
	for _, pair := range usualFields {
		q, _ := fieldIndex(pair.Question)
		t, _ := fieldIndex(pair.Text)
		if values[t].Exists() && (pair.Question == "" || values[q].Exists()) {
			return task.Document{Question: values[q].Str, Text: values[t].Str}, nil
		}
	}
	if messages.IsArray() {
		return conversation(messages), nil
	}
	return task.Document{}, fmt.Errorf("no known fields among %s: name them with --question-field and --text-field", keys(root))
}

const fieldCount = 9

// fieldIndex numbers the names in usualFields; 0 is the name that is not there.
func fieldIndex(name string) (int, bool) {
	switch name {
	case "":
		return 0, false
	case "prompt":
		return 1, true
	case "question":
		return 2, true
	case "completion":
		return 3, true
	case "answer":
		return 4, true
	case "scratchpad":
		return 5, true
	case "instruction":
		return 6, true
	case "output":
		return 7, true
	case "text":
		return 8, true
	}
	return 0, false
}

func (f Fields) named(root gjson.Result) (doc task.Document, err error) {
	for _, field := range []struct {
		name string
		to   *string
	}{{f.Question, &doc.Question}, {f.Text, &doc.Text}} {
		if field.name == "" {
			continue
		}
		value := root.Get(gjson.Escape(field.name))
		if value.Type != gjson.String {
			return doc, fmt.Errorf("no text in the field %q; the record has %s", field.name, keys(root))
		}
		*field.to = value.Str
	}
	return doc, nil
}

// conversation takes the last exchange of a chat: the assistant's last message
// and the user's message before it.
func conversation(messages gjson.Result) (doc task.Document) {
	question := ""
	messages.ForEach(func(_, message gjson.Result) bool {
		switch message.Get("role").Str {
		case "user":
			question = content(message.Get("content"))
		case "assistant":
			doc = task.Document{Question: question, Text: content(message.Get("content"))}
		}
		return true
	})
	return doc
}

// content is the text of a message, which may be in parts.
func content(c gjson.Result) string {
	if !c.IsArray() {
		return c.String()
	}
	var parts []string
	c.ForEach(func(_, part gjson.Result) bool {
		parts = append(parts, part.Get("text").String())
		return true
	})
	return strings.Join(parts, "\n")
}

// keys lists the names of a record's fields for a message, the first few.
func keys(root gjson.Result) string {
	var names []string
	root.ForEach(func(key, _ gjson.Result) bool {
		names = append(names, fmt.Sprintf("%q", key.Str))
		return len(names) < 8
	})
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
