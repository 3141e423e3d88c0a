package dynprog

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// smallest finds the answer in another way: it tries every choice without
// neighbours, in the order of the lists, and keeps the first that is best.
func smallest(values []int) string {
	n, best, choice := len(values), -1, 0
	for twos := range 1 << n { // the numbers not chosen, the first one in the highest bit
		chosen := ^twos & (1<<n - 1)
		if chosen&(chosen<<1) != 0 {
			continue
		}
		sum := 0
		for i, v := range values {
			sum += v * (chosen >> (n - 1 - i) & 1)
		}
		if sum > best {
			best, choice = sum, twos
		}
	}
	marks := make([]string, n)
	for i := range marks {
		marks[i] = string("12"[choice>>(n-1-i)&1])
	}
	return "[" + strings.Join(marks, ", ") + "]"
}

func integers(t testing.TB, instance task.Instance) []int {
	t.Helper()
	var values []int
	for _, text := range instance.(Instance).values {
		v, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, v)
	}
	return values
}

// publishedRecords are the records of all lengths in one of the two forms.
func publishedRecords(t *testing.T, form string, want map[string]int) []map[string]any {
	var all []map[string]any
	for size, count := range want {
		for _, path := range tasktest.Data(t, "faith-and-fate/dynprog_"+form+"_n"+size+".jsonl.gz") {
			records := tasktest.Records(t, path)
			if len(records) != count {
				t.Errorf("%s: %d records, want %d", path, len(records), count)
			}
			all = append(all, records...)
		}
	}
	return all
}

// Every published scratchpad is reproduced byte for byte, has the smallest of
// the best outputs, and is read back as the very graph of its instance.
func TestPublishedScratchpads(t *testing.T) {
	t.Parallel()
	var gold, traced graph.Graph
	for _, record := range publishedRecords(t, "scratchpad", map[string]int{
		"2": 121, "3": 1000, "4": 1000, "5": 1000, "6": 1000, "7": 1000, "8": 1000, "9": 1000, "10": 1000,
	}) {
		prompt, completion := record["prompt"].(string), record["completion"].(string)
		parsed, err := Task{}.Parse(task.Problem{Question: prompt})
		if err != nil {
			t.Fatal(err)
		}
		p := parsed.(Instance)
		if got := string(p.AppendScratchpadPrompt(nil)); got != prompt {
			t.Fatal(cmp.Diff(prompt, got))
		}
		if got := string(p.AppendScratchpad(nil)); got != completion {
			t.Fatal(cmp.Diff(completion, got))
		}
		if want := smallest(integers(t, p)); p.Answer() != want {
			t.Fatalf("%s: answer %s, want %s", p.Input(), p.Answer(), want)
		}
		gold.Reset()
		p.Compile(&gold)
		for _, doc := range []task.Document{{Question: prompt, Text: completion}, {Text: prompt + completion}} {
			traced.Reset()
			about, err := Task{}.CompileTrace(&traced, doc)
			if err != nil || about.Input() != p.Input() {
				t.Fatalf("%s is read as %v, %v", p.Input(), about, err)
			}
			if diff := tasktest.Diff(&gold, &traced); diff != "" {
				t.Fatalf("%s: %s", p.Input(), diff)
			}
		}
		if got := tasktest.Effects(p, completion); got != "" {
			t.Fatalf("%s: %s", p.Input(), got)
		}
	}
}

func TestPublishedAnswers(t *testing.T) {
	t.Parallel()
	for _, record := range publishedRecords(t, "qa", map[string]int{
		"1": 11, "2": 121, "3": 1331, "4": 14641, "6": 1000, "8": 1000, "10": 1000,
	}) {
		prompt, completion := record["prompt"].(string), record["completion"].(string)
		parsed, err := Task{}.Parse(task.Problem{Question: prompt})
		if err != nil {
			t.Fatal(err)
		}
		p := parsed.(Instance)
		if got := string(p.AppendAnswerPrompt(nil)); got != prompt || !strings.HasPrefix(prompt, p.Question()) {
			t.Fatal(cmp.Diff(prompt, got))
		}
		if got := string(p.AppendAnswer(nil)); got != completion {
			t.Fatal(cmp.Diff(completion, got))
		}
		if want := smallest(integers(t, p)); p.Answer() != want {
			t.Fatalf("%s: answer %s, want %s", p.Input(), p.Answer(), want)
		}
		if trace := p.Read(tasktest.Graph(p), completion); trace.Answer != p.Answer() || trace.AnswerLenient != p.Answer() || trace.RightParts != trace.Parts {
			t.Fatalf("%s: %q is read as %q, %d of %d right", p.Input(), completion, trace.Answer, trace.RightParts, trace.Parts)
		}
	}
}

// The complete training corpus of the small transformer compiles, each document
// to the graph of its instance.
func TestTrainingCorpus(t *testing.T) {
	t.Parallel()
	records := tasktest.Records(t, tasktest.Data(t, "tiny-transformer/dynprog_train.jsonl.gz")[0])
	if len(records) != 9980 {
		t.Errorf("%d documents, want 9,980", len(records))
	}
	var traced graph.Graph
	for _, record := range records {
		traced.Reset()
		p, err := Task{}.CompileTrace(&traced, task.Document{Question: record["prompt"].(string), Text: record["completion"].(string)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := tasktest.Diff(tasktest.Graph(p), &traced); diff != "" {
			t.Fatalf("%s: %s", p.Input(), diff)
		}
	}
}
