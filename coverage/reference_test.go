package coverage_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/tasks/task"
)

// The documents are as in TestRecallIsFound, the responder is right where the
// training data had the step. Here it is worked out how many documents have the
// step of digits a and b, and from that, by comparing all pairs, the AUC for the
// problems themselves and for those that the same 39 bijections make of them.
func TestReference(t *testing.T) {
	documents := make(map[[2]int]int)
	step := func(a, b int) [2]int { return [2]int{min(a, b), max(a, b)} }
	var training, said []any
	for tens := 1; tens <= 9; tens++ {
		for _, y := range []int{2, 3} {
			training = append(training, document(t, fmt.Sprintf("%d%d x %d", tens, 10-tens, y)))
			documents[step(tens, y)]++
			if tens != 5 { // else it is the same step twice in one document
				documents[step(10-tens, y)]++
			}
		}
	}
	type pair struct {
		x, y  int
		right bool
	}
	var asked []pair
	for x := 1; x <= 9; x++ {
		for y := 1; y <= 9; y++ {
			question := fmt.Sprintf("What is %d times %d?", x, y)
			text := scratchpad(t, question)
			right := documents[step(x, y)] > 0
			if !right {
				text = strings.ReplaceAll(text, "answer is", "answer is not")
				text += "The final answer is 0."
			}
			asked = append(asked, pair{x, y, right})
			said = append(said, response(question, question, text))
		}
	}
	auc := func(renamed func(int) int) float64 {
		won, all := 0.0, 0.0
		for _, r := range asked {
			for _, w := range asked {
				if !r.right || w.right {
					continue
				}
				all++
				more := documents[step(renamed(r.x), renamed(r.y))] - documents[step(renamed(w.x), renamed(w.y))]
				switch {
				case more > 0:
					won++
				case more == 0:
					won += 0.5
				}
			}
		}
		return won / all
	}
	own := auc(func(digit int) int { return digit })
	mean, atLeast := 0.0, 0
	const draws, seed = 39, 7
	for draw := range uint64(draws) {
		digits := task.NewDigits(rand.New(rand.NewPCG(seed, draw)), 9)
		a := auc(func(digit int) int { return int(digits[digit] - '0') })
		if mean += a / draws; a >= own {
			atLeast++
		}
	}

	db := create(t)
	dir := t.TempDir()
	index(t, db, "train", write(t, filepath.Join(dir, "train.jsonl"), training...))
	opt := options(write(t, filepath.Join(dir, "said.jsonl"), said...))
	opt.Seed = seed
	analyze(t, db, opt)
	reference := find(t, db, finding.MeasureReferenceAUC, "step", finding.StratumAll)
	over := find(t, db, finding.MeasureOverReference, "step", finding.StratumAll)
	if reference.Estimate.N != 81 || math.Abs(reference.Estimate.Value-mean) > 1e-9 {
		t.Errorf("reference %+v, want %g over 81 examples", reference, mean)
	}
	if e := over.Estimate; math.Abs(e.Value-(own-mean)) > 1e-9 || e.Low >= e.Value || e.High <= e.Value {
		t.Errorf("excess %+v, want %g within its interval", over, own-mean)
	}
	if want := 2 * float64(atLeast+1) / (draws + 1); over.P == nil || math.Abs(*over.P-want) > 1e-9 {
		t.Errorf("p %v, want %g", over.P, want)
	}
	if mean > 0.6 || own != 1 {
		t.Errorf("AUC %g, and %g of other problems: the test shows nothing", own, mean)
	}
	// Shape has nothing to rename.
	if rows := query(t, db, "SELECT DISTINCT scope FROM reference_coverage ORDER BY 1"); len(rows) != 3 || rows[0][0] != "full" || rows[1][0] != "hop2" || rows[2][0] != "step" {
		t.Errorf("scopes %v", rows)
	}
	// Grown, the corpus is another one.
	index(t, db, "train", write(t, filepath.Join(dir, "more.jsonl"), document(t, "11 x 7")))
	if rows := query(t, db, "SELECT count(*) FROM reference_coverage"); rows[0][0] != "0" {
		t.Errorf("%v rows of the corpus before it grew", rows)
	}
}

// Problems that are themselves in the training data have no part in it, and
// nothing is said where none is left.
func TestReferenceLeavesOutSeenProblems(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	index(t, db, "train", write(t, filepath.Join(dir, "train.jsonl"), document(t, "12 x 84")))
	analyze(t, db, options(write(t, filepath.Join(dir, "said.jsonl"), response("1", "12 x 84", scratchpad(t, "12 x 84")))))
	if rows := query(t, db, "SELECT count(*) FROM reference_coverage"); rows[0][0] != "0" {
		t.Errorf("%v rows", rows)
	}
	if rows := query(t, db, "SELECT count(*) FROM finding WHERE measure IN (?, ?)", finding.MeasureReferenceAUC, finding.MeasureOverReference); rows[0][0] != "0" {
		t.Errorf("%v findings", rows)
	}
}
