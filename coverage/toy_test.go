package coverage_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/corpus"
	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/transcript"
	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks"
	"github.com/graphcov/graphcov/tasks/task"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// successor is all that a task needs: "What comes after 41?", worked as "After
// 41 comes 42."
type successor struct{}

func (successor) Name() string { return "successor" }

func (successor) About() task.About {
	return task.About{
		Summary: "the number that comes after another", Algorithms: []string{"count"}, Sizes: "digits", Examples: []string{"1", "3"},
		Ops: []graph.Op{"next"}, Formats: []string{"After 41 comes 42."},
	}
}

func (successor) Parse(p task.Problem) (task.Instance, error) {
	var n int
	_, err := fmt.Sscanf(p.Question, "What comes after %d?", &n)
	if p.Input != "" {
		_, err = fmt.Sscanf(p.Input, `{"after":%d}`, &n)
	}
	if err != nil || n < 0 {
		return nil, fmt.Errorf("nothing that has a successor: %w", task.ErrOtherTask)
	}
	return after{n: n}, nil
}

func (successor) Generate(rng *rand.Rand, size string) (task.Instance, error) {
	bound := map[string]int{"1": 1, "3": 100}[size]
	if bound == 0 {
		return nil, fmt.Errorf("size %q: use 1 or 3", size)
	}
	return after{n: bound + rng.IntN(9*bound)}, nil
}

func (successor) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	n, next, ok := readAfter(doc.Text)
	if !ok {
		return nil, task.ErrNoSteps
	}
	g.Add("next", graph.Name("next"), strconv.Itoa(next), g.Source(graph.Name("n"), strconv.Itoa(n)))
	return after{n: n}, nil
}

func readAfter(text string) (n, next int, ok bool) {
	_, err := fmt.Sscanf(text, "After %d comes %d.", &n, &next)
	return n, next, err == nil && n >= 0
}

// after is an instance of successor.
type after struct {
	task.Exact
	n int
}

func (a after) Input() string     { return fmt.Sprintf(`{"after":%d}`, a.n) }
func (a after) Question() string  { return fmt.Sprintf("What comes after %d?", a.n) }
func (a after) Size() string      { return strconv.Itoa(len(strconv.Itoa(a.n))) }
func (a after) Answer() string    { return strconv.Itoa(a.n + 1) }
func (a after) Algorithm() string { return "count" }
func (a after) AppendScratchpad(dst []byte) []byte {
	return fmt.Appendf(dst, "After %d comes %d.", a.n, a.n+1)
}

func (a after) Compile(g *graph.Graph) graph.Node {
	return g.Add("next", graph.Name("next"), a.Answer(), g.Source(graph.Name("n"), strconv.Itoa(a.n)))
}

func (a after) Read(g *graph.Graph, text string) task.Trace {
	trace := task.Trace{Readings: make([]task.Reading, g.Len())}
	if n, next, ok := readAfter(text); ok && n == a.n {
		trace.LinesParsed, trace.Answer = 1, strconv.Itoa(next)
		trace.State(graph.Node(g.Len()-1), trace.Answer)
	}
	return trace
}

func (after) Apply(_ *graph.Graph, _ graph.Node, args []string) (string, bool) {
	if len(args) != 1 {
		return "", false
	}
	n, err := strconv.Atoi(args[0])
	return strconv.Itoa(n + 1), err == nil
}

// toyFormat is all that a format of transcripts needs.
var toyFormat = transcript.Format{
	Name: "toy", About: "records of q and a",
	Sniff: func(h transcript.Head) bool { return h.Has("q", "a") },
	Read: func(in *transcript.Input) iter.Seq2[transcript.Response, error] {
		return in.PerRecord(func(_ int, data []byte, emit transcript.Emit) {
			var said struct{ Q, A string }
			if err := json.Unmarshal(data, &said); err != nil {
				emit(transcript.Response{}, &transcript.Reject{Reason: "no texts q and a", Detail: err.Error()})
				return
			}
			emit(transcript.Response{Question: said.Q, Text: said.A, Model: "toy"}, nil)
		})
	},
}

// A task is one file and one line in a list; so is a format. What is above is
// all there is to them: the rest of graphcov then works on both.
func TestToyTaskAndFormat(t *testing.T) {
	tasktest.Conform(t, successor{})
	db := create(t)
	training := write(t, filepath.Join(t.TempDir(), "train.jsonl"),
		record{"question": "What comes after 41?", "answer": "After 41 comes 42."}, record{"text": "After 7 comes 8."})
	transcripts := write(t, filepath.Join(t.TempDir(), "said.jsonl"),
		record{"q": "What comes after 7?", "a": "After 7 comes 8."}, record{"q": "What comes after 8?", "a": "After 8 comes 10."}, record{"q": 1, "a": 2})
	if _, err := corpus.Index(t.Context(), db, corpus.Options{Task: successor{}, Paths: []string{training}}); err != nil {
		t.Fatal(err)
	}
	report := analyze(t, db, coverage.Options{
		Paths: []string{transcripts}, MaxRejects: corpus.RejectLimit{Count: 1},
		Tasks: append(tasks.All(), successor{}), Formats: append(transcript.Formats(), toyFormat),
	})
	if f := report.Files[0]; f.Format != "toy" || f.Responses != 2 || f.Right != 1 || f.Faulty != 1 {
		t.Errorf("%+v, want two responses of the format toy, one right, and one faulty", f)
	}
	rows := query(t, db, "SELECT e.task, c.seen, c.seen_nodes, r.correct, r.first_wrong FROM example e JOIN example_coverage c USING (example_id) JOIN response r USING (example_id) WHERE c.scope = 'full' ORDER BY 1, 2 DESC")
	want := [][]string{{"successor", "1", "1", "1", "NULL"}, {"successor", "0", "0", "0", "next"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}
