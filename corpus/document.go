package corpus

import (
	"errors"
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

// written is a document as it stands in a record, not decoded: of most nothing is
// compiled, see task.Prefilter.
type written struct {
	question, text     rawValue
	messages           rawValue // a conversation, in place of the two
	isPlain            bool     // they are text, not JSON
	isASCII, isLiteral bool     // see record.Record
}

// Document finds the question and the text of a sound record (see record.Check).
func (f Fields) Document(rec record.Record) (task.Document, error) {
	doc, _, err := f.find(rec, nil)
	return doc.decode(), err
}

// find is Document without decoding. A record whose fields are not known yet it
// takes apart in memory that can be used again.
func (f Fields) find(rec record.Record, memory object) (written, object, error) {
	if rec.IsPlain {
		doc, err := f.plain(rec.Data)
		doc.isASCII = rec.IsASCII
		return doc, memory, err
	}
	if rec.Fields != nil {
		doc, err := f.among(rec.Fields)
		doc.isASCII, doc.isLiteral = rec.IsASCII, rec.IsLiteral
		return doc, memory, err
	}
	fields, ok := parseObject(memory[:0], rec.Data)
	if !ok {
		return written{}, fields, errors.New("record is no JSON object")
	}
	doc, err := f.among(fields)
	return doc, fields, err
}

// plain is a document of plain text: its only field is called text.
func (f Fields) plain(text []byte) (doc written, err error) {
	doc.isPlain = true
	if f.Question == "" && f.Text == "" {
		doc.text = text
		return doc, nil
	}
	for _, field := range []struct {
		name string
		to   *rawValue
	}{{f.Question, &doc.question}, {f.Text, &doc.text}} {
		switch field.name {
		case "":
		case plainField:
			*field.to = text
		default:
			return written{}, fmt.Errorf("no text in the field %q; the record has %q", field.name, plainField)
		}
	}
	return doc, nil
}

const plainField = "text"

// among finds a document among the fields of an object.
func (f Fields) among(fields object) (doc written, err error) {
	if f.Question != "" || f.Text != "" {
		return f.named(fields)
	}
	for _, pair := range usualPairs {
		q := fields.find(pair.Question)
		if !q.isText() {
			continue
		}
		if t := fields.find(pair.Text); t.isText() {
			return written{question: q, text: t}, nil
		}
	}
	messages := fields.find("messages")
	if messages.isText() { // as tables have it
		if text := []byte(messages.text()); record.Check(text) == nil {
			messages = skipAny(text, jsonSpace)
		}
	}
	if len(messages) > 0 && messages[0] == '[' {
		return written{messages: messages}, nil
	}
	if text := fields.find("text"); text.isText() {
		return written{text: text}, nil
	}
	return written{}, fmt.Errorf("no known fields among %s: name them with --question-field and --text-field", fields)
}

// named takes the fields that are named, which must be there, and for one that
// is not the first of the usual names, which need not.
func (f Fields) named(fields object) (doc written, err error) {
	for _, field := range []struct {
		name, other string
		usual       []string
		to          *rawValue
	}{{f.Question, f.Text, usualQuestions, &doc.question}, {f.Text, f.Question, usualTexts, &doc.text}} {
		value := fields.find(field.name)
		if field.name == "" {
			value = nil
			for _, name := range field.usual {
				if v := fields.find(name); name != field.other && v.isText() {
					value = v
					break
				}
			}
		} else if !value.isText() {
			return doc, fmt.Errorf("no text in the field %q; the record has %s", field.name, fields)
		}
		*field.to = value
	}
	return doc, nil
}

// mayHold asks the task, where it has an answer, whether there may be anything
// in the document.
func (d written) mayHold(t task.Task) bool {
	p, ok := t.(task.Prefilter)
	if !ok {
		return true
	}
	if d.messages != nil {
		messages := task.Written{Text: d.messages, IsJSON: true}
		return p.MayCompile(messages, messages)
	}
	return p.MayCompile(d.field(d.question), d.field(d.text))
}

// recognize asks the task, where it has an answer, whether the document is its own
// scratchpad, and of which problem.
func (d written) recognize(opt *Options) (task.Instance, bool) {
	r, ok := opt.Task.(task.Recognizer)
	if !ok || opt.GraphFrom == FromInput || d.messages != nil {
		return nil, false
	}
	return r.Recognize(d.field(d.question), d.field(d.text))
}

// field is one of its two fields, as a task looks at it.
func (d written) field(v rawValue) task.Written {
	return task.Written{Text: v.inner(), IsJSON: !d.isPlain, IsASCII: d.isASCII, IsLiteral: d.isLiteral}
}

func (d written) decode() task.Document {
	switch {
	case d.isPlain:
		return task.Document{Question: string(d.question), Text: string(d.text)}
	case d.messages != nil:
		return conversation(gjson.ParseBytes(d.messages))
	}
	return task.Document{Question: d.question.text(), Text: d.text.text()}
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
