package transcript_test

import (
	"errors"
	"iter"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/transcript"
)

// readFS reads one of a few files, the format of which the content must show.
func readFS(t *testing.T, files map[string]string, path, format string) (responses []transcript.Response, rejects []transcript.Reject) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := transcript.Open(path, transcript.Options{FS: fsys})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Format() != format {
		t.Errorf("format %s, want %s", f.Format(), format)
	}
	for r, err := range f.Responses(t.Context()) {
		reject, isReject := errors.AsType[*transcript.Reject](err)
		switch {
		case isReject:
			rejects = append(rejects, *reject)
		case err != nil:
			t.Fatal(err)
		default:
			responses = append(responses, r)
		}
	}
	return responses, rejects
}

// Each shape of each format, and what stands beside the file; made by hand
// after the formats' documentation.
func TestFormats(t *testing.T) {
	type (
		files     = map[string]string
		responses = []transcript.Response
		rejects   = []transcript.Reject
	)
	chat := `[{"role": "system", "content": "Be brief."}, {"role": "user", "content": [{"type": "text", "text": "2 x 3"}, {"type": "image_url"}]}`
	tests := []struct {
		name, format string
		files        files // "run/f" is the one that is read
		responses    responses
		rejects      rejects
	}{
		{
			"solutions of models", "gsm8k",
			files{"run/f": `{"question": "q", "ground_truth": "g", "b": {"is_correct": true, "solution": "s"}, "a": {"solution": "t"}, "c": {"solution": 1}, "d": {}, "note": "x"}` + "\n" +
				`{"question": "q2", "ground_truth": "g"}` + "\n" + `{"ground_truth": "g"}`},
			responses{{Line: 1, ID: "0", Question: "q", Gold: "g", Model: "b", Text: "s", Correct: new(true)}, {Line: 1, ID: "0", Question: "q", Gold: "g", Model: "a", Text: "t"}},
			rejects{{Line: 1, Reason: `"solution" is no text`, Detail: "it is a JSON number"}, {Line: 1, Reason: `no "solution"`, Detail: `of "d"`},
				{Line: 2, Reason: "no model's solution"}, {Line: 3, Reason: `no "question"`}},
		},
		{
			"several outputs", "zeroeval",
			files{"run/f": `[{"session_id": 7, "chat_history": ["Say q", "?", "q!"], "output": ["r", null, "s"], "generator": "m", "question": "q", "solution": {"a": 1}},
{"chat_history": ["q"], "output": [], "generator": "m"}, {"chat_history": [], "output": ["r"], "generator": "m"}, {"question": "q"}]`},
			responses{{Line: 1, ID: "7", Question: "q", Prompt: "Say q\n\n?\n\nq!", Gold: `{"a": 1}`, Model: "m", Sample: new(0), Text: "r"},
				{Line: 1, ID: "7", Question: "q", Prompt: "Say q\n\n?\n\nq!", Gold: `{"a": 1}`, Model: "m", Sample: new(2), Text: "s"}},
			rejects{{Line: 1, Reason: `"output" is no text`, Detail: "output 1"}, {Line: 2, Reason: `no "output"`, Sound: true}, {Line: 2, Reason: `neither "question" nor "puzzle"`}, {Line: 2, Reason: `no "output"`}},
		},
		{
			"one answer each, the model in the run's folder", "reasoning-gym",
			files{"run/f": `{"name": "chain_sum", "category": "arithmetic", "average_score": 0.5, "results": [
{"question": "q", "expected_answer": "g", "model_answer": "r", "full_model_response": "<r>", "score": 0.01},
{"question": "p", "expected_answer": "g", "full_model_response": "t", "score": 1.0},
{"question": "p", "expected_answer": "g", "full_model_response": null, "error": "timeout"}, 5, {"question": 5},
{"full_model_response": "r"}]}`, "summary.json": `{"dataset_scores": {"a": NaN}, "model": "m"}`},
			responses{{Line: 2, ID: "chain_sum-0", Question: "q", Gold: "g", Model: "m", Sample: new(0), Text: "<r>", Correct: new(false)},
				{Line: 3, ID: "chain_sum-1", Question: "p", Gold: "g", Model: "m", Sample: new(0), Text: "t", Correct: new(true)}},
			rejects{{Line: 4, Reason: "the model did not answer", Detail: "result 2: timeout", Sound: true}, {Line: 4, Reason: "the record is no JSON object", Detail: "result 3"},
				{Line: 4, Reason: `"question" is no text`, Detail: "result 4: it is a JSON number"}, {Line: 5, Reason: `no "question"`, Detail: "result 5"}},
		},
		{
			"all data sets in one", "reasoning-gym",
			files{"run/f": `{"metadata": {"model": "m", "seed": 1}, "categories": [{"name": "logic", "datasets": [{"name": "d", "system_prompt": "Think.", "results":
[{"question": "q", "expected_answer": "g", "best_score": 1.0, "completions": [{"full_model_response": "r", "score": 1}, {"full_model_response": "s"}]}, {"question": "q", "completions": []}]}]}], "summary": {}}`},
			responses{{Line: 2, ID: "d-0", Question: "q", Prompt: "Think.\n\nq", Gold: "g", Model: "m", Sample: new(0), Text: "r", Correct: new(true)},
				{Line: 2, ID: "d-0", Question: "q", Prompt: "Think.\n\nq", Gold: "g", Model: "m", Sample: new(1), Text: "s"}},
			rejects{{Line: 2, Reason: "the model did not answer", Detail: "result 1", Sound: true}},
		},
		{
			"filters, samples, chats and choices", "lm-eval",
			files{"run/f": `{"doc_id": 0, "doc": {"n": 1, "question": "q"}, "target": "g", "arguments": [["[{\"role\": \"user\", \"content\": \"Say q\"}]", {}]], "resps": [["r"]], "filter": "flexible", "metrics": ["f1", "acc"], "f1": NaN, "acc": 1.0}
{"doc_id": 1, "doc": {}, "target": 4, "arguments": {"gen_args_0": {"arg_0": "q2"}}, "resps": [["r", "s"]], "filter": "flexible", "exact_match": 0.0}
{"doc_id": 2, "doc": {}, "target": 4, "arguments": {"gen_args_0": {"arg_0": "q2"}}, "resps": [[[-1.5, false]], [[-2, true]]], "filter": "flexible", "acc": 0.0}
{"doc_id": 3, "doc": {}, "arguments": {"gen_args_0": {"arg_0": "q2"}}, "resps": [[["-1.5", "False"]]], "filter": "flexible"}
{"doc_id": 0, "doc": {"question": "q"}, "target": "g", "arguments": [["q"]], "resps": [["r"]], "filter": "strict"}
{"doc_id": 4, "doc": {}, "resps": [["r"]], "filter": "flexible"}
{"doc_id": 5, "doc": {"question": "q"}, "filter": "flexible"}`},
			responses{{Line: 1, ID: "0", Question: "q", Prompt: "Say q", Gold: "g", Sample: new(0), Text: "r", Correct: new(true)},
				{Line: 2, ID: "1", Question: "q2", Gold: "4", Sample: new(0), Text: "r"}, {Line: 2, ID: "1", Question: "q2", Gold: "4", Sample: new(1), Text: "s"}},
			rejects{{Line: 3, Reason: "choices are rated, no text is generated", Detail: "2 requests", Sound: true}, {Line: 4, Reason: "choices are rated, no text is generated", Sound: true},
				{Line: 5, Reason: `the same responses under another filter than "flexible"`, Detail: "strict", Sound: true}, {Line: 6, Reason: `no question in "doc" or "arguments"`}, {Line: 7, Reason: `no "resps"`}},
		},
		{
			"a batch and its requests", "openai",
			files{"run/f": `{"custom_id": "a", "response": {"status_code": 200, "body": {"id": "c1", "model": "m-1", "choices": [{"index": 0, "message": {"role": "assistant", "content": "6"}, "finish_reason": "stop", "logprobs": {"content": [{"logprob": -1}, {"logprob": -3}]}}]}}, "error": null}
{"custom_id": "b", "response": {"status_code": 500, "body": {"error": {"message": "overloaded"}}}, "error": null}
{"custom_id": "c", "response": null, "error": {"code": "batch_expired"}}
{"custom_id": "z", "response": {"body": {"choices": [{"message": {"content": "6"}}]}}}`,
				"run/batch_input": `{"custom_id": "b", "body": {}}` + "\n" + `{"custom_id": "a", "method": "POST", "body": {"model": "m", "messages": ` + chat + `]}}`},
			responses{{Line: 1, ID: "a", Question: "2 x 3", Prompt: "Be brief.\n\n2 x 3", Model: "m-1", Text: "6", LogProb: new(-2.0), Finished: new(true)}},
			rejects{{Line: 2, Reason: "the request failed", Detail: `{"message": "overloaded"}`, Sound: true}, {Line: 3, Reason: "the request failed", Detail: `{"code": "batch_expired"}`, Sound: true},
				{Line: 4, Reason: "a response without its question", Detail: "put the batch's input file beside it as f_input"}},
		},
		{
			"requests with their responses", "openai",
			files{"run/f": `{"request": {"model": "m", "messages": ` + chat + `]}, "response": {"id": "x", "choices": [{"message": {"content": "5"}, "finish_reason": "length"}, {"message": {"refusal": "no"}, "finish_reason": "tool_calls"}]}}
{"custom_id": "r", "body": {"model": "m", "instructions": "Be brief.", "input": "2 x 3"}, "response": {"body": {"status": "incomplete", "output": [{"type": "reasoning"}, {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "6"}]}]}}}
{"request": {"prompt": ["2 x 3"]}, "response": {"model": "m", "choices": [{"text": "6", "logprobs": {"token_logprobs": [null, -0.5]}}]}}
{"custom_id": "s", "body": {"messages": ` + chat + `]}}
{"request": {"messages": 1}, "response": {}}`},
			responses{{Line: 1, Question: "2 x 3", Prompt: "Be brief.\n\n2 x 3", Model: "m", Sample: new(0), Text: "5", Finished: new(false)},
				{Line: 1, Question: "2 x 3", Prompt: "Be brief.\n\n2 x 3", Model: "m", Sample: new(1), Text: "no"},
				{Line: 2, ID: "r", Question: "2 x 3", Prompt: "Be brief.\n\n2 x 3", Model: "m", Text: "6", Finished: new(false)},
				{Line: 3, Question: "2 x 3", Model: "m", Text: "6", LogProb: new(-0.5)}},
			rejects{{Line: 4, Reason: "a request without a response", Detail: "s", Sound: true}, {Line: 5, Reason: `"messages" is no array`, Detail: "it is a JSON number"}},
		},
		{
			"chats", "openai",
			files{"run/f": `{"messages": ` + chat + `, {"role": "assistant", "content": "6"}]}
{"messages": [{"role": "user", "content": "1 x 1"}, {"role": "assistant", "content": "1"}, {"role": "user", "content": "2 x 3"}], "response": "6", "model": "m"}
{"messages": ` + chat + `]}`},
			responses{{Line: 1, Question: "2 x 3", Prompt: "Be brief.\n\n2 x 3", Text: "6"}, {Line: 2, Question: "2 x 3", Prompt: "1 x 1\n\n1\n\n2 x 3", Model: "m", Text: "6"}},
			rejects{{Line: 3, Reason: "a request without a response", Sound: true}},
		},
		{
			"instances", "every_eval_ever",
			files{"run/f": `{"schema_version": "instance_level_eval_0.2.2", "evaluation_id": "e", "model_id": "m", "evaluation_name": "acc", "sample_id": 4, "interaction_type": "single_turn", "input": {"raw": "q", "formatted": "Say q", "reference": ["g"]}, "output": {"raw": ["r"]}, "answer_attribution": [], "evaluation": {"score": 1.0, "is_correct": true}}
{"evaluation_id": "e", "model_id": "m", "evaluation_name": "f1", "sample_id": 4, "input": {"raw": "q", "reference": ["g"]}, "output": {"raw": ["r"]}, "evaluation": {"score": 0.5, "is_correct": false}}
{"evaluation_id": "e", "model_id": "m", "evaluation_name": "acc", "sample_id": "4", "input": {"raw": "q2", "reference": ["g", "h"]}, "output": {"raw": ["r", "s"]}, "evaluation": {"is_correct": true}}
{"evaluation_id": "e", "model_id": "m", "evaluation_name": "acc", "sample_id": "5", "input": {"raw": "q", "reference": "g"}, "output": null, "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "q"}, {"role": "assistant", "content": "r"}], "evaluation": {"is_correct": null}}
{"evaluation_id": "e", "sample_id": "6", "input": {"raw": "q"}, "output": null, "error": "timeout"}
{"evaluation_id": "e", "sample_id": "7", "input": {}, "output": {"raw": "r"}}`},
			responses{{Line: 1, ID: "4", Question: "q", Prompt: "Say q", Gold: "g", Model: "m", Text: "r", Correct: new(true)},
				{Line: 3, ID: "4", Question: "q2", Gold: `["g", "h"]`, Model: "m", Sample: new(0), Text: "r"}, {Line: 3, ID: "4", Question: "q2", Gold: `["g", "h"]`, Model: "m", Sample: new(1), Text: "s"},
				{Line: 4, ID: "5", Question: "q", Prompt: "s\n\nq", Gold: "g", Model: "m", Text: "r"}},
			rejects{{Line: 2, Reason: "the same response under another metric", Detail: `"f1" after "acc"`, Sound: true}, {Line: 5, Reason: "the model did not answer", Detail: "timeout", Sound: true},
				{Line: 6, Reason: `no "raw" in "input"`}},
		},
		{
			"a log of an evaluation", "inspect",
			files{"run/f": `{"version": 2, "status": "started", "eval": {"task": "t", "model": "none/none"}, "samples": [
{"id": "a", "epoch": 2, "input": "q", "target": ["g"], "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "attachment://0123456789abcdef0123456789abcdef"}, {"role": "assistant", "content": "!", "source": "generate"}, {"role": "user", "content": "Again."}, {"role": "assistant", "content": "?", "source": "generate"}],
 "output": {"model": "m", "choices": [{"message": {"role": "assistant", "content": [{"type": "reasoning", "reasoning": "hm"}, {"type": "text", "text": "see attachment://x"}]}, "stop_reason": "max_tokens", "logprobs": {"content": [{"logprob": -1.5}]}}]},
 "scores": {"f": {"value": NaN}, "n": {"value": 0.3}, "match": {"value": "C"}}, "events": [{"a": Infinity}], "attachments": {"0123456789abcdef0123456789abcdef": "Solve q", "11111111111111111111111111111111": "x"}},
{"id": 2, "epoch": 1, "input": "q", "target": "g", "output": {"choices": []}, "error": {"message": "timeout"}},
{"id": 3, "epoch": 1, "input": "q", "messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "r"}], "score": {"value": 0}, "limit": {"type": "token"}},
{"id": 4, "epoch": 1, "input": "attachment://0123456789abcdef0123456789abcdef", "messages": [{"role": "assistant", "content": "r"}]},
{"id": 5, "input": [], "messages": [{"role": "assistant", "content": "r"}]}, {"id": 6, "messages": 5, "output": {"choices": 6}}, 7,
{"id": 8, "input": "q", "output": {"choices": [{"message": {"content": x}}]}}]}`},
			responses{{Line: 2, ID: "a", Question: "q", Prompt: "s\n\nSolve q\n\nAgain.", Gold: "g", Model: "m", Sample: new(1), Text: "see attachment://x", Correct: new(true), LogProb: new(-1.5), Finished: new(false)},
				{Line: 6, ID: "3", Question: "q", Model: "", Sample: new(0), Text: "r", Correct: new(false), Finished: new(false)}},
			rejects{{Line: 5, Reason: "the model did not answer", Detail: "sample 2: timeout", Sound: true}, {Line: 7, Reason: "an attachment is missing", Detail: "sample 4: 0123456789abcdef0123456789abcdef"},
				{Line: 8, Reason: `no text in "input"`, Detail: "sample 5"}, {Line: 8, Reason: `"choices" is no array`, Detail: "sample 6: it is a JSON number"}, {Line: 8, Reason: "the sample is no JSON object", Detail: "sample 7"},
				{Line: 9, Reason: "not valid JSON", Detail: "sample 8: output: invalid character 'x' looking for beginning of value at byte 38"}},
		},
		{
			"a log without samples", "inspect", files{"run/f": `{"version": 2, "status": "success", "eval": {}, "samples": null}`}, nil,
			rejects{{Line: 1, Reason: "the log has no samples", Detail: "were they logged?", Sound: true}},
		},
		{
			"a first record that is not sound", "native", files{"run/f": "{\"question\": \n\n" + `{"question": "q", "response": "r", "messages": []}`},
			responses{{Line: 3, Question: "q", Text: "r"}}, rejects{{Line: 1, Reason: "not valid JSON (cut off?)"}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			responses, rejects := readFS(t, test.files, "run/f", test.format)
			if diff := cmp.Diff(test.responses, responses); diff != "" {
				t.Errorf("responses (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.rejects, rejects); diff != "" {
				t.Errorf("rejects (-want +got):\n%s", diff)
			}
		})
	}
}

// The results file names the model, and the filters in the order of the task.
func TestLMEvalResults(t *testing.T) {
	row := func(filter string) string {
		return `{"doc_id": 0, "doc": {"question": "q"}, "target": "g", "resps": [["r"]], "filter": "` + filter + `", "metrics": ["acc"], "acc": 0}` + "\n"
	}
	files := map[string]string{
		"samples_a_task_2026-01-21T03.jsonl": row("flexible-extract") + row("strict-match"),
		"results_2026-01-21T03.json":         `{"results": {}, "configs": {"other": {"filter_list": 1}, "a_task": {"filter_list": [{"name": "flexible-extract"}, {"name": "strict-match"}]}}, "model_name": "m"}`,
	}
	responses, rejects := readFS(t, files, "samples_a_task_2026-01-21T03.jsonl", "lm-eval")
	if len(responses) != 1 || responses[0].Line != 2 || responses[0].Model != "m" || len(rejects) != 1 || rejects[0].Reason != `the same responses under another filter than "strict-match"` {
		t.Errorf("%+v %+v", responses, rejects)
	}
}

// The requests of a batch may be named in several ways.
func TestBatchInputNames(t *testing.T) {
	const output = `{"custom_id": "a", "response": {"body": {"model": "m", "choices": [{"message": {"content": "6"}}]}}}`
	const input = `{"custom_id": "a", "body": {"messages": [{"role": "user", "content": "2 x 3"}]}}`
	for _, names := range [][2]string{
		{"math_output.jsonl", "math_input.jsonl"}, {"results.jsonl", "requests.jsonl"}, {"math_output.jsonl", "math.jsonl"},
		{"batch_66f_output.jsonl", "batch_input.jsonl"}, {"x.jsonl", "x_input.jsonl"}, {"batch-output.jsonl", "batch-input.jsonl"},
	} {
		responses, rejects := readFS(t, map[string]string{names[0]: output, names[1]: input}, names[0], "openai")
		if len(responses) != 1 || responses[0].Question != "2 x 3" {
			t.Errorf("%v: %+v %+v", names, responses, rejects)
		}
	}
}

// A format of one's own is one value of the type.
func TestToyFormat(t *testing.T) {
	toy := transcript.Format{
		Name: "toy", About: "a question and what was said",
		Sniff: func(h transcript.Head) bool { return h.Has("ask", "say") },
		Read: func(in *transcript.Input) iter.Seq2[transcript.Response, error] {
			return in.PerRecord(func(n int, data []byte, emit transcript.Emit) {
				ask, say, found := strings.Cut(string(data), `", "say": "`)
				if !found {
					emit(transcript.Response{}, &transcript.Reject{Reason: "nothing said"})
					return
				}
				emit(transcript.Response{Question: strings.TrimPrefix(ask, `{"ask": "`), Text: strings.TrimSuffix(say, `"}`)}, nil)
			})
		},
	}
	text := `{"ask": "2 x 3", "say": "6"}` + "\n" + `{"ask": "2 x 4"}`
	f, err := transcript.Open("-", transcript.Options{Stdin: strings.NewReader(text), Formats: append(transcript.Formats(), toy)})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got []string
	for r, err := range f.Responses(t.Context()) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, r.Question+" = "+r.Text)
	}
	if diff := cmp.Diff([]string{"2 x 3 = 6", "nothing said"}, got); diff != "" || f.Format() != "toy" {
		t.Error(f.Format(), diff)
	}
}

