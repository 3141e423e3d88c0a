package transcript_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/transcript"
)

// read reads a text as a file; err is of the file as a whole.
func read(t testing.TB, text string) (responses []transcript.Response, rejects []transcript.Reject, err error) {
	t.Helper()
	f, err := transcript.Open("-", transcript.Options{Stdin: strings.NewReader(text), Format: "native"})
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	for response, err := range f.Responses(t.Context()) {
		var reject *transcript.Reject
		switch {
		case errors.As(err, &reject):
			rejects = append(rejects, *reject)
		case err != nil:
			return responses, rejects, err
		default:
			responses = append(responses, response)
		}
	}
	return responses, rejects, nil
}

func TestNativeFields(t *testing.T) {
	tests := []struct {
		name, line string
		want       transcript.Response
	}{
		{
			"every field",
			`{"id": "p-1", "task": "multiplication", "question": "12 x 84", "input": {"x": 12, "y": 84}, "gold": "1008", "model": "m",
			"sample": 3, "response": "1008", "correct": true, "reward": 0.5, "mean_logprob": -1e-05, "finished": false}`,
			transcript.Response{
				ID: "p-1", Task: "multiplication", Question: "12 x 84", Input: `{"x": 12, "y": 84}`, Gold: "1008", Model: "m",
				Sample: new(3), Text: "1008", Correct: new(true), Reward: new(0.5), LogProb: new(-1e-05), Finished: new(false),
			},
		},
		{"the least", `{"question": "q", "response": ""}`, transcript.Response{Question: "q"}},
		{"input alone", `{"input": "{\"x\": 1, \"y\": 2}", "response": "2"}`, transcript.Response{Input: `{"x": 1, "y": 2}`, Text: "2"}},
		{"numbers as text", `{"id": 17, "gold": 1008, "question": "q", "response": "r"}`, transcript.Response{ID: "17", Gold: "1008", Question: "q", Text: "r"}},
		{
			"null is not said",
			`{"id": null, "task": null, "question": "q", "input": null, "gold": null, "model": null, "sample": null, "response": "r",
			"correct": null, "reward": null, "mean_logprob": null, "finished": null, "step_scores": null, "tree": null}`,
			transcript.Response{Question: "q", Text: "r"},
		},
		{
			"zero and false are said",
			`{"question": "q", "sample": 0, "response": "r", "correct": false, "reward": 0, "mean_logprob": 0, "finished": true}`,
			transcript.Response{Question: "q", Sample: new(0), Text: "r", Correct: new(false), Reward: new(0.0), LogProb: new(0.0), Finished: new(true)},
		},
		{
			"fields that are not known",
			`{"question": "q", "response": "r", "temperature": 0.7, "meta": {"any": [1, null]}}`,
			transcript.Response{Question: "q", Text: "r", Temperature: new(0.7)},
		},
		{
			"scores of steps and a tree",
			`{"question": "q", "response": "r", "step_scores": [0.5, -1], "tree": {"search": "bfs", "nodes": [
			{"id": 0, "parent": null, "text": "", "score": NaN, "kept": true}, {"id": "a", "parent": 0, "text": "t", "score": 0, "kept": false}]}}`,
			transcript.Response{Question: "q", Text: "r", StepScores: []float64{0.5, -1}, Tree: []transcript.Thought{
				{ID: "0", Kept: true}, {ID: "a", Parent: "0", Text: "t", Score: new(0.0)},
			}},
		},
		{"no scores and no tree", `{"question": "q", "response": "r", "step_scores": [], "tree": {"nodes": null}}`, transcript.Response{Question: "q", Text: "r"}},
		{"a prompt", `{"question": "q", "prompt": "Be brief.\n\nq", "response": "r"}`, transcript.Response{Question: "q", Prompt: "Be brief.\n\nq", Text: "r"}},
		{"a prompt that is the question", `{"question": "q", "prompt": "q\n", "response": "r"}`, transcript.Response{Question: "q", Text: "r"}},
		{"numbers of Python that are none", `{"question": "NaN", "response": "Infinity", "reward": NaN, "mean_logprob": -Infinity}`, transcript.Response{Question: "NaN", Text: "Infinity"}},
		{"escapes", `{"question": "1 \u00d7 2", "response": "a\n\"b\" \\ \ud83d\ude00"}`, transcript.Response{Question: "1 × 2", Text: "a\n\"b\" \\ 😀"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			responses, rejects, err := read(t, strings.ReplaceAll(test.line, "\n", " "))
			if err != nil || len(rejects) != 0 {
				t.Fatal(err, rejects)
			}
			test.want.Line = 1
			if diff := cmp.Diff([]transcript.Response{test.want}, responses); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNativeRejects(t *testing.T) {
	tests := []struct {
		name, line string
		want       transcript.Reject
	}{
		{"no response", `{"question": "q"}`, transcript.Reject{Reason: `no field "response"`}},
		{"response is null", `{"question": "q", "response": null}`, transcript.Reject{Reason: `no field "response"`}},
		{"no problem", `{"id": 1, "response": "r"}`, transcript.Reject{Reason: `neither "question" nor "input"`}},
		{"empty problem", `{"question": "", "input": null, "response": "r"}`, transcript.Reject{Reason: `neither "question" nor "input"`}},
		{"negative sample", `{"question": "q", "response": "r", "sample": -1}`, transcript.Reject{Reason: `"sample" is negative`, Detail: "-1"}},
		{"response of another type", `{"question": "q", "response": ["r"]}`, transcript.Reject{Reason: `"response" is no text`, Detail: "it is a JSON array"}},
		{"question of another type", `{"question": 7, "response": "r"}`, transcript.Reject{Reason: `"question" is no text`, Detail: "it is a JSON number"}},
		{"sample of another type", `{"question": "q", "response": "r", "sample": "0"}`, transcript.Reject{Reason: `"sample" is no integer`, Detail: "it is a JSON string"}},
		{"sample is no integer", `{"question": "q", "response": "r", "sample": 0.5}`, transcript.Reject{Reason: `"sample" is no integer`, Detail: "it is a JSON number 0.5"}},
		{"correct of another type", `{"question": "q", "response": "r", "correct": 1}`, transcript.Reject{Reason: `"correct" is no true or false`, Detail: "it is a JSON number"}},
		{"reward of another type", `{"question": "q", "response": "r", "reward": {}}`, transcript.Reject{Reason: `"reward" is no number`, Detail: "it is a JSON object"}},
		{"reward beyond all bounds", `{"question": "q", "response": "r", "reward": 1e999}`, transcript.Reject{Reason: `"reward" is no number`, Detail: "it is a JSON number 1e999"}},
		{"step scores of another type", `{"question": "q", "response": "r", "step_scores": 0.5}`, transcript.Reject{Reason: `"step_scores" is no array`, Detail: "it is a JSON number"}},
		{"a step score of another type", `{"question": "q", "response": "r", "step_scores": ["0.5"]}`, transcript.Reject{Reason: `"step_scores" is no number`, Detail: "it is a JSON string"}},
		{"a step without a score", `{"question": "q", "response": "r", "step_scores": [0.5, NaN]}`, transcript.Reject{Reason: `"step_scores" lacks a score`, Detail: "step 1"}},
		{"a tree of another type", `{"question": "q", "response": "r", "tree": []}`, transcript.Reject{Reason: `"tree" is no object`, Detail: "it is a JSON array"}},
		{"a thought without an id", `{"question": "q", "response": "r", "tree": {"nodes": [{"text": "t", "kept": true}]}}`, transcript.Reject{Reason: `a node of "tree" lacks "id", "text" or "kept"`, Detail: "node 0"}},
		{"a thought without a text", `{"question": "q", "response": "r", "tree": {"nodes": [{"id": 1, "kept": true}]}}`, transcript.Reject{Reason: `a node of "tree" lacks "id", "text" or "kept"`, Detail: "node 0"}},
		{"a thought neither kept nor pruned", `{"question": "q", "response": "r", "tree": {"nodes": [{"id": 1, "text": "t", "kept": true}, {"id": 2, "text": "t"}]}}`, transcript.Reject{Reason: `a node of "tree" lacks "id", "text" or "kept"`, Detail: "node 1"}},
		{"kept of another type", `{"question": "q", "response": "r", "tree": {"nodes": [{"id": 1, "text": "t", "kept": 1}]}}`, transcript.Reject{Reason: `"tree.nodes.kept" is no true or false`, Detail: "it is a JSON number"}},
		{"an array", `[{"question": "q", "response": "r"}]`, transcript.Reject{Reason: "the record is no JSON object"}},
		{"a text", `"r"`, transcript.Reject{Reason: "the record is no JSON object"}},
		{"null", `null`, transcript.Reject{Reason: "the record is no JSON object"}},
		{"cut off", `{"question": "q", "response": "r`, transcript.Reject{Reason: "not valid JSON (cut off?)"}},
		{"bad JSON", `{"question": q}`, transcript.Reject{Reason: "not valid JSON", Detail: "invalid character 'q' looking for beginning of value at byte 14"}},
		{"bad UTF-8", "{\"question\": \"q\", \"response\": \"\xff\"}", transcript.Reject{Reason: "not valid UTF-8"}},
		{"far too deep", `{"question": "q", "response": "r", "meta": ` + strings.Repeat("[", 1001) + strings.Repeat("]", 1001) + "}", transcript.Reject{Reason: "nested deeper than 1000 levels"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// Between sound records: they are read all the same, and the line is right.
			const sound = `{"question": "q", "response": "r"}`
			responses, rejects, err := read(t, sound+"\n\n"+test.line+"\n"+sound+"\n")
			if err != nil || len(responses) != 2 || responses[0].Line != 1 || responses[1].Line != 4 {
				t.Fatal(err, responses)
			}
			test.want.Line = 3
			if diff := cmp.Diff([]transcript.Reject{test.want}, rejects); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRejectError(t *testing.T) {
	for want, reject := range map[string]transcript.Reject{
		"not valid UTF-8":          {Line: 3, Reason: "not valid UTF-8"},
		`"sample" is negative: -1`: {Reason: `"sample" is negative`, Detail: "-1"},
	} {
		if got := reject.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func BenchmarkNative(b *testing.B) {
	line := `{"id": "p-1", "task": "multiplication", "question": "12 x 84", "model": "m", "sample": 3, "response": "` + strings.Repeat(`Multiply 1 by 8.\n`, 50) + `", "correct": true, "mean_logprob": -1e-05}` + "\n"
	text := strings.Repeat(line, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if responses, _, err := read(b, text); err != nil || len(responses) != 1000 {
			b.Fatal(err)
		}
	}
}
