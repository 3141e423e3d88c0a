package puzzle

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// TestReasoningGym: the puzzles of the published logs have the solution that
// the logs expect, and their responses are judged as there.
func TestReasoningGym(t *testing.T) {
	for _, path := range tasktest.Data(t, "reasoning-gym/*zebra_puzzles.json.gz") {
		log := object(t, path)
		responses, right, cells := 0, 0, 0
		for _, r := range log["results"].([]any) {
			result := r.(map[string]any)
			instance, g := compiled(t, result["question"].(string))
			if want := graph.Canonical(result["expected_answer"].(string)); instance.Answer() != want {
				t.Errorf("%s: %q has the answer %q, want %q", path, result["question"], instance.Answer(), want)
			}
			for _, c := range result["completions"].([]any) {
				completion := c.(map[string]any)
				text, _ := completion["full_model_response"].(string)
				trace := instance.Read(g, text)
				responses++
				cells += trace.Explained()
				got, want := trace.Answer == instance.Answer(), completion["score"] == 1.0
				if got {
					right++
				}
				if got != want {
					t.Errorf("%s: judged %t, in the log %v; answer %q, want %q, text %q", filepath.Base(path), got, completion["score"], trace.Answer, instance.Answer(), text)
				}
			}
		}
		t.Logf("%s: %d of %d responses right, %d cells stated", filepath.Base(path), right, responses, cells)
	}
}

// TestZeroEval: each puzzle has one solution, also behind the example puzzle of
// its prompt, and the cells of the responses are those that a JSON decoder finds.
func TestZeroEval(t *testing.T) {
	for _, path := range tasktest.Data(t, "zeroeval/zebra_*.json.gz") {
		right, parts, rightParts, n := 0, 0, 0, 0
		for _, r := range tasktest.Records(t, path) {
			instance, g := compiled(t, r["puzzle"].(string))
			prompt := parse(t, r["chat_history"].([]any)[0].(string))
			if instance.Input() != prompt.Input() {
				t.Errorf("%s: the prompt is another puzzle: %s, want %s", r["id"], prompt.Input(), instance.Input())
			}
			if want := strings.Replace(r["size"].(string), "*", "x", 1); instance.Size() != want {
				t.Errorf("%s: size %s, want %s", r["id"], instance.Size(), want)
			}
			text := r["output"].([]any)[0].(string)
			trace := instance.Read(g, text)
			if want := decodedCells(instance.(Instance), text); trace.RightParts != want {
				t.Errorf("%s: %d cells right, want %d", r["id"], trace.RightParts, want)
			}
			isRight := trace.Answer == instance.Answer()
			if isRight != (trace.RightParts == trace.Parts) {
				t.Errorf("%s: right: %t, with %d of %d cells", r["id"], isRight, trace.RightParts, trace.Parts)
			}
			if n++; isRight {
				right++
			}
			parts, rightParts = parts+trace.Parts, rightParts+trace.RightParts
		}
		t.Logf("%s: %d of %d right, %d of %d cells", filepath.Base(path), right, n, rightParts, parts)
	}
}

// decodedCells counts the right cells of the object that ends a response, 0
// where it is no JSON.
func decodedCells(p Instance, text string) int {
	var answer struct{ Solution map[string]map[string]string }
	from, to := strings.Index(text, "{\n"), strings.LastIndex(text, "}")
	if from < 0 || json.Unmarshal([]byte(text[from:to+1]), &answer) != nil {
		return 0
	}
	right := 0
	for _, c := range p.cells() {
		if strings.EqualFold(answer.Solution[fmt.Sprintf("House %d", c.House+1)][p.attributes[c.Attribute].label], p.valueAt(c)) {
			right++
		}
	}
	return right
}

func parse(t testing.TB, question string) task.Instance {
	t.Helper()
	instance, err := Task{}.Parse(task.Problem{Question: question})
	if err != nil {
		t.Fatalf("%q: %v", question, err)
	}
	return instance
}

// object decodes a gzip file of one JSON object.
func object(t testing.TB, path string) map[string]any {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.NewDecoder(z).Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}
