package corpus

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/graph"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/task"
)

func TestGraphFrom(t *testing.T) {
	const steps = "Let's multiply 7 by the digit in the ones place of 3, which is 3.\n\n1. Multiply 3 by the digit in the ones place of 7, which is 7. This gives 7 x 3 = 22. Write down the result 22.\n"
	records := map[string]string{
		"steps":        jsonRecord(t, "question", "What is 7 times 3?", "scratchpad", steps),
		"steps alone":  jsonRecord(t, "text", steps),
		"answer":       jsonRecord(t, "question", "What is 7 times 3?", "answer", "21"),
		"answer alone": jsonRecord(t, "text", "What is 7 times 3? 21"),
		"other":        jsonRecord(t, "question", "Who?", "answer", "Me."),
	}
	// What is counted: the step that the text spells out, with its error, or
	// the one that the problem implies.
	traced, implied := "trace", "input"
	for _, test := range []struct {
		record string
		from   GraphFrom
		want   string // empty: nothing of the task in it
	}{
		{"steps", FromEither, traced}, {"steps", FromTrace, traced}, {"steps", FromInput, implied},
		{"steps alone", FromEither, traced}, {"steps alone", FromTrace, traced}, {"steps alone", FromInput, implied},
		{"answer", FromEither, implied}, {"answer", FromTrace, ""}, {"answer", FromInput, implied},
		{"answer alone", FromEither, ""}, {"answer alone", FromTrace, ""}, {"answer alone", FromInput, ""},
		{"other", FromEither, ""}, {"other", FromTrace, ""}, {"other", FromInput, ""},
	} {
		t.Run(test.record+"/"+string(test.from), func(t *testing.T) {
			path := inDir(t, "a.db")
			report, err := index(t, path, func(opt *Options) { opt.GraphFrom = test.from }, writeFile(t, inDir(t, "a.jsonl"), records[test.record]))
			if test.want == "" {
				wantError(t, err, "none of 1 records has anything of the task multiplication", "--task", "--graph-from")
				if report.Total.Empty != 1 {
					t.Errorf("total %+v", report.Total)
				}
				wantNothing(t, path)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			a := report.Total
			if a.Compiled != 1 || (a.FromTrace == 1) != (test.want == traced) || (a.FromInput == 1) != (test.want == implied) {
				t.Errorf("total %+v", a)
			}
			if got, want := query(t, path, "SELECT lower(hex(fingerprint)) FROM subgraph WHERE scope = 'step'"), stepOf(test.want); !slices.Equal(got, want) {
				t.Errorf("counted %q, want %q", got, want)
			}
			// However it is counted, the problem is the same.
			if got := query(t, path, "SELECT lower(hex(fingerprint)), documents FROM corpus_input"); !slices.Equal(got, []string{graph.FingerprintText(`{"x":7,"y":3}`).String() + " 1"}) {
				t.Errorf("problems %q", got)
			}
			if diff := cmp.Diff([]string{"1 1x1 1"}, query(t, path, "SELECT * FROM corpus_size")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// stepOf is the fingerprint of 7 x 3 = 22 or of 7 x 3 = 21, made by hand.
func stepOf(from string) []string {
	value := map[string]string{"trace": "22", "input": "21"}[from]
	g := new(graph.Graph)
	x, y := g.Source(graph.Name("x"), "7"), g.Source(graph.Name("y"), "3")
	v := g.Add("multiply", graph.Name("p"), value, x, y)
	f := graph.NewFingerprinter([]graph.Scope{graph.Hop(1)}, false)
	f.Compute(g)
	return []string{f.At(0, v).String()}
}

// A document that is of the task but cannot be compiled is rejected, whichever
// way it is taken.
func TestGraphFromRejects(t *testing.T) {
	file := writeFile(t, inDir(t, "a.jsonl"), jsonRecord(t, "question", "unsolvable", "answer", "a"))
	for _, from := range []GraphFrom{FromEither, FromInput} {
		_, err := index(t, inDir(t, "a.db"), func(opt *Options) { opt.GraphFrom, opt.Task = from, unsolvable{} }, file)
		wantError(t, err, "1 of 1 records are faulty", "a.jsonl:1: two solutions")
	}
}

// What a compiler left behind of a text without steps is not counted.
func TestGraphFromStartsAnew(t *testing.T) {
	file := writeFile(t, inDir(t, "a.jsonl"), jsonRecord(t, "question", "What is 7 times 3?", "answer", "21"))
	report := mustIndex(t, inDir(t, "a.db"), func(opt *Options) { opt.Task = untidy{} }, file)
	if report.Nodes != 1 {
		t.Errorf("%d nodes, want 7 x 3 alone", report.Nodes)
	}
}

// untidy is a task that finds out late that a text has no steps.
type untidy struct{ multiplication.Task }

func (untidy) CompileTrace(g *graph.Graph, doc task.Document) (task.Instance, error) {
	g.Add("add", graph.Name("b"), "2", g.Source(graph.Name("a"), "2"))
	return nil, task.ErrNoSteps
}

// unsolvable is multiplication with problems that cannot be compiled.
type unsolvable struct{ multiplication.Task }

func (unsolvable) MayCompile(_, _ task.Written) bool { return true }

func (u unsolvable) Parse(p task.Problem) (task.Instance, error) {
	if strings.Contains(p.Question, "unsolvable") {
		return nil, errors.New("two solutions")
	}
	return u.Task.Parse(p)
}
