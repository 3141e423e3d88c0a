package transcript

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"github.com/zeebo/xxh3"
)

// instance is a record of EvalEval's schema for single instances, versions 0.2:
// one problem, what the model answered, and how one metric rates it.
type instance struct {
	SampleID   json.RawMessage `json:"sample_id"`
	Model      string          `json:"model_id"`
	Evaluation string          `json:"evaluation_name"`
	ResultID   string          `json:"evaluation_result_id"` // of the metric
	Input      struct {
		Raw       json.RawMessage `json:"raw"`
		Formatted string          `json:"formatted"` // what the model saw
		Reference json.RawMessage `json:"reference"` // one or several
	} `json:"input"`
	Output *struct {
		Raw json.RawMessage `json:"raw"` // one or several; null for dialogues
	} `json:"output"`
	Messages []message `json:"messages"` // of dialogues
	Verdict  struct {
		IsCorrect *bool `json:"is_correct"`
	} `json:"evaluation"`
	Error json.RawMessage `json:"error"`

	Results json.RawMessage `json:"evaluation_results"` // of the file that sums up
}

func sniffEveryEvalEver(h Head) bool {
	return h.Has("evaluation_id", "sample_id") && h.Kind("input") == '{' || h.Has("evaluation_id", "evaluation_results")
}

func readEveryEvalEver(in *Input) iter.Seq2[Response, error] {
	metrics := make(map[xxh3.Uint128]string) // of each response, the first metric
	return in.PerRecord(func(_ int, data []byte, emit Emit) {
		var i instance
		if err := decode(data, &i); err != nil {
			emit(Response{}, err)
			return
		}
		if isSet(i.Results) {
			emit(Response{}, &Reject{Reason: "the file has no instances", Detail: "it sums them up", Sound: true})
			return
		}
		// A response has a record for each metric.
		metric := cmp.Or(i.ResultID, i.Evaluation)
		key := i.key()
		if first, again := metrics[key]; again && first != metric {
			emit(Response{}, &Reject{Reason: "the same response under another metric", Detail: fmt.Sprintf("%.60q after %.60q", metric, first), Sound: true})
			return
		}
		metrics[key] = metric
		i.responses(emit)
	})
}

// key tells responses apart: the same number may be given to other problems in
// other parts of an evaluation.
func (i *instance) key() xxh3.Uint128 {
	parts := []string{text(i.SampleID), i.Model, string(i.Input.Raw)}
	for _, m := range i.Messages {
		parts = append(parts, string(m.Content))
	}
	if i.Output != nil {
		parts = append(parts, string(i.Output.Raw))
	}
	return xxh3.HashString128(strings.Join(parts, "\x00"))
}

func (i *instance) responses(emit Emit) {
	r := Response{ID: text(i.SampleID), Question: text(i.Input.Raw), Gold: only(i.Input.Reference), Model: i.Model}
	var outputs []json.RawMessage
	if i.Output != nil {
		outputs = listOf(i.Output.Raw)
	}
	asked := i.Input.Formatted
	answer := beforeAnswer(i.Messages)
	if len(outputs) == 0 && answer >= 0 {
		outputs = []json.RawMessage{i.Messages[answer].Content}
		asked = cmp.Or(asked, prompt(i.Messages[:answer]))
	}
	r.Prompt = beyond(asked, r.Question)
	switch {
	case r.Question == "":
		emit(Response{}, &Reject{Reason: `no "raw" in "input"`})
		return
	case len(outputs) == 0:
		emit(Response{}, &Reject{Reason: "the model did not answer", Detail: text(i.Error), Sound: true})
		return
	case len(outputs) == 1:
		r.Correct = i.Verdict.IsCorrect // else it is of all of them
	}
	for k, output := range outputs {
		r.Text = contentText(output)
		if len(outputs) > 1 {
			r.Sample = new(k)
		}
		emit(r, nil)
	}
}
