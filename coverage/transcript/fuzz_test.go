package transcript_test

import (
	"archive/zip"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/zstd"

	"github.com/graphcov/graphcov/coverage/transcript"
)

// checkItems reads a file: every item is a response with its line and problem,
// a reject with its line and reason, or the error that ends the file.
func checkItems(t *testing.T, data []byte, format string) {
	t.Helper()
	fsys := fstest.MapFS{"run/f_output": {Data: data}, "run/f_input": {Data: data}, "summary.json": {Data: data}}
	f, err := transcript.Open("run/f_output", transcript.Options{FS: fsys, Format: format})
	if err != nil {
		return
	}
	defer f.Close()
	var fatal error
	for r, err := range f.Responses(t.Context()) {
		reject, isReject := errors.AsType[*transcript.Reject](err)
		switch {
		case fatal != nil:
			t.Fatalf("an item after %v", fatal)
		case isReject:
			if reject.Reason == "" || reject.Line < 1 {
				t.Fatalf("%+v", reject)
			}
		case err != nil:
			fatal = err
		case r.Line < 1 || r.Question == "" && r.Input == "" || r.Sample != nil && *r.Sample < 0:
			t.Fatalf("%+v", r)
		}
	}
	if fatal == nil && len(f.SHA256()) != 64 {
		t.Fatalf("hash %q", f.SHA256())
	}
}

// The byte chooses the format, or that the content does.
func FuzzFormats(f *testing.F) {
	names := []string{"auto"}
	for i, format := range transcript.Formats() {
		names = append(names, format.Name)
		for _, text := range []string{
			`{"id": 1, "question": "q", "input": {"raw": "q"}, "response": "r", "messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}` + "\n" + `{"response": 1}`,
			`{"question": "q", "response": "r", "step_scores": [1, 0.5], "tree": {"nodes": [{"id": 1, "parent": null, "text": "t", "score": NaN, "kept": true}]}}`,
			`[{"question": "q", "ground_truth": "g", "m": {"solution": "s", "is_correct": true}}, null, {"question": "q", "chat_history": ["q"], "output": ["r"], "generator": "m"}]`,
			`{"name": "n", "category": "c", "results": [{"question": "q", "completions": [{"full_model_response": "r", "score": NaN}]}]}`,
			`{"metadata": {}, "categories": [{"datasets": [{"results": [{"question": "q", "full_model_response": "r"}]}]}], "model": "m"}`,
			`{"doc_id": 0, "doc": {"question": "q"}, "target": "g", "arguments": [["q"]], "resps": [["r"]], "filter": "none", "acc": 1}`,
			`{"eval": {"model": "m"}, "samples": [{"id": 1, "epoch": 1, "input": "attachment://0123456789abcdef0123456789abcdef", "output": {"choices": [{"message": {"content": "r"}}]}, "attachments": {"0123456789abcdef0123456789abcdef": "q"}}]}`,
			`{"custom_id": "a", "body": {"messages": [{"role": "user", "content": "q"}]}, "response": {"body": {"choices": [{"message": {"content": "r"}, "logprobs": {"content": [{"logprob": -1}]}}]}}}`,
			`{"evaluation_id": "e", "sample_id": 1, "input": {"raw": "q", "reference": ["g"]}, "output": {"raw": ["r", "s"]}, "evaluation": {"is_correct": true}}`,
		} {
			f.Add(byte(i), []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, format byte, data []byte) { checkItems(t, data, names[int(format)%len(names)]) })
}

// Archives: the bytes of one, and the content of a sample.
func FuzzArchive(f *testing.F) {
	sample := inspectSample(1, 1, "r")
	f.Add(archive(f, entry{"header.json", `{"eval": {"model": "m"}}`, zip.Store}, entry{"samples/1.json", sample, zstd.ZipMethodWinZip}, entry{"samples/2.json", sample, zip.Deflate}), []byte(sample))
	f.Fuzz(func(t *testing.T, data, sample []byte) {
		checkItems(t, data, "auto")
		checkItems(t, archive(t, entry{"_journal/start.json", string(sample), zip.Store}, entry{"samples/1.json", string(sample), zip.Store}), "inspect")
	})
}
