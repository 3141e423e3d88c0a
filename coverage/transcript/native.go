package transcript

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// native is a record of graphcov's own format: one response. Fields beyond
// these (meta, temperature, ..) are allowed and not used.
type native struct {
	ID          json.RawMessage `json:"id"` // text or a number
	Task        string          `json:"task"`
	Question    string          `json:"question"`
	Input       json.RawMessage `json:"input"` // the task's JSON, as it is or as text
	Gold        json.RawMessage `json:"gold"`
	Model       string          `json:"model"`
	Sample      *int            `json:"sample"`
	Response    *string         `json:"response"`
	Correct     *bool           `json:"correct"`
	Reward      *float64        `json:"reward"`
	MeanLogProb *float64        `json:"mean_logprob"`
	Finished    *bool           `json:"finished"`
}

// parseNative reads one record, which is sound JSON. Its errors are *Rejects.
func parseNative(data []byte) (Response, error) {
	if len(data) == 0 || data[0] != '{' {
		return Response{}, &Reject{Reason: "the record is no JSON object"}
	}
	var n native
	if err := json.Unmarshal(data, &n); err != nil {
		return Response{}, rejectType(err)
	}
	r := Response{
		ID: text(n.ID), Task: n.Task, Question: n.Question, Input: text(n.Input), Gold: text(n.Gold), Model: n.Model,
		Sample: n.Sample, Correct: n.Correct, Reward: n.Reward, LogProb: n.MeanLogProb, Finished: n.Finished,
	}
	switch {
	case n.Response == nil:
		return Response{}, &Reject{Reason: `no field "response"`}
	case r.Question == "" && r.Input == "":
		return Response{}, &Reject{Reason: `neither "question" nor "input"`}
	case r.Sample != nil && *r.Sample < 0:
		return Response{}, &Reject{Reason: `"sample" is negative`, Detail: fmt.Sprint(*r.Sample)}
	}
	r.Text = *n.Response
	return r, nil
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
	}
	return &Reject{Reason: fmt.Sprintf("%q is no %s", wrong.Field, want), Detail: "it is a JSON " + wrong.Value}
}

// text is a JSON string's content, nothing for null, or other JSON as it stands.
func text(raw json.RawMessage) string {
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	var s string
	if raw[0] == '"' && json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}
