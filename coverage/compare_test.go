package coverage_test

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graphcov/graphcov/coverage/estimate"
)

// Two models answer 2 x 3, 3 x 3, 12 x 3 and 13 x 3, b also 4 x 4. 2 x 3 and
// 12 x 3 are covered by the training documents, the others are not.
func TestCompareModels(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	index(t, db, "train", write(t, filepath.Join(dir, "train.jsonl"), document(t, "3 x 2"), document(t, "12 x 3")))
	var said []any
	for model, answers := range map[string]string{"a": "2 x 3=6 3 x 3=9 12 x 3=36 13 x 3=0", "b": "2 x 3=6 3 x 3=0 12 x 3=0 13 x 3=0 4 x 4=16"} {
		for _, problem := range strings.Split(strings.ReplaceAll(answers, " x ", "x"), " ") {
			question, answer, _ := strings.Cut(problem, "=")
			said = append(said, response(question, "What is "+strings.ReplaceAll(question, "x", " times ")+"?", answer).with("model", model))
		}
	}
	analyze(t, db, options(write(t, filepath.Join(dir, "said.jsonl"), said...)))
	compared, err := estimate.CompareModels(t.Context(), db, "a", "b", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range compared {
		got = append(got, fmt.Sprintf("%s%s: %d %.2f %.2f %.2f", c.Corpus, c.Stratum, c.Difference.N, c.A.Value, c.B.Value, c.Difference.Value))
		if c.Difference.Low > c.Difference.Value || c.Difference.High < c.Difference.Value || !c.P.OK {
			t.Errorf("%+v", c)
		}
	}
	want := []string{
		"all: 4 0.75 0.25 0.50", // 2 x 3 right for both, 13 x 3 wrong for both
		"1x1: 2 1.00 0.50 0.50",
		"2x1: 2 0.50 0.00 0.50",
		"trainless covered: 2 0.50 0.00 0.50", // 3 x 3 and 13 x 3
		"trainmore covered: 2 1.00 0.50 0.50",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p := compared[0].P.Value; math.Abs(p-0.5) > 0.03 { // of two coins, both heads or both tails
		t.Errorf("p %v, want 0.5", p)
	}
	for _, models := range [][2]string{{"a", "c"}, {"", "b"}} {
		if _, err := estimate.CompareModels(t.Context(), db, models[0], models[1], "", 1); err == nil || !strings.Contains(err.Error(), `"a" on multiplication against "train"`) {
			t.Errorf("%v: error %v, want one that says what there is", models, err)
		}
	}
	if _, err := estimate.CompareModels(t.Context(), db, "a", "b", "dynprog", 1); err == nil {
		t.Error("a comparison on a task that neither was asked")
	}
}

// 21 x 4 has the products of 12 x 4. Against a corpus of such and one of none, only the
// first's coverage varies.
func TestCompareCorpora(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	var covering []any
	var said []any
	for y := 2; y <= 9; y++ {
		question := fmt.Sprintf("What is 12 times %d?", y)
		answer := "0"
		if y%2 == 0 {
			covering = append(covering, document(t, fmt.Sprintf("21 x %d", y)))
			answer = fmt.Sprint(12 * y)
		}
		said = append(said, response(question, question, answer))
	}
	index(t, db, "near", write(t, filepath.Join(dir, "near.jsonl"), covering...))
	index(t, db, "far", write(t, filepath.Join(dir, "far.jsonl"), document(t, "70 x 80")))
	analyze(t, db, options(write(t, filepath.Join(dir, "said.jsonl"), said...)))
	compared, err := estimate.CompareCorpora(t.Context(), db, "m", "near", "far", 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(compared) != 4 {
		t.Fatalf("%d scopes compared, want 4", len(compared))
	}
	step := compared[0]
	if step.Scope != "step" || step.A.Value != 1 || step.B.Value != 0.5 || step.Difference.Value != 0.5 {
		t.Errorf("%+v, want an AUC of 1 against a half", step)
	}
	if _, err := estimate.CompareCorpora(t.Context(), db, "m", "near", "nowhere", 1); err == nil {
		t.Error("a comparison with a corpus that is not there")
	}
}
