package coverage_test

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/tasks/multiplication"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// thought is a node of a tree as a file has it; a nil parent or score is none.
func thought(id int, parent any, text string, score any, kept bool) record {
	return record{"id": id, "parent": parent, "text": text, "score": score, "kept": kept}
}

func tree(nodes ...record) record { return record{"nodes": nodes} }

// lineWith is the line of a scratchpad that has this part.
func lineWith(t testing.TB, text, part string) string {
	t.Helper()
	for line := range strings.Lines(text) {
		if strings.Contains(line, part) {
			return strings.TrimSpace(line)
		}
	}
	t.Fatalf("%q stands in no line of\n%s", part, text)
	return ""
}

// checkEstimates checks findings over everything, by measure.
func checkEstimates(t *testing.T, got func(measure string) finding.Finding, want map[string]float64) {
	t.Helper()
	for measure, value := range want {
		f := got(measure)
		if !f.Estimate.OK || math.Abs(f.Estimate.Value-value) > 1e-12 {
			t.Errorf("%s: %+v, want %v", measure, f.Estimate, value)
		}
	}
}

// Two searches, and some that are none. In the first the evaluator keeps a wrong
// second step and prunes the right one; a right answer below a wrong step is
// no right thought. The second ends in a tie of a right and a wrong answer.
func TestTreesOfThoughts(t *testing.T) {
	perfect := scratchpad(t, "12 x 3")
	opening := lineWith(t, perfect, "ones place of 3,") + "\n"
	ones, tens := opening+lineWith(t, perfect, "2 x 3 = 6"), lineWith(t, perfect, "1 x 3 = 3")
	wrongOnes := tasktest.Edit(t, ones, "= 6", "= 5", "result 6", "result 5")
	wrongTens := tasktest.Edit(t, tens, "= 3", "= 4", "result 3", "result 4")
	first := tree(
		thought(7, 2, "The answer is 36.", 0.7, true),
		thought(1, nil, ones, 0.9, true), thought(2, nil, wrongOnes, 0.8, true), thought(3, nil, "Let me think.", nil, false),
		thought(4, 1, tens, 0.1, false), thought(5, 1, wrongTens, 0.7, true), thought(6, 5, "The answer is 46.", 0.7, true))
	other := scratchpad(t, "31 x 2")
	second := tree(thought(1, nil, lineWith(t, other, "ones place of 2,")+"\n"+lineWith(t, other, "1 x 2 = 2"), 0.5, true),
		thought(2, 1, "The answer is 62.", 0.9, true), thought(3, 1, "The answer is 63.", 0.9, true))
	chain := []record{thought(0, nil, "", nil, true)}
	for i := range 6000 { // 6000 * 6001 / 2 line ends to read
		chain = append(chain, thought(i+1, i, "", nil, true))
	}
	path := write(t, filepath.Join(t.TempDir(), "t.jsonl"),
		response("a", "12 x 3", "The answer is 46.").with("tree", first),
		response("b", "31 x 2", "The answer is 62.").with("tree", second),
		response("b", "31 x 2", "The answer is 62.").with("tree", tree(thought(1, 2, "", nil, true), thought(2, 1, "", nil, true))), // a circle
		response("b", "31 x 2", "The answer is 62.").with("tree", tree(thought(1, 3, "", nil, true))),
		response("b", "31 x 2", "The answer is 62.").with("tree", tree(thought(1, nil, "", nil, true), thought(1, nil, "", nil, true))),
		response("b", "31 x 2", "The answer is 62.").with("tree", tree(chain...)))
	db := create(t)
	smallCorpus(t, db)
	report := analyze(t, db, options(path))
	wantTrees := []coverage.RejectCount{
		{Reason: "the thoughts make no tree", Records: 3, FirstLine: 3, Example: "2 thoughts are their own ancestors or below such", Faulty: true},
		{Reason: "a tree of thoughts too large to judge", Records: 1, FirstLine: 6, Example: "6001 thoughts", Faulty: true},
	}
	if diff := cmp.Diff(wantTrees, report.Files[0].Trees); diff != "" || report.Files[0].Responses != 6 || len(report.Files[0].Rejects) != 0 {
		t.Errorf("%+v\ntrees (-want +got):\n%s", report.Files[0], diff)
	}
	wantRows := [][]string{
		{"1", "1", "NULL", "0.9", "1", "1"}, {"1", "2", "NULL", "0.8", "1", "0"}, {"1", "3", "NULL", "NULL", "0", "NULL"}, {"1", "4", "1", "0.1", "0", "1"},
		{"1", "5", "1", "0.7", "1", "0"}, {"1", "6", "5", "0.7", "1", "0"}, {"1", "7", "2", "0.7", "1", "0"},
		{"2", "1", "NULL", "0.5", "1", "1"}, {"2", "2", "1", "0.9", "1", "1"}, {"2", "3", "1", "0.9", "1", "0"},
	}
	if diff := cmp.Diff(wantRows, query(t, db, "SELECT response_id, thought, parent, score, kept, right FROM thought ORDER BY 1, 2")); diff != "" {
		t.Errorf("table thought (-want +got):\n%s", diff)
	}
	checkFindings(t, db)
	got := func(measure string) finding.Finding { return find(t, db, measure, "", finding.StratumAll) }
	checkEstimates(t, got, map[string]float64{
		finding.MeasureTreeExpanded:    (3. + 1) / 2,
		finding.MeasureTreeDepth:       (3. + 2) / 2,
		finding.MeasureTreeKeptRight:   (1. + 2) / (5 + 3),
		finding.MeasureTreePrunedRight: 1, // of one: another was not judged
		finding.MeasureTreeSuccess:     (0 + 0.5) / 2,
		finding.MeasureTreePerfect:     (0. + 1) / 2, // the right leaf of the first stands too high to be an answer
		finding.MeasureTreePossible:    1,
	})
	if f := got(finding.MeasureTreeSuccess); f.Estimate.N != 2 || f.Note != "n counts searches; 1 thoughts were not judged" {
		t.Errorf("n = %d, %q", f.Estimate.N, f.Note)
	}
}

