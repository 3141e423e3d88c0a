package arithmetic

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

func text(v any) string { s, _ := v.(string); return s }

func TestExampleSolutions(t *testing.T) {
	path := tasktest.Data(t, "gsm8k/example_model_solutions_first900.jsonl.gz")[0]
	agree, all := 0, 0
	steps, aligned := map[string]int{}, map[string]int{}
	for _, r := range tasktest.Records(t, path) {
		instance, err := Task{}.Parse(task.Problem{Question: text(r["question"]), Gold: text(r["ground_truth"])})
		if err != nil {
			t.Errorf("%.60q: %v", text(r["question"]), err)
			continue
		}
		var g graph.Graph
		instance.Compile(&g)
		for _, model := range []string{"6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"} {
			of := r[model].(map[string]any)
			solution := text(of["solution"])
			trace := instance.Read(&g, solution)
			correct := trace.Answer == instance.Answer()
			all++
			if correct == of["is_correct"].(bool) {
				agree++
			} else {
				t.Logf("%s: answer %q, gold %q, log %v: ..%q", model, trace.Answer, instance.Answer(), of["is_correct"], solution[max(0, len(solution)-80):])
			}
			n := len(scan(solution).steps)
			steps[model] += n
			aligned[model] += n - len(trace.Unaligned)
		}
	}
	for model, n := range steps {
		t.Logf("%s: %d of %d steps aligned, %.1f %%", model, aligned[model], n, 100*float64(aligned[model])/float64(n))
	}
	if t.Logf("%d of %d agree", agree, all); all != 3600 || float64(agree) < 0.995*float64(all) {
		t.Errorf("%d of %d verdicts agree with the file's own", agree, all)
	}
}

func TestReasoningGym(t *testing.T) {
	agree, all, otherwise := 0, 0, 0
	for _, kind := range []string{"basic_arithmetic", "chain_sum", "products"} {
		for _, path := range tasktest.Data(t, "reasoning-gym/*_"+kind+".json.gz") {
			for _, r := range results(t, path) {
				instance, err := Task{}.Parse(task.Problem{Question: text(r["question"]), Prompt: "<answer>", Gold: text(r["expected_answer"])})
				if err != nil {
					t.Errorf("%q: %v", text(r["question"]), err)
					continue
				}
				if gold := graph.Canonical(text(r["expected_answer"])); gold != instance.Answer() {
					t.Logf("%q: %s, and %s in the file", text(r["question"]), instance.Answer(), gold)
					otherwise++
				}
				var g graph.Graph
				instance.Compile(&g)
				for _, c := range r["completions"].([]any) {
					of := c.(map[string]any)
					response := text(of["full_model_response"])
					correct := instance.Read(&g, response).Answer == instance.Answer()
					all++
					if correct == (of["score"].(float64) == 1) {
						agree++
					} else {
						t.Logf("%q: gold %q, score %v: ..%q", text(r["question"]), instance.Answer(), of["score"], response[max(0, len(response)-80):])
					}
				}
			}
		}
	}
	if otherwise > 1 { // one value, -16962964662524/3517, is rounded to an integer there
		t.Errorf("%d expected answers are others", otherwise)
	}
	if t.Logf("%d of %d agree", agree, all); all == 0 || float64(agree) < 0.995*float64(all) {
		t.Errorf("%d of %d verdicts agree with the file's own", agree, all)
	}
}

func TestZeroEval(t *testing.T) {
	for model, want := range map[string]int{"Qwen2-7B-Instruct": 1055, "gemma-2-2b-it": 680, "gpt-4o-mini-2024-07-18": 1242} {
		path := tasktest.Data(t, "zeroeval/gsm_"+model+".json.gz")[0]
		right, unanswered := 0, 0
		for _, r := range tasktest.Records(t, path) {
			instance, err := Task{}.Parse(task.Problem{
				Question: text(r["question"]), Gold: text(r["answer"]), Prompt: text(r["chat_history"].([]any)[0])})
			if err != nil {
				t.Fatal(err)
			}
			var g graph.Graph
			if instance.Compile(&g) != graph.None {
				t.Errorf("%q has steps", text(r["answer"]))
			}
			response := text(r["output"].([]any)[0])
			switch trace := instance.Read(&g, response); trace.Answer {
			case instance.Answer():
				right++
			case "":
				unanswered++
				t.Logf("%s no answer: gold %s, %q", model, instance.Answer(), response[max(0, len(response)-70):])
			}
		}
		t.Logf("%s: %d right, %d without an answer", model, right, unanswered)
		if right < want-3 || right > want+3 {
			t.Errorf("%s: %d right, want %d", model, right, want)
		}
	}
}

// The counts of annotations were made independently, by regular expression.
func TestTrain(t *testing.T) {
	path := tasktest.Data(t, "gsm8k/train.jsonl.gz")[0]
	got := make(map[string]int)
	for _, r := range tasktest.Records(t, path) {
		doc := task.Document{Question: text(r["question"]), Text: text(r["answer"])}
		w := scan(doc.Text)
		var g, gold graph.Graph
		instance, err := Task{}.CompileTrace(&g, doc)
		got["documents"]++
		got["annotations"] += w.annotations
		got["annotations unreadable"] += w.unreadable
		switch {
		case errors.Is(err, task.ErrNoSteps):
			got["empty"]++
			continue
		case err != nil:
			t.Error(err)
			continue
		case w.annotations == 0:
			got["with plain equations"]++
			t.Logf("%s\n   -> %s", doc.Text, strings.Join(spelled(doc.Text), "; "))
		default:
			got["annotated"]++
			got["annotations with a step"] += len(w.steps)
		}
		if fault := tasktest.CheckGraph(&g); fault != "" {
			t.Errorf("%s: %s", fault, doc.Text)
		}
		if sink := instance.Compile(&gold); gold.Value(sink) != instance.Answer() {
			got["answer is no step"]++
		}
	}
	t.Log(got)
	for what, want := range map[string]int{"documents": 7473, "annotated": 7286, "annotations": 23716, "annotations with a step": 23359, "annotations unreadable": 0} {
		if got[what] != want {
			t.Errorf("%s: %d, want %d", what, got[what], want)
		}
	}
	if others := got["with plain equations"]; others == 0 || others > 95 { // 95 have no annotation at all
		t.Errorf("%d documents with plain equations", others)
	}
}

// results are those of a reasoning-gym file, one object.
func results(t *testing.T, path string) []map[string]any {
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
	var file struct {
		Results []map[string]any `json:"results"`
	}
	if err := json.NewDecoder(z).Decode(&file); err != nil {
		t.Fatal(err)
	}
	return file.Results
}
