package transcript

import (
	"encoding/json"
	"fmt"
	"iter"
)

// native is a record of graphcov's own format: one response. Fields beyond
// these (meta, ..) are allowed and not used.
type native struct {
	ID          json.RawMessage `json:"id"` // text or a number
	Task        string          `json:"task"`
	Question    string          `json:"question"`
	Prompt      json.RawMessage `json:"prompt"`
	Input       json.RawMessage `json:"input"` // the task's JSON, as it is or as text
	Gold        json.RawMessage `json:"gold"`
	Model       string          `json:"model"`
	Sample      *int            `json:"sample"`
	Response    *string         `json:"response"`
	Correct     *bool           `json:"correct"`
	Reward      *float64        `json:"reward"`
	MeanLogProb *float64        `json:"mean_logprob"`
	Temperature *float64        `json:"temperature"`
	Finished    *bool           `json:"finished"`
	StepScores  []*float64      `json:"step_scores"`
	Tree        struct {
		Nodes []nativeThought `json:"nodes"`
	} `json:"tree"`
}

// nativeThought is a node of a tree of thoughts. Only the score and, of a first
// thought, the parent may be lacking.
type nativeThought struct {
	ID     json.RawMessage `json:"id"` // text or a number, as is Parent
	Parent json.RawMessage `json:"parent"`
	Text   *string         `json:"text"`
	Score  *float64        `json:"score"`
	Kept   *bool           `json:"kept"`
}

func sniffNative(h Head) bool { return h.Has("response") }

func readNative(in *Input) iter.Seq2[Response, error] {
	return in.PerRecord(func(_ int, data []byte, emit Emit) { emit(parseNative(data)) })
}

// parseNative reads one record, which is sound JSON. Its errors are *Rejects.
func parseNative(data []byte) (Response, error) {
	var n native
	if err := decode(data, &n); err != nil {
		return Response{}, err
	}
	r := Response{
		ID: text(n.ID), Task: n.Task, Question: n.Question, Prompt: beyond(text(n.Prompt), n.Question), Input: text(n.Input), Gold: text(n.Gold),
		Model: n.Model, Sample: n.Sample, Correct: n.Correct, Reward: n.Reward, LogProb: n.MeanLogProb, Temperature: n.Temperature, Finished: n.Finished,
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
	for _, score := range n.StepScores {
		if score == nil { // Python's NaN, too
			return Response{}, &Reject{Reason: `"step_scores" lacks a score`, Detail: fmt.Sprintf("step %d", len(r.StepScores))}
		}
		r.StepScores = append(r.StepScores, *score)
	}
	for i, node := range n.Tree.Nodes {
		thought := Thought{ID: text(node.ID), Parent: text(node.Parent), Score: node.Score}
		if thought.ID == "" || node.Text == nil || node.Kept == nil {
			return Response{}, &Reject{Reason: `a node of "tree" lacks "id", "text" or "kept"`, Detail: fmt.Sprintf("node %d", i)}
		}
		thought.Text, thought.Kept = *node.Text, *node.Kept
		r.Tree = append(r.Tree, thought)
	}
	return r, nil
}
