package transcript

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"github.com/tidwall/gjson"
)

// lmEvalRow is a record of lm-evaluation-harness: one document under one
// filter, which takes the answer out of the response and has the metrics say
// whether that is right. The responses are the same under every filter.
type lmEvalRow struct {
	DocID     json.RawMessage `json:"doc_id"`
	Doc       json.RawMessage `json:"doc"` // as the data set has it
	Target    json.RawMessage `json:"target"`
	Arguments json.RawMessage `json:"arguments"`
	Resps     json.RawMessage `json:"resps"`
	Filter    string          `json:"filter"`
	Metrics   []string        `json:"metrics"` // names of other members
	Results   json.RawMessage `json:"results"` // of a results file, by task
}

func sniffLMEval(h Head) bool {
	return h.Has("doc_id", "doc", "resps") || h.Kind("results") == '{' && h.Kind("configs") == '{'
}

func readLMEval(in *Input) iter.Seq2[Response, error] {
	run := lmEvalResults(in)
	first := true
	return in.PerRecord(func(_ int, data []byte, emit Emit) {
		var row lmEvalRow
		if err := decode(data, &row); err != nil {
			emit(Response{}, err)
			return
		}
		if isSet(row.Results) && !isSet(row.Resps) {
			emit(Response{}, &Reject{Reason: "the file has no samples", Detail: "results are read with the samples beside them", Sound: true})
			return
		}
		if first {
			first = false
			run.choose(row.Filter)
		}
		if row.Filter != run.filter {
			emit(Response{}, &Reject{Reason: fmt.Sprintf("the same responses under another filter than %q", run.filter), Detail: row.Filter, Sound: true})
			return
		}
		row.responses(data, run.model, emit)
	})
}

func (row *lmEvalRow) responses(data []byte, model string, emit Emit) {
	asked := row.prompt()
	r := Response{ID: text(row.DocID), Question: cmp.Or(lmEvalQuestion(row.Doc), asked), Gold: only(row.Target), Model: model}
	r.Prompt = beyond(asked, r.Question)
	// One request has been put, and answered one or more times. Where there are
	// several requests, or numbers for an answer, choices were rated.
	requests := listOf(row.Resps)
	switch {
	case len(requests) == 0:
		emit(Response{}, &Reject{Reason: `no "resps"`})
		return
	case len(requests) > 1:
		emit(Response{}, &Reject{Reason: "choices are rated, no text is generated", Detail: fmt.Sprintf("%d requests", len(requests)), Sound: true})
		return
	case r.Question == "":
		emit(Response{}, &Reject{Reason: `no question in "doc" or "arguments"`})
		return
	}
	samples := listOf(requests[0])
	if len(samples) == 1 { // else the metric is of what the filter made of all of them
		r.Correct = row.correct(data)
	}
	for i, sample := range samples {
		var ok bool
		if r.Text, ok = stringOf(sample); !ok {
			emit(Response{}, &Reject{Reason: "choices are rated, no text is generated", Sound: true})
			return
		}
		r.Sample = new(i)
		emit(r, nil)
	}
}

// prompt is the text of the first request: {"gen_args_0": {"arg_0": text, ..}},
// in earlier versions [[text, ..]]. To chat models it is a list of messages,
// written as JSON.
func (row *lmEvalRow) prompt() string {
	arg := gjson.GetBytes(row.Arguments, "gen_args_0.arg_0")
	if !arg.Exists() {
		arg = gjson.GetBytes(row.Arguments, "0.0")
	}
	var chat []message
	if list := cmp.Or(arg.Str, arg.Raw); strings.HasPrefix(list, "[{") && json.Unmarshal([]byte(list), &chat) == nil {
		return prompt(chat)
	}
	return arg.Str
}

// lmEvalQuestion finds the bare problem, for which every data set has a name of
// its own.
func lmEvalQuestion(doc json.RawMessage) string {
	members := gjson.ParseBytes(doc)
	for _, key := range []string{"question", "problem", "query", "input", "prompt", "puzzle", "text"} {
		if q := members.Get(key); q.Type == gjson.String && q.Str != "" {
			return q.Str
		}
	}
	return ""
}

// correct is what the first metric says that can be right or wrong.
func (row *lmEvalRow) correct(data []byte) *bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil {
		return nil
	}
	for _, metric := range append(row.Metrics, "exact_match", "acc") {
		if v := verdict(members[metric]); v != nil {
			return v
		}
	}
	return nil
}

// lmEvalRun is what the results file says.
type lmEvalRun struct {
	model   string
	filters []string // of the task, in the order of its definition
	filter  string   // whose rows are kept
}

// lmEvalResults reads results_<time>.json beside samples_<task>_<time>.jsonl.
func lmEvalResults(in *Input) *lmEvalRun {
	run := new(lmEvalRun)
	name := strings.TrimSuffix(in.base(), ".jsonl")
	at := strings.LastIndexByte(name, '_')
	if at < 0 {
		return run
	}
	task, time := strings.TrimPrefix(name[:at], "samples_"), name[at+1:]
	in.beside("results_"+time+".json", func(w *walker, key string) error {
		switch key {
		case "model_name":
			return w.text(&run.model)
		case "configs":
			return w.object(func(key string) error {
				if key != task {
					return w.skip()
				}
				var config struct {
					Filters []struct {
						Name string `json:"name"`
					} `json:"filter_list"`
				}
				// A config that is not as expected has no filters, as many have none.
				err := w.orReject(w.decode(&config), func(*Reject) error { return nil })
				for _, f := range config.Filters {
					run.filters = append(run.filters, f.Name)
				}
				return err
			})
		}
		return w.skip()
	})
	return run
}

// choose picks the filter whose rows are kept: a strict one of the task, else
// that of the first row, which is the first that the task defines.
func (run *lmEvalRun) choose(first string) {
	run.filter = first
	for _, name := range run.filters {
		if strings.Contains(name, "strict") {
			run.filter = name
			return
		}
	}
}
