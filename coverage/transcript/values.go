package transcript

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/graphcov/graphcov/corpus/record"
)

// check says as a *Reject why data is no sound JSON.
func check(data []byte) error {
	if err := record.Check(data); err != nil {
		return fault(err.Error())
	}
	return nil
}

// fault makes a reject of what package record says of a record.
func fault(why string) *Reject {
	reason, detail, _ := strings.Cut(why, ": ")
	return &Reject{Reason: reason, Detail: detail}
}

// decode reads a record, or a part of one, that is sound JSON into a struct of
// the fields that a format uses. The error is a *Reject.
func decode(data []byte, into any) error {
	if len(data) == 0 || data[0] != '{' {
		return &Reject{Reason: "the record is no JSON object"}
	}
	if err := json.Unmarshal(data, into); err != nil {
		return rejectType(err)
	}
	return nil
}

// rejectType names the field that has another type than the format says.
func rejectType(err error) *Reject {
	wrong, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return &Reject{Reason: "not valid JSON", Detail: err.Error()}
	}
	want := wrong.Type.String()
	switch wrong.Type.Kind() {
	case reflect.String:
		want = "text"
	case reflect.Int:
		want = "integer"
	case reflect.Float64:
		want = "number"
	case reflect.Bool:
		want = "true or false"
	case reflect.Slice:
		want = "array"
	case reflect.Struct, reflect.Map:
		want = "object"
	}
	return &Reject{Reason: fmt.Sprintf("%q is no %s", jsonPath(wrong.Field), want), Detail: "it is a JSON " + wrong.Value}
}

// jsonPath takes the names of embedded structs out of a path: they are Go's,
// not the record's, whose own are in lower case in every format.
func jsonPath(path string) string {
	keys := slices.DeleteFunc(strings.Split(path, "."), func(key string) bool { return key != strings.ToLower(key) })
	return strings.Join(keys, ".")
}

// text is a JSON string's content, nothing for null, or other JSON as it stands.
func text(raw json.RawMessage) string {
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	if s, ok := stringOf(raw); ok {
		return s
	}
	return string(raw)
}

// stringOf is the content of a JSON string.
func stringOf(raw json.RawMessage) (s string, ok bool) {
	ok = len(raw) > 0 && raw[0] == '"' && json.Unmarshal(raw, &s) == nil
	return s, ok
}

// only is the text of a value that may be wrapped in a list of one.
func only(raw json.RawMessage) string {
	var list []json.RawMessage
	if len(raw) > 0 && raw[0] == '[' && json.Unmarshal(raw, &list) == nil && len(list) == 1 {
		return text(list[0])
	}
	return text(raw)
}

// listOf is the elements of a JSON array, or the value itself as the only one.
// Nothing and null have none.
func listOf(raw json.RawMessage) []json.RawMessage {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var list []json.RawMessage
	if raw[0] == '[' && json.Unmarshal(raw, &list) == nil {
		return list
	}
	return []json.RawMessage{raw}
}

// verdict reads what a log says of a response: true, 1 or C(orrect), or false,
// 0, I(ncorrect), P(artial) or N(o answer). Scores in between say neither, as
// they may count anything.
func verdict(raw json.RawMessage) *bool {
	var value any
	if json.Unmarshal(raw, &value) != nil {
		return nil
	}
	switch value {
	case true, 1.0, "C":
		return new(true)
	case false, 0.0, "I", "P", "N":
		return new(false)
	}
	return nil
}

// finished reads the reason why a generation ended; nil where it is no matter
// of length.
func finished(reason string) *bool {
	switch reason {
	case "stop", "eos", "end_turn", "stop_sequence", "completed":
		return new(true)
	case "length", "max_tokens", "max_output_tokens", "model_length", "content_filter", "incomplete":
		return new(false)
	}
	return nil
}

// logProbs is what OpenAI's interfaces and Inspect log of a choice's tokens.
type logProbs struct {
	Content []struct {
		LogProb *float64 `json:"logprob"`
	} `json:"content"`
	TokenLogProbs []*float64 `json:"token_logprobs"` // of completions
}

// mean is the mean log probability per token, nil where the log has none.
func (l *logProbs) mean() *float64 {
	if l == nil {
		return nil
	}
	values := l.TokenLogProbs
	for _, token := range l.Content {
		values = append(values, token.LogProb)
	}
	sum, n := 0.0, 0
	for _, v := range values {
		if v != nil {
			sum += *v
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return new(sum / float64(n))
}

// beyond is the prompt where it says more than the question, else nothing.
func beyond(prompt, question string) string {
	if strings.TrimSpace(prompt) == strings.TrimSpace(question) {
		return ""
	}
	return prompt
}

// told joins the parts of what a model was told.
func told(parts ...string) string {
	var said []string
	for _, part := range parts {
		if strings.TrimSpace(part) != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, "\n\n")
}