// Two searches for one problem are no two independent ones: with nothing else
// to draw, the mean of 1 and 0 thoughts expanded never moves.
func TestTreesAreClusteredByExample(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "t.jsonl"),
		response("a", "12 x 3", "36").with("tree", tree(thought(1, nil, "", nil, true), thought(2, 1, "", nil, true))),
		response("a", "12 x 3", "36").with("tree", tree(thought(1, nil, "", nil, true))),
		response("b", "13 x 3", "39"))
	db := create(t)
	analyze(t, db, options(path))
	f := find(t, db, finding.MeasureTreeExpanded, "", finding.StratumAll)
	if e := f.Estimate; e.N != 2 || e.Value != 0.5 || e.Low != 0.5 || e.High != 0.5 {
		t.Errorf("%+v, want 0.5 of 2 without any width", e)
	}
}

// What a partial solution must state to be right, wrong or neither.
func TestTruthOfThoughts(t *testing.T) {
	tests := []struct {
		question, response string
		right              map[string]string // by text
	}{
		{"(4 + 8 * 9) / 4", "8 * 9 = 72", map[string]string{
			"8 * 9 = 72": "1", "8 * 9 = 72\n4 + 72 = 76\n76 / 4 = 19": "1", "8 * 9 = 71": "0",
			"First the product.": "NULL", "The answer is 19.": "1", "The answer is 72.": "0", "8 * 9 = 72\nThe answer is 72.": "0",
			"5 * 5 = 25": "NULL", "5 * 5 = 26": "0", // no step of this problem, and the second is wrong all the same
		}},
		// A step that ends in "=" passes for the answer where there is no other.
		{"12 x 3", "10 x 3 = 30\n2 x 3 = 6\n30 + 6 = 36", map[string]string{
			"10 x 3 = 30": "1", "10 x 3 = 31": "0", "10 x 3 = 30\n2 x 3 = 6": "1", "12 x 3 = 36": "1", "12 x 3 = 46": "0", "37": "0",
		}},
	}
	var lines []any
	for i, test := range tests {
		var nodes []record
		for text := range test.right {
			nodes = append(nodes, thought(len(nodes), nil, text, nil, true))
		}
		lines = append(lines, record{"id": fmt.Sprint(i), "question": test.question, "response": test.response, "tree": tree(nodes...)})
	}
	db := create(t)
	analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), lines...)))
	for i, test := range tests {
		got := map[string]string{}
		for _, row := range query(t, db, "SELECT text, right FROM thought WHERE response_id = ?", i+1) {
			got[row[0]] = row[1]
		}
		if diff := cmp.Diff(test.right, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.question, diff)
		}
	}
}

// Of each pair one response is right; its score by product, min, last and mean
// is higher, or as high, where the comment says so.
func TestBestOfByStepScores(t *testing.T) {
	pairs := []struct {
		question     string
		right, wrong []float64
	}{
		{"12 x 3", []float64{0.6}, []float64{0.7, 0.7}},       // product: 0.6 > 0.49
		{"13 x 3", []float64{0.5}, []float64{0.6, 0.6}},       // product: 0.5 > 0.36
		{"21 x 3", []float64{0.6, 0.9}, []float64{0.8, 0.7}},  // last: 0.9 > 0.7; mean: 0.75 twice
		{"22 x 3", []float64{0.75, 0.5}, []float64{0.6, 0.6}}, // mean: 0.625 > 0.6; product: 0.375 > 0.36
	}
	var lines []any
	for _, p := range pairs {
		_, g := tasktest.Compile(t, multiplication.Task{}, p.question)
		lines = append(lines, response(p.question, p.question, "The answer is 1.").with("step_scores", p.wrong),
			response(p.question, p.question, "The answer is "+g.Value(g.Sinks()[0])+".").with("step_scores", p.right))
	}
	db := create(t)
	smallCorpus(t, db)
	analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "t.jsonl"), lines...)))
	if diff := cmp.Diff([][]string{{"5", "0", "0.8"}, {"5", "1", "0.7"}, {"6", "0", "0.6"}, {"6", "1", "0.9"}},
		query(t, db, "SELECT * FROM step_score WHERE response_id IN (5, 6) ORDER BY 1, 2")); diff != "" {
		t.Errorf("table step_score (-want +got):\n%s", diff)
	}
	checkFindings(t, db)
	got := func(measure string) finding.Finding { return find(t, db, measure, "", "k=2") }
	checkEstimates(t, got, map[string]float64{
		finding.MeasureBestOf + "_steps_product": 3. / 4,
		finding.MeasureBestOf + "_steps_min":     0,
		finding.MeasureBestOf + "_steps_last":    1. / 4,
		finding.MeasureBestOf + "_steps_mean":    (0.5 + 1) / 4,
	})
}
