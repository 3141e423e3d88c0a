package transcript

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// inspectFields are the members of a sample that are read. The others, most of
// all its events, are far larger.
var inspectFields = []string{"id", "epoch", "input", "target", "messages", "output", "scores", "score", "error", "limit"}

// inspectOutput is the model's last output.
type inspectOutput struct {
	Model   string          `json:"model"`
	Choices []inspectChoice `json:"choices"`
}

type inspectChoice struct {
	Message    message   `json:"message"`
	StopReason string    `json:"stop_reason"`
	LogProbs   *logProbs `json:"logprobs"`
}

// inspectSample is a sample as far as it has been read.
type inspectSample struct {
	fields      map[string]json.RawMessage
	attachments map[string]string // long texts, by hash
	missing     string            // an attachment that is not there
}

// readInspectSample reads the sample that comes next. A *Reject means that it
// has been read to its end all the same.
func readInspectSample(w *walker, model string) ([]Response, error) {
	s := inspectSample{fields: make(map[string]json.RawMessage), attachments: make(map[string]string)}
	var reject *Reject
	if ok, err := w.isNext('{'); err != nil {
		return nil, err
	} else if !ok {
		return nil, &Reject{Reason: "the sample is no JSON object"}
	}
	err := w.object(func(key string) error {
		if key == "attachments" {
			return s.attach(w)
		}
		if !slices.Contains(inspectFields, key) {
			return w.skip()
		}
		data, err := w.take()
		if err == nil {
			err = check(data)
		}
		s.fields[key] = bytes.Clone(data)
		return w.orReject(err, func(r *Reject) error {
			reject = &Reject{Reason: r.Reason, Detail: strings.TrimSuffix(key+": "+r.Detail, ": ")}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	if reject != nil {
		return nil, reject
	}
	return s.responses(model)
}

// attach keeps those attachments that the fields read so far refer to. They
// come last in a sample; from one where they do not, all are kept.
func (s *inspectSample) attach(w *walker) error {
	if ok, err := w.isNext('{'); !ok {
		return err
	}
	_, readMessages := s.fields["messages"]
	return w.object(func(key string) error {
		if readMessages && !s.refersTo(key) {
			return w.skip()
		}
		var content string
		err := w.text(&content)
		s.attachments[key] = content
		return err
	})
}

func (s *inspectSample) refersTo(attachment string) bool {
	for _, field := range s.fields {
		if bytes.Contains(field, []byte(attachmentScheme+attachment)) {
			return true
		}
	}
	return false
}

// An attachment is referred to by the hash of its content.
const (
	attachmentScheme = "attachment://"
	attachmentHash   = 32 // hexadecimal digits
)

// resolve puts attachments in the place of references to them.
func (s *inspectSample) resolve(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, attachmentScheme)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		hash := after[:min(len(after), attachmentHash)]
		text = after[len(hash):]
		content, known := s.attachments[hash]
		isHash := len(hash) == attachmentHash && strings.Trim(hash, "0123456789abcdef") == ""
		switch {
		case known:
			out.WriteString(content)
		case isHash:
			s.missing = hash
		default: // somebody's own words
			out.WriteString(attachmentScheme)
			text = after
		}
	}
}

// responses makes a response of each choice; nearly always there is one.
func (s *inspectSample) responses(model string) ([]Response, error) {
	var output inspectOutput
	var chat []message
	if err := s.read("output", '{', &output); err != nil {
		return nil, err
	}
	if err := s.read("messages", '[', &chat); err != nil {
		return nil, err
	}
	answer := beforeAnswer(chat)
	if len(output.Choices) == 0 {
		if answer < 0 || isSet(s.fields["error"]) {
			return nil, &Reject{Reason: "the model did not answer", Detail: gjson.GetBytes(s.fields["error"], "message").Str, Sound: true}
		}
		output.Choices = []inspectChoice{{Message: chat[answer]}}
	}
	if answer < 0 {
		answer = len(chat)
	}
	if strings.HasPrefix(model, "none/") { // the solver chose one
		model = ""
	}
	r := Response{ID: text(s.fields["id"]), Question: s.resolve(s.question()), Gold: s.resolve(only(s.fields["target"])), Model: cmp.Or(model, output.Model)}
	r.Prompt = beyond(s.resolve(prompt(chat[:answer])), r.Question)
	var epoch int // from 1
	numbered := json.Unmarshal(s.fields["epoch"], &epoch) == nil && epoch > 0 && epoch < 1<<30
	var all []Response
	for i, choice := range output.Choices {
		r.Text, r.Finished, r.LogProb = s.resolve(choice.Message.text()), finished(choice.StopReason), choice.LogProbs.mean()
		if isSet(s.fields["limit"]) {
			r.Finished = new(false)
		}
		if numbered {
			r.Sample = new((epoch-1)*len(output.Choices) + i)
		}
		r.Correct = nil
		if i == 0 { // the one that is scored
			r.Correct = s.correct()
		}
		all = append(all, r)
	}
	switch {
	case s.missing != "":
		return nil, &Reject{Reason: "an attachment is missing", Detail: s.missing}
	case r.Question == "":
		return nil, &Reject{Reason: `no text in "input"`}
	}
	return all, nil
}

// read decodes a field that is of the kind that the byte stands for; of any
// other kind, such as null, it is as if it were not there.
func (s *inspectSample) read(field string, kind byte, into any) error {
	raw := s.fields[field]
	if len(raw) == 0 || raw[0] != kind {
		return nil
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return rejectType(err)
	}
	return nil
}

func isSet(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// question is the bare problem: a text, or a chat that ends in it.
func (s *inspectSample) question() string {
	input := s.fields["input"]
	if q, ok := stringOf(input); ok {
		return q
	}
	var chat []message
	if json.Unmarshal(input, &chat) != nil {
		return ""
	}
	return question(chat)
}

// correct is what the first scorer says that says right or wrong. Early logs
// have a single score.
func (s *inspectSample) correct() (correct *bool) {
	gjson.ParseBytes(s.fields["scores"]).ForEach(func(_, score gjson.Result) bool {
		correct = verdict(json.RawMessage(score.Get("value").Raw))
		return correct == nil
	})
	if correct == nil {
		correct = verdict(json.RawMessage(gjson.GetBytes(s.fields["score"], "value").Raw))
	}
	return correct
}
