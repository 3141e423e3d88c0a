package coverage_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
	"github.com/graphcov/graphcov/tasks/tasktest"
)

// A responder that is right if and only if the training data had the step. The
// documents are of 2x1, with 2 and 3 for second factor, so they cover the 32
// products of digits 1 to 9 that have a 2 or a 3 in them, and no whole problem of
// the 81 that are asked.
func TestRecallIsFound(t *testing.T) {
	db := create(t)
	dir := t.TempDir()
	var training, said []any
	for tens := 1; tens <= 9; tens++ {
		for _, y := range []int{2, 3} {
			training = append(training, document(t, fmt.Sprintf("%d%d x %d", tens, 10-tens, y)))
		}
	}
	for x := 1; x <= 9; x++ {
		for y := 1; y <= 9; y++ {
			question := fmt.Sprintf("What is %d times %d?", x, y)
			text := scratchpad(t, question)
			if covered := x == 2 || x == 3 || y == 2 || y == 3; !covered {
				right, wrong := fmt.Sprint(x*y), fmt.Sprint(x*y+1)
				for _, before := range []string{" = ", "result ", "A=", "answer is "} {
					text = strings.ReplaceAll(text, before+right, before+wrong)
				}
			}
			said = append(said, response(question, question, text))
		}
	}
	index(t, db, "train", write(t, filepath.Join(dir, "train.jsonl"), training...))
	analyze(t, db, options(write(t, filepath.Join(dir, "said.jsonl"), said...)))
	checkFindings(t, db)
	for _, measure := range []string{finding.MeasureStratifiedAUC, finding.MeasureNodeAUC} {
		f := find(t, db, measure, "step", finding.StratumAll)
		if f.Verdict != stats.VerdictTracks || f.Estimate.Value != 1 || f.Estimate.N != 81 || f.Q == nil || *f.Q > 0.001 {
			t.Errorf("%s: %+v, want the verdict %s and an AUC of 1", measure, f, stats.VerdictTracks)
		}
	}
	if f := find(t, db, finding.MeasureAccuracy, "", finding.StratumAll); f.Estimate.Value*81 < 31.9 || f.Estimate.Value*81 > 32.1 {
		t.Errorf("accuracy %v, want 32 of 81", f.Estimate)
	}
	if f := find(t, db, finding.MeasureStepError, "", "op multiply"); f.Estimate.Value*81 < 48.9 || f.Estimate.Value*81 > 49.1 {
		t.Errorf("error rate of the step %v, want 49 of 81", f.Estimate)
	}
	if f := find(t, db, finding.MeasureOddsRatio, "step", finding.StratumAll); f.Estimate.OK {
		t.Errorf("the odds ratio of complete separation is %v, want none", f.Estimate)
	}
	logistic := find(t, db, finding.MeasureLogistic, "step", "exposure, profile interval")
	if !logistic.Estimate.OK || logistic.Estimate.Low <= 0 {
		t.Errorf("logistic regression %+v, want an effect of exposure", logistic)
	}
	spearman := find(t, db, finding.MeasureSpearman, "step", finding.StratumAll)
	if !spearman.Estimate.OK || spearman.Estimate.Low < 0.7 {
		t.Errorf("rank correlation %+v, want a strong one", spearman)
	}
}

// Of two responses to 12 x 84, one has 1 x 4 = 5 and all else right: of its three
// products that are stated one is wrong, of six in all.
func TestStepErrors(t *testing.T) {
	db := create(t)
	pad := scratchpad(t, "12 x 84")
	wrong := tasktest.Edit(t, pad, "This gives 1 x 4 = 4. Write down the result 4.", "This gives 1 x 4 = 5. Write down the result 5.")
	analyze(t, db, options(write(t, filepath.Join(t.TempDir(), "said.jsonl"),
		response("1", "12 x 84", pad), response("1", "12 x 84", wrong).with("sample", 1))))
	f := find(t, db, finding.MeasureStepError, "", "op multiply")
	if f.Note != "1 wrong of 6 steps with right arguments" && !strings.HasPrefix(f.Note, "1 wrong of 6 steps with right arguments;") {
		t.Errorf("%+v", f)
	}
	if rows := query(t, db, "SELECT first_wrong, right_prefix FROM response ORDER BY sample"); rows[0][0] != "NULL" || rows[0][1] != "1" || rows[1][0] != "prod[0,1]" {
		t.Errorf("%v", rows)
	}
}
