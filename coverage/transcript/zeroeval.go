package transcript

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
)

// zeroEval is a record of ZeroEval's result files: one problem, the chat that
// put it, and one or more outputs. What the problem is called depends on the
// task: the grids of zebra-grid are a puzzle, all others a question.
type zeroEval struct {
	ID        json.RawMessage `json:"id"`
	SessionID json.RawMessage `json:"session_id"`
	Chat      []string        `json:"chat_history"` // user and model in turns
	Output    json.RawMessage `json:"output"`
	Generator string          `json:"generator"` // the model
	Question  string          `json:"question"`
	Puzzle    string          `json:"puzzle"`
	Answer    json.RawMessage `json:"answer"`
	Solution  json.RawMessage `json:"solution"`
}

func sniffZeroEval(h Head) bool { return h.Has("chat_history", "output", "generator") }

func readZeroEval(in *Input) iter.Seq2[Response, error] {
	return in.PerRecord(func(_ int, data []byte, emit Emit) {
		var z zeroEval
		if err := decode(data, &z); err != nil {
			emit(Response{}, err)
			return
		}
		asked := told(z.Chat...)
		r := Response{
			ID: cmp.Or(text(z.ID), text(z.SessionID)), Question: cmp.Or(z.Puzzle, z.Question, asked), Model: z.Generator,
			Gold: cmp.Or(text(z.Answer), text(z.Solution)),
		}
		r.Prompt = beyond(asked, r.Question)
		outputs := listOf(z.Output)
		switch {
		case r.Question == "":
			emit(Response{}, &Reject{Reason: `neither "question" nor "puzzle"`})
			return
		case len(outputs) == 0:
			emit(Response{}, &Reject{Reason: `no "output"`, Sound: len(z.Output) > 0})
			return
		}
		for i, output := range outputs {
			var ok bool
			if r.Text, ok = stringOf(output); !ok {
				emit(Response{}, &Reject{Reason: `"output" is no text`, Detail: fmt.Sprintf("output %d", i)})
				continue
			}
			r.Sample = new(i)
			emit(r, nil)
		}
	})
}
