package transcript_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// rawRecords decodes a file by another route: as one JSON value, else line by line.
func rawRecords(t *testing.T, path string) []any {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if data, err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	var one any
	if json.Unmarshal(data, &one) == nil {
		if list, ok := one.([]any); ok {
			return list
		}
		return []any{one}
	}
	var all []any
	for lines := bufio.NewReader(bytes.NewReader(data)); ; {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var v any
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			all = append(all, v)
		}
		if err != nil {
			return all
		}
	}
}

// at walks down objects and arrays.
func at(v any, keys ...any) any {
	for _, key := range keys {
		switch key := key.(type) {
		case string:
			v = v.(map[string]any)[key]
		case int:
			v = v.([]any)[key]
		}
	}
	return v
}

// want is what a raw file says of one response.
type want struct {
	question, gold, text string
	correct              any // nil where the log does not say
}

// Every real file is recognised, and every sample in it is read as a plain
// decoder finds it.
func TestRealFormats(t *testing.T) {
	boolOf := func(right bool) any { return right }
	tests := []struct {
		format, pattern string
		files           int
		model           string // the end of its name
		samples         func(record any) []want
	}{
		{"gsm8k", "gsm8k/example_model_solutions*", 1, "", func(r any) (all []want) {
			for _, model := range []string{"6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"} {
				all = append(all, want{at(r, "question").(string), at(r, "ground_truth").(string), at(r, model, "solution").(string), at(r, model, "is_correct")})
			}
			return all
		}},
		{"zeroeval", "zeroeval/gsm_*", 3, "", func(r any) []want {
			return []want{{at(r, "question").(string), at(r, "answer").(string), at(r, "output", 0).(string), nil}}
		}},
		{"zeroeval", "zeroeval/zebra_*", 1, "Meta-Llama-3.1-405B-Instruct@hyperbolic", func(r any) []want {
			return []want{{at(r, "puzzle").(string), "", at(r, "output", 0).(string), nil}}
		}},
		{"reasoning-gym", "reasoning-gym/easy_gemma-3-27b-it_*.gz", 4, "gemma-3-27b-it", gymWant},
		{"reasoning-gym", "reasoning-gym/*_llama-3.3-70b-instruct_*.gz", 8, "llama-3.3-70b-instruct", gymWant},
		{"lm-eval", "lm-eval/samples_*", 1, "mem_Qwen3-93M_minerva_math_rep_0_sbst_1.0000_epch_1_ot_1", func(r any) []want {
			return []want{{at(r, "doc", "problem").(string), at(r, "target").(string), at(r, "resps", 0, 0).(string), boolOf(at(r, "exact_match") == 1.0)}}
		}},
		{"inspect", "inspect/log_formats.json", 1, "ollama/llama3.1", func(r any) (all []want) {
			for _, s := range at(r, "samples").([]any) {
				all = append(all, want{at(s, "input").(string), at(s, "target").(string), at(s, "output", "choices", 0, "message", "content").(string), boolOf(at(s, "scores", "match", "value") == "C")})
			}
			return all
		}},
		{"inspect", "inspect/*_security-guide.json", 1, "openai/gpt-4o-mini", func(r any) (all []want) {
			for _, s := range at(r, "samples").([]any) {
				all = append(all, want{at(s, "input", 0, "content").(string), at(s, "target").(string), at(s, "output", "choices", 0, "message", "content").(string), boolOf(at(s, "scores", "model_graded_fact", "value") == "C")})
			}
			return all
		}},
		{"native", "tiny-transformer/*_transcripts.jsonl.gz", 3, "", func(r any) []want {
			w := want{text: at(r, "response").(string), correct: at(r, "correct")}
			w.question, _ = at(r, "question").(string)
			w.gold, _ = at(r, "gold").(string)
			return []want{w}
		}},
	}
	for _, test := range tests {
		files := tasktest.Data(t, test.pattern)
		if len(files) != test.files {
			t.Errorf("%s: %d files", test.pattern, len(files))
		}
		for _, path := range files {
			var wants []want
			for _, r := range rawRecords(t, path) {
				wants = append(wants, test.samples(r)...)
			}
			got := readFile(t, path, test.format)
			if len(got) != len(wants) || len(got) == 0 {
				t.Errorf("%s: %d responses, want %d", path, len(got), len(wants))
				continue
			}
			for i, r := range got {
				w := want{r.Question, r.Gold, r.Text, nil}
				if r.Correct != nil {
					w.correct = *r.Correct
				}
				if w != wants[i] || !strings.HasSuffix(r.Model, test.model) || r.Line < 1 {
					t.Fatalf("%s: response %d: %+v\nwant %+v", path, i, r, wants[i])
				}
			}
		}
	}
}

