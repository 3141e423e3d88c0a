package corpus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/tasks/task"
)

// Fields names the two fields of a record that make a document. Either may be
// empty: then the usual names are tried for it.
type Fields struct {
	Question string
	Text     string
}

// usualPairs are pairs of names that training data has; the first match wins.
// "prompt" is the question beside a completion and the text beside a question.
var usualPairs = [...]Fields{
	{"prompt", "completion"},
	{"question", "scratchpad"},
	{"question", "answer"},
	{"question", "completion"},
	{"question", "prompt"},
	{"prompt", "scratchpad"},
	{"prompt", "answer"},
	{"instruction", "output"},
}

// The usual names of one field where the other is named.
var (
	usualQuestions = []string{"question", "prompt", "instruction"}
	usualTexts     = []string{"completion", "scratchpad", "answer", "output", "text", "prompt"}
)

// columns are the sets of fields of which one makes a document: of a table, no
// other columns have to be read.
func (f Fields) columns() (sets [][]string) {
	if f.Question == "" && f.Text == "" {
		for _, pair := range usualPairs {
			sets = append(sets, []string{pair.Question, pair.Text})
		}
		return append(sets, []string{"messages"}, []string{"text"})
	}
	var named []string
	for _, name := range []string{f.Question, f.Text} {
		if name != "" {
			named = append(named, name)
		}
	}
	usual := usualQuestions
	if f.Text == "" {
		usual = usualTexts
	}
	sets = [][]string{named} // the other field need not be there
	if len(named) == 1 {
		for _, other := range usual {
			sets = append(sets, []string{named[0], other})
		}
	}
	return sets
}

// Document finds the question and the text of a record, which must be sound
// JSON (see record.Check).
func (f Fields) Document(data string) (task.Document, error) {
	fields, ok := parseObject(data)
	if !ok {
		return task.Document{}, fmt.Errorf("record is no JSON object")
	}
	if f.Question != "" || f.Text != "" {
		return f.named(fields)
	}
	for _, pair := range usualPairs {
		q, t := fields.find(pair.Question), fields.find(pair.Text)
		if q.isText() && t.isText() {
			return task.Document{Question: q.text(), Text: t.text()}, nil
		}
	}
	messages := fields.find("messages")
	if written := messages.text(); messages.isText() && record.Check([]byte(written)) == nil { // as tables have it
		messages = rawValue(strings.TrimLeft(written, jsonSpace))
	}
	if strings.HasPrefix(string(messages), "[") {
		return conversation(gjson.Parse(string(messages))), nil
	}
	if text := fields.find("text"); text.isText() {
		return task.Document{Text: text.text()}, nil
	}
	return task.Document{}, fmt.Errorf("no known fields among %s: name them with --question-field and --text-field", fields)
}

// named takes the fields that are named, which must be there, and for one that
// is not the first of the usual names, which need not.
func (f Fields) named(fields object) (doc task.Document, err error) {
	for _, field := range []struct {
		name, other string
		usual       []string
		to          *string
	}{{f.Question, f.Text, usualQuestions, &doc.Question}, {f.Text, f.Question, usualTexts, &doc.Text}} {
		value := fields.find(field.name)
		if field.name == "" {
			for _, name := range field.usual {
				if v := fields.find(name); name != field.other && v.isText() {
					value = v
					break
				}
			}
		} else if !value.isText() {
			return doc, fmt.Errorf("no text in the field %q; the record has %s", field.name, fields)
		}
		*field.to = value.text()
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

// content is the text of a message, which may be in parts; a part that is no
// text, such as an image, has none.
func content(c gjson.Result) string {
	if !c.IsArray() {
		return c.Str
	}
	var parts []string
	c.ForEach(func(_, part gjson.Result) bool {
		if part.IsObject() {
			part = part.Get("text")
		}
		parts = append(parts, part.Str)
		return true
	})
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	return strings.Join(parts, "\n")
}