// What is no transcript is refused, and the message says what to do.
func TestUnknown(t *testing.T) {
	cut := `{"name": "n", "category": "c", "results": [{"question": "q", "full_model_response": "r"}, {"que`
	tests := []struct{ name, text, format, want string }{
		{"a training file", `{"prompt": "p", "completion": "c"}`, "", "-: no known format of transcripts; where it is one of gsm8k, zeroeval,"},
		{"an empty file", "\n", "", "-: the file is empty"},
		{"a name that is none", `{"question": "q", "response": "r"}`, "inspekt", `unknown format "inspekt" of transcripts; there are gsm8k,`},
		{"a zip archive on standard input", "PK\x03\x04", "", "-: a zip archive is read from its end, which a pipe does not allow"},
		{"records for a document", `[1, 2]`, "inspect", "-:1: not valid JSON: '[' where one of { should be"},
		{"a document that is cut off", cut, "auto", "-:1: truncated JSON: the file ends in the midst of a value; was it fully downloaded?"},
		{"content after the end", `{"name": "n", "category": "c", "results": []}` + "\n{}", "", "-:2: content after the end of the JSON value"},
	}
	for _, test := range tests {
		f, err := transcript.Open("-", transcript.Options{Stdin: strings.NewReader(test.text), Format: test.format})
		if err == nil {
			for _, err = range f.Responses(t.Context()) {
			}
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}