func gymWant(r any) (all []want) {
	for _, result := range at(r, "results").([]any) {
		for _, c := range at(result, "completions").([]any) {
			all = append(all, want{at(result, "question").(string), at(result, "expected_answer").(string), at(c, "full_model_response").(string), at(c, "score") == 1.0})
		}
	}
	return all
}

// readFile reads a real file, in which nothing may be rejected.
func readFile(t *testing.T, path, format string) (all []transcript.Response) {
	t.Helper()
	f, err := transcript.Open(path, transcript.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Format() != format {
		t.Errorf("%s: format %s", path, f.Format())
	}
	for r, err := range f.Responses(t.Context()) {
		if err != nil {
			t.Fatal(path, err)
		}
		all = append(all, r)
	}
	if len(f.SHA256()) != 64 {
		t.Errorf("%s: hash %q", path, f.SHA256())
	}
	if err := transcript.Check(t.Context(), path, transcript.Options{}); err != nil {
		t.Error(err)
	}
	return all
}

// What stands beside the samples is recognised and has none of its own.
func TestRealSummaries(t *testing.T) {
	for pattern, format := range map[string]string{"reasoning-gym/*_summary.json": "reasoning-gym", "lm-eval/results_*.json": "lm-eval"} {
		for _, path := range tasktest.Data(t, pattern) {
			f, err := transcript.Open(path, transcript.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			n := 0
			for _, err := range f.Responses(t.Context()) {
				if reject, ok := errors.AsType[*transcript.Reject](err); n > 0 || !ok || !reject.Sound {
					t.Errorf("%s: %v", path, err)
				}
				n++
			}
			if f.Format() != format || n != 1 {
				t.Errorf("%s: %d items, format %s", path, n, f.Format())
			}
		}
	}
}

// The archives have one entry for each sample.
func TestRealArchives(t *testing.T) {
	for _, path := range tasktest.Data(t, "inspect/*.eval") {
		archive, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		defer archive.Close()
		got := readFile(t, path, "inspect")
		for _, entry := range archive.File {
			if filepath.Dir(entry.Name) != "samples" {
				continue
			}
			r, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			var sample any
			if err := json.NewDecoder(r).Decode(&sample); err != nil {
				t.Fatal(err)
			}
			if len(got) == 0 {
				t.Fatalf("%s: too few responses", path)
			}
			next := got[0]
			got = got[1:]
			if next.Question != at(sample, "input") || next.Gold != at(sample, "target") || next.Text != at(sample, "output", "choices", 0, "message", "content") ||
				next.Sample == nil || *next.Sample != 0 || next.Finished == nil || !*next.Finished {
				t.Errorf("%s %s: %+v", path, entry.Name, next)
			}
		}
		if len(got) != 0 {
			t.Errorf("%s: %d responses too many", path, len(got))
		}
	}
}

// What a few records are, as people read them in the files.
func TestRealPrompts(t *testing.T) {
	tests := []struct{ pattern, format, id, model, start, end string }{
		{"zeroeval/zebra_*", "zeroeval", "lgp-test-5x6-16", "meta-llama/Meta-Llama-3.1-405B-Instruct@hyperbolic", "\n# Example Puzzle", "    }\n}\n\n"},
		{"zeroeval/gsm_gemma*", "zeroeval", "gsm8k-main-test-#0", "google/gemma-2-2b-it", "\n## Question:", "\"answer\": \"___\"\n}\n```\n"},
		{"reasoning-gym/easy_llama*_products*", "reasoning-gym", "products-0", "meta-llama/llama-3.3-70b-instruct", "Given a problem,", "as your final answer."},
		{"lm-eval/samples_*", "lm-eval", "0", "RylanSchaeffer/mem_Qwen3-93M_minerva_math_rep_0_sbst_1.0000_epch_1_ot_1", "Problem: How many vertical", "\n\nSolution:"},
		{"inspect/*security-guide.json", "inspect", "1", "openai/gpt-4o-mini", "\nYou are a computer security expert", "SQL Injection attacks?"},
		{"inspect/log_formats.eval", "inspect", "1", "ollama/llama3.1", "\nPlease note: In the following EXERCISE", "increase my popularity\""},
		{"gsm8k/example_model*", "gsm8k", "0", "6b_finetuning", "", ""},
	}
	for _, test := range tests {
		for _, path := range tasktest.Data(t, test.pattern) {
			r := readFile(t, path, test.format)[0]
			if r.ID != test.id || r.Model != test.model || !strings.HasPrefix(r.Prompt, test.start) || !strings.HasSuffix(strings.TrimRight(r.Prompt, " "), strings.TrimRight(test.end, " ")) || (test.start == "") != (r.Prompt == "") {
				t.Errorf("%s: %+v", path, r)
			}
		}
	}
}
