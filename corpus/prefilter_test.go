package corpus

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus/record"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// unfiltered is a task that has no prefilter.
type unfiltered struct{ task.Task }

// filtered counts what the prefilter of a task leaves out.
type filtered struct {
	task.Prefilter
	left *int
}

func (f filtered) MayCompile(question, text task.Written) bool {
	may := f.Prefilter.MayCompile(question, text)
	if !may {
		*f.left++
	}
	return may
}

func countingWorker(t task.Task, from GraphFrom) *worker {
	opt := &Options{Task: t, GraphFrom: from, Scopes: []graph.Scope{graph.Full()}, Workers: 1, Memory: 1 << 40}
	return newWorker(opt, 1, new(counts))
}

// With or without the prefilter of its task, a file has the same account, and the
// same is wrong with it, whichever task it is read for.
func TestPrefilterLosesNothing(t *testing.T) {
	paths, err := record.Expand(tasktest.Data(t, "."))
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		paths = paths[:min(len(paths), 20)]
	}
	left := 0
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			for _, tk := range tasks.All() {
				with, without := countingWorker(filtered{tk.(task.Prefilter), &left}, FromEither), countingWorker(unfiltered{tk}, FromEither)
				for _, w := range []*worker{with, without} {
					countAll(t, w, path)
				}
				if diff := cmp.Diff(without.accounts, with.accounts); diff != "" {
					t.Errorf("%s: %s", tk.Name(), diff)
				}
				if diff := cmp.Diff(without.faults, with.faults, cmp.AllowUnexported(locatedFault{})); diff != "" {
					t.Errorf("%s: %s", tk.Name(), diff)
				}
			}
		})
	}
	if left == 0 {
		t.Error("no prefilter has left out anything: nothing was tested")
	}
}

func countAll(t *testing.T, w *worker, path string) {
	t.Helper()
	f, err := record.Open(path, record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for b, err := range f.Blocks() {
		if err != nil {
			t.Fatal(err)
		}
		if err := w.run(batch{0, path, b}); err != nil {
			t.Fatal(err)
		}
		b.Release()
	}
}

// checked is the record that data is, with all that is seen of it in checking; it
// reports false where it is not one sound record.
func checked(data []byte, isPlain bool) (record.Record, bool) {
	opt := record.Options{Format: "json"}
	if isPlain {
		opt = record.Options{Format: "text", Separator: "\x00none\x00"}
	}
	f, err := record.NewFile("f", bytes.NewReader(data), opt)
	if err != nil {
		return record.Record{}, false
	}
	defer f.Close()
	for rec, err := range f.Records() {
		return rec, err == nil
	}
	return record.Record{}, false
}

// What a prefilter does, and what is seen of a record in checking it, shows
// nowhere, whatever the record is.
func FuzzPrefilter(f *testing.F) {
	for _, seed := range []string{
		`{"text": "2 + 3 = 5"}`, `{"text": "2 + 3 \u003d 5"}`, `{"text": "2 + 3 \\approx 5"}`, `{"text": "2 + 3 \u2248 5", "url": "a=b"}`,
		`{"question": "What is \u0031\u0032 times 3?", "answer": "36"}`, `{"te\u0078t": "no sum"}`, `{"text": 7}`, `{"text": null}`, `{"other": "="}`,
		`{"messages": [{"role": "user", "content": "1 + 1?"}, {"role": "assistant", "content": "1 + 1 \u003d 2"}]}`,
		`{"messages": "[{\"role\": \"assistant\", \"content\": \"1 + 1 \\u003d 2\"}]"}`,
		`{"text": "input = [3, 2]\ndp[1] = max(input[1], 0) = 2\noutput[0] = 1"}`, `{"text": "input = [3, 2]\ncan_use_next_item = False"}`,
		`{"text": "There are 2 houses"}`, `{"text": "x\ny", "text": "1 + 1 = 2"}`, `{"text": "\ud800="}`, `{"text": "a`, `[]`, `1 + 1 = 2`,
		`{"text": "Let's multiply 12 by the digit in the ones place of 84, which is 4.\n1. Multiply 4 by the digit in the ones place of 12, which is 2. This gives 2 x 4 = 8."}`,
	} {
		f.Add([]byte(seed), false)
		f.Add([]byte(seed), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, isPlain bool) {
		rec, ok := checked(data, isPlain)
		if !ok {
			return
		}
		unseen := record.Record{Line: rec.Line, Data: rec.Data, IsPlain: isPlain}
		for _, tk := range tasks.All() {
			for _, from := range []GraphFrom{FromEither, FromTrace, FromInput} {
				with, without := countingWorker(tk, from), countingWorker(unfiltered{tk}, from)
				got, want := with.document(rec, &with.accounts[0]), without.document(unseen, &without.accounts[0])
				if with.accounts[0] != without.accounts[0] || fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s, %q: %q, plain %v: %+v, %v; without a prefilter %+v, %v", tk.Name(), from, data, isPlain, with.accounts[0], got, without.accounts[0], want)
				}
			}
		}
	})
}
