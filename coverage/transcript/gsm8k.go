package transcript

import (
	"encoding/json"
	"fmt"
	"iter"
	"strconv"

	"github.com/tidwall/gjson"
)

// gsm8kSolution is what one model answered. Its key in the record is the
// model's name.
type gsm8kSolution struct {
	Solution  *string `json:"solution"`
	IsCorrect *bool   `json:"is_correct"`
}

func sniffGSM8K(h Head) bool {
	return h.Kind("question") == '"' && h.Kind("ground_truth") == '"' && !h.Has("response")
}

// readGSM8K yields as many responses for each record as models answered. The
// records have no id, so their number stands for one: the problems are in the
// same order for every model.
func readGSM8K(in *Input) iter.Seq2[Response, error] {
	return in.PerRecord(func(n int, data []byte, emit Emit) {
		var problem struct {
			Question string `json:"question"`
			Gold     string `json:"ground_truth"`
		}
		if err := decode(data, &problem); err != nil {
			emit(Response{}, err)
			return
		}
		if problem.Question == "" {
			emit(Response{}, &Reject{Reason: `no "question"`})
			return
		}
		models := 0
		gjson.ParseBytes(data).ForEach(func(model, answer gjson.Result) bool {
			if !answer.IsObject() {
				return true
			}
			models++
			var s gsm8kSolution
			if err := json.Unmarshal([]byte(answer.Raw), &s); err != nil {
				emit(Response{}, rejectType(err))
			} else if s.Solution == nil {
				emit(Response{}, &Reject{Reason: `no "solution"`, Detail: fmt.Sprintf("of %.60q", model.Str)})
			} else {
				emit(Response{
					ID: strconv.Itoa(n), Question: problem.Question, Gold: problem.Gold, Model: model.Str,
					Text: *s.Solution, Correct: s.IsCorrect,
				}, nil)
			}
			return true
		})
		if models == 0 {
			emit(Response{}, &Reject{Reason: "no model's solution"})
		}
	})
}
