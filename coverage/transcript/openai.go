package transcript

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
)

// openAIBody is the body of a request or a response of the chat, completions or
// responses interface; each uses some of the fields.
type openAIBody struct {
	ID    string `json:"id"`
	Model string `json:"model"`

	// Requests.
	Messages     []message       `json:"messages"`
	Prompt       json.RawMessage `json:"prompt"`
	Instructions json.RawMessage `json:"instructions"`
	Input        json.RawMessage `json:"input"` // a text or messages

	// Responses.
	Choices []openAIChoice  `json:"choices"`
	Output  json.RawMessage `json:"output"` // items, messages among them
	Status  string          `json:"status"`
	Error   json.RawMessage `json:"error"`
}

type openAIChoice struct {
	Index        int       `json:"index"`
	Message      message   `json:"message"`
	Text         string    `json:"text"` // of completions
	FinishReason string    `json:"finish_reason"`
	LogProbs     *logProbs `json:"logprobs"`
}

// openAIRecord is any record that holds requests or responses: a line of batch
// input has a body, one of batch output a response with a body; people who log
// for themselves write the bodies without such wrapping, or both in one record.
type openAIRecord struct {
	CustomID json.RawMessage `json:"custom_id"`
	Body     json.RawMessage `json:"body"`
	Request  json.RawMessage `json:"request"`
	Response json.RawMessage `json:"response"`
	openAIBody
}

func sniffOpenAI(h Head) bool {
	if h.Kind("response") == '"' && (h.Has("question") || h.Has("input")) {
		return false // native, with more than it needs
	}
	return h.Has("custom_id") || h.Kind("messages") == '[' || h.Kind("choices") == '[' || h.Kind("request") == '{' && h.Has("response")
}

func readOpenAI(in *Input) iter.Seq2[Response, error] {
	batch := openAIBatch{in: in}
	return in.PerRecord(func(_ int, data []byte, emit Emit) {
		var record openAIRecord
		if err := decode(data, &record); err != nil {
			emit(Response{}, err)
			return
		}
		asked, answered, err := record.bodies()
		if err != nil {
			emit(Response{}, err)
			return
		}
		id := text(record.CustomID)
		r := Response{ID: cmp.Or(id, record.ID)}
		question, prompt := asked.asked()
		model := asked.Model
		if question == "" && id != "" {
			question, prompt, model = batch.find(id)
		}
		r.Question, r.Prompt, r.Model = question, beyond(prompt, question), cmp.Or(answered.Model, model)
		answered.responses(r, in, emit)
	})
}

// bodies finds the request and the response of a record. A response may also be
// the last message of the chat, or a mere text.
func (record *openAIRecord) bodies() (asked, answered openAIBody, err error) {
	asked, answered = record.openAIBody, record.openAIBody
	for _, raw := range []json.RawMessage{record.Request, record.Body} {
		if isSet(raw) {
			if asked, err = unwrap(raw); err != nil {
				return asked, answered, err
			}
		}
	}
	if said, ok := stringOf(record.Response); ok {
		answered.Choices = []openAIChoice{{Text: said}}
	} else if isSet(record.Response) {
		if answered, err = unwrap(record.Response); err != nil {
			return asked, answered, err
		}
		if isSet(record.Error) {
			answered.Error = record.Error
		}
	}
	if at := beforeAnswer(asked.Messages); at >= 0 && len(answered.Choices) == 0 && !isSet(answered.Output) && !isSet(record.Response) && at == len(asked.Messages)-1 {
		answered.Choices = []openAIChoice{{Message: asked.Messages[at]}}
		asked.Messages = asked.Messages[:at]
	}
	return asked, answered, nil
}

// unwrap reads a body, or the body in a request or response of a batch.
func unwrap(raw json.RawMessage) (openAIBody, error) {
	var wrapped struct {
		Body json.RawMessage `json:"body"`
		openAIBody
	}
	if err := decode(raw, &wrapped); err != nil {
		return openAIBody{}, err
	}
	if !isSet(wrapped.Body) {
		return wrapped.openAIBody, nil
	}
	var body openAIBody
	return body, decode(wrapped.Body, &body)
}

// asked is the problem and all that a request says.
func (b *openAIBody) asked() (problem, all string) {
	chat := b.Messages
	for _, raw := range []json.RawMessage{b.Input, b.Prompt} {
		var more []message
		if s := only(raw); len(raw) > 0 && raw[0] == '"' {
			more = []message{{Role: "user", Content: raw}}
		} else if json.Unmarshal(raw, &more) != nil && s != "" {
			more = []message{{Role: "user", Content: json.RawMessage(quote(s))}}
		}
		chat = append(chat, more...)
	}
	return question(chat), told(contentText(b.Instructions), prompt(chat))
}

func quote(s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil { // cannot be: it is a text
		return nil
	}
	return quoted
}

// responses emits one response for each choice of a body; r has what they share.
func (b *openAIBody) responses(r Response, in *Input, emit Emit) {
	choices := b.Choices
	if len(choices) == 0 {
		if said := b.outputText(); said != "" {
			choices = []openAIChoice{{Text: said, FinishReason: b.Status}}
		}
	}
	switch {
	case len(choices) == 0 && isSet(b.Error):
		emit(Response{}, &Reject{Reason: "the request failed", Detail: fmt.Sprintf("%.200s", b.Error), Sound: true})
		return
	case len(choices) == 0:
		emit(Response{}, &Reject{Reason: "a request without a response", Detail: r.ID, Sound: true})
		return
	case r.Question == "":
		emit(Response{}, &Reject{Reason: "a response without its question", Detail: "put the batch's input file beside it as " + inputNames(in.base())[0]})
		return
	}
	for i, c := range choices {
		r.Text = cmp.Or(c.Message.text(), c.Text)
		r.Finished, r.LogProb = finished(c.FinishReason), c.LogProbs.mean()
		if len(choices) > 1 {
			r.Sample = new(i)
		}
		emit(r, nil)
	}
}

// outputText is what the messages among the items of a response say.
func (b *openAIBody) outputText() string {
	var items []struct {
		Type string `json:"type"`
		message
	}
	if json.Unmarshal(b.Output, &items) != nil {
		return ""
	}
	var parts []string
	for _, item := range items {
		if item.Type == "message" {
			parts = append(parts, item.text())
		}
	}
	return told(parts...)
}
