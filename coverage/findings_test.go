package coverage_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// checkFindings checks what holds of every finding in a database. SQLite keeps
// a NaN as NULL, so that one would show here.
func checkFindings(t *testing.T, db *database.DB) {
	t.Helper()
	for what, condition := range map[string]string{
		"nothing estimated and no reason":           "estimate IS NULL AND note IS NULL",
		"figures without an estimate":               "estimate IS NULL AND (low IS NOT NULL OR high IS NOT NULL OR p IS NOT NULL OR q IS NOT NULL)",
		"half an interval":                          "(low IS NULL) <> (high IS NULL)",
		"no interval":                               "estimate IS NOT NULL AND low IS NULL AND measure NOT IN ('training_documents', 'scaling_law_curve')",
		"an interval the wrong way round":           "low > high",
		"p without q":                               "(p IS NULL) <> (q IS NULL)",
		"q under p":                                 "q < p",
		"no probability":                            "p NOT BETWEEN 0 AND 1 OR q NOT BETWEEN 0 AND 1",
		"a verdict elsewhere":                       "verdict IS NOT NULL AND (measure NOT IN ('stratified_auc', 'node_stratified_auc') OR stratum <> 'all')",
		"a headline without a verdict":              "verdict IS NULL AND measure = 'stratified_auc'",
		"a scope or corpus that is not there":       "corpus_id IS NOT NULL AND corpus_id NOT IN (SELECT corpus_id FROM corpus) OR scope = ''",
		"accuracy of a corpus":                      "measure = 'accuracy' AND corpus_id IS NOT NULL",
		"a share outside of [0, 1]":                 "(measure IN ('accuracy', 'unread', 'share_seen') OR measure LIKE '%auc%') AND (estimate NOT BETWEEN 0 AND 1 OR low < 0 OR high > 1)",
		"a finding of nothing":                      "n = 0 AND estimate IS NOT NULL",
		"a model or task that answered no question": "NOT EXISTS (SELECT 1 FROM response r JOIN example e USING (example_id) WHERE r.model = finding.model AND e.task = finding.task)",
	} {
		for _, row := range query(t, db, "SELECT finding_id, model, scope, measure, stratum, estimate, low, high, p, q, n, verdict, note FROM finding WHERE "+condition) {
			t.Errorf("%s: %v", what, row)
		}
	}
}

// find returns the only finding of a measure in a stratum under a scope.
func find(t testing.TB, db *database.DB, measure, scope, stratum string) finding.Finding {
	t.Helper()
	all, err := finding.Read(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	var found []finding.Finding
	for _, f := range all {
		if f.Measure == measure && f.Scope == scope && f.Stratum == stratum {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d findings %s of scope %q, stratum %q", len(found), measure, scope, stratum)
	}
	return found[0]
}

// groups are examples at the exposures 1 and 0: right at 1, right at 0, wrong at
// 1, wrong at 0.
func groups(right1, right0, wrong1, wrong0 int) [][]constructed {
	return [][]constructed{at(1, true).times(right1), at(0, true).times(right0), at(1, false).times(wrong1), at(0, false).times(wrong0)}
}

// The verdict on databases whose answer is known beforehand.
func TestVerdicts(t *testing.T) {
	of := func(size string, operations, exposure int, right bool) constructed {
		c := at(exposure, right)
		c.size, c.operations = size, operations
		return c
	}
	seen := at(9, true)
	seen.seen = true
	shares := func(exposure, right int) constructed {
		c := at(exposure, false)
		c.right, c.n = right, 4
		return c
	}
	const notEstimable = -1
	tests := []struct {
		name     string
		examples [][]constructed
		auc      float64
		raw      float64 // the same with nothing held fixed
		verdict  string
		note     string
	}{
		{
			"coverage decides", groups(50, 0, 0, 50), 1, 1,
			"tracks training coverage", "1 of 1 strata vary in both; right weight 50, wrong 50 in them; 100 % of right-wrong pairs are informative; 0 examples seen in training left out",
		},
		{
			// 70 x 70 pairs for, 30 x 30 against, 2 x 70 x 30 ties of 100 x 100.
			"coverage helps", groups(70, 30, 30, 70), 0.70, 0.70,
			"tracks training coverage", "58 % of right-wrong pairs are informative",
		},
		{
			// 42 of 70 and 28 of 70: two-sided p is about 0.027.
			"coverage helps a little", groups(42, 28, 28, 42), 0.60, 0.60,
			"weak", "",
		},
		{"coverage has nothing to do with it", groups(50, 50, 50, 50), 0.5, 0.5, "no evidence", "this sample could have shown an auc of"},
		{"coverage harms", groups(30, 70, 70, 30), 0.30, 0.30, "inverse", ""},
		{
			// Small problems are covered more and solved more; within a size it is
			// a toss. Raw: 90 x 90 pairs for, 2 x 90 x 10 a toss, 10 x 10 against.
			"size explains all of it",
			[][]constructed{
				of("2x2", 10, 5, true).times(45), of("2x2", 10, 6, true).times(45), of("2x2", 10, 5, false).times(5), of("2x2", 10, 6, false).times(5),
				of("3x3", 20, 0, true).times(5), of("3x3", 20, 1, true).times(5), of("3x3", 20, 0, false).times(45), of("3x3", 20, 1, false).times(45),
			},
			0.5, 0.90,
			"no evidence", "2 of 2 strata vary in both",
		},
		{
			// One size, but problems of fewer operations are covered more.
			"the number of operations explains all of it",
			[][]constructed{of("2x2", 8, 9, true).times(40), of("2x2", 10, 1, false).times(40)},
			notEstimable, 1,
			"inconclusive", "the auc is not estimable; 0 of 2 strata vary in both",
		},
		{"all right", [][]constructed{at(1, true).times(40), at(0, true).times(40)}, notEstimable, notEstimable, "inconclusive", "no stratum has both a right and a wrong example"},
		{"all wrong", [][]constructed{at(1, false).times(40), at(0, false).times(40)}, notEstimable, notEstimable, "inconclusive", "no stratum has both a right and a wrong example"},
		{"everything covered alike", [][]constructed{at(1, true).times(40), at(1, false).times(40)}, 0.5, 0.5, "inconclusive", "0 of 1 strata vary in both"},
		{"29 right ones are too few", groups(29, 0, 0, 100), 1, 1, "inconclusive", "strata that vary hold 29.0 right and 100.0 wrong examples by weight; 30 of each are needed"},
		{"30 are enough", groups(30, 0, 0, 100), 1, 1, "tracks training coverage", ""},
		{
			"problems that are training documents do not count",
			append(groups(50, 50, 50, 50), seen.times(60)), 0.5, 0.5,
			"no evidence", "60 examples seen in training left out",
		},
		{
			// Four responses each, three right at exposure 1 and one at 0, so each
			// example weighs 3/4 and 1/4. For: 30 x 30. Against: 10 x 10. Ties of two
			// different examples: 2 x 40 x 39 x 3/16 = 585. (900 + 292.5) / 1585.
			"several responses", [][]constructed{shares(1, 3).times(40), shares(0, 1).times(40)}, 1192.5 / 1585, 1192.5 / 1585,
			"tracks training coverage", "right weight 40, wrong 40 in them",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db := construct(t, test.examples...)
			checkFindings(t, db)
			headline := find(t, db, finding.MeasureStratifiedAUC, "step", finding.StratumAll)
			raw := find(t, db, finding.MeasureRawAUC, "step", finding.StratumAll)
			for name, pair := range map[string]struct {
				got  finding.Finding
				want float64
			}{"stratified": {headline, test.auc}, "raw": {raw, test.raw}} {
				f := pair.got
				if f.Estimate.OK != (pair.want != notEstimable) || f.Estimate.OK && math.Abs(f.Estimate.Value-pair.want) > 1e-12 {
					t.Errorf("%s auc %+v, want %v", name, f.Estimate, pair.want)
				}
				if (f.P != nil) != (name == "stratified" && f.Estimate.OK) {
					t.Errorf("%s auc: p %v", name, f.P)
				}
			}
			if headline.Verdict != test.verdict || !strings.Contains(headline.Note, test.note) {
				t.Errorf("%s: %s; want %s: ..%s..", headline.Verdict, headline.Note, test.verdict, test.note)
			}
		})
	}
}

// Each measure of exposure is its own, and few operations are a measure, too.
func TestExposures(t *testing.T) {
	of := func(right int, operations int, exposure four) constructed {
		return constructed{size: "2x2", operations: operations, n: 1, right: right, exposure: map[string]four{"step": exposure}}
	}
	db := construct(t, []constructed{
		of(1, 10, four{3, 1, 5, 1}), of(1, 10, four{4, 2, 5, 9}),
		of(0, 10, four{1, 3, 5, 2}), of(0, 10, four{2, 4, 5, 3}),
		of(0, 12, four{}), // of another stratum, where it has no pair
	})
	for measure, want := range map[string]float64{
		finding.MeasureStratifiedAUC:                 1,   // 3 and 4 against 1 and 2
		finding.MeasureStratifiedAUC + "_share_seen": 0,   // 1 and 2 against 3 and 4
		finding.MeasureStratifiedAUC + "_bottleneck": 0.5, // all alike
		finding.MeasureStratifiedAUC + "_sink":       0.5, // 1 and 9 against 2 and 3
		finding.MeasureRawAUC:                        1,   // and 3 and 4 against 0
		finding.MeasureBySizeAUC:                     1,
		finding.MeasureRawAUCSize:                    4. / 6, // two of six pairs differ, for; the others tie
	} {
		scope := "step"
		if measure == finding.MeasureRawAUCSize {
			scope = ""
		}
		if f := find(t, db, measure, scope, finding.StratumAll); math.Abs(f.Estimate.Value-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", measure, f.Estimate.Value, want)
		}
	}
}

// family is a database of two models: the success of one follows its exposure
// under the scope step, that of the other follows nothing.
func family(t testing.TB) *database.DB {
	mixed := func(model string, step, full int, right bool) constructed {
		c := at(step, right)
		c.model, c.exposure["full"] = model, four{full, full, full, full}
		return c
	}
	var examples []constructed
	for i := range 60 {
		examples = append(examples,
			mixed("follows step", 1+i%2, i%7, true), mixed("follows step", i%2, i%7, false),
			mixed("follows nothing", i%3, i%7, true), mixed("follows nothing", i%3, i%7, false))
	}
	return construct(t, examples)
}

// The q of a test is Benjamini and Hochberg's over all scopes and exposures of
// its model, and of no other.
func TestFamilyOfTests(t *testing.T) {
	db := family(t)
	checkFindings(t, db)
	for _, model := range []string{"follows nothing", "follows step"} {
		var p, got, want []float64
		for _, row := range query(t, db, "SELECT p, q FROM finding WHERE model = ? AND p IS NOT NULL", model) {
			p, got = append(p, float(t, row[0])), append(got, float(t, row[1]))
		}
		if len(p) != 8 {
			t.Errorf("%s: %d tests, want 2 scopes x 4 exposures", model, len(p))
		}
		for _, a := range p { // the smallest of m p / rank over the tests with no smaller p
			q := 1.0
			for _, b := range p {
				rank := 0
				for _, c := range p {
					if c <= b {
						rank++
					}
				}
				if b >= a {
					q = min(q, float64(len(p))*b/float64(rank))
				}
			}
			want = append(want, q)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", model, diff)
		}
	}
	verdicts := query(t, db, "SELECT model, scope, verdict FROM finding WHERE measure = 'stratified_auc' ORDER BY finding_id")
	want := [][]string{
		{"follows nothing", "step", "no evidence"}, {"follows nothing", "full", "no evidence"},
		{"follows step", "step", "tracks training coverage"}, {"follows step", "full", "no evidence"},
	}
	if diff := cmp.Diff(want, verdicts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Two examples of three responses: 4 parts of 12 and 2 of 6 are right, a third,
// however the examples are drawn.
func TestFindRightParts(t *testing.T) {
	db := construct(t, constructed{size: "2x2", n: 3, right: 1, parts: 4}.times(1), constructed{size: "2x2", n: 3, right: 1, parts: 2}.times(1),
		constructed{model: "one", size: "2x2", n: 3, right: 1}.times(2))
	got := find(t, db, finding.MeasureRightParts, "", finding.StratumAll) // of the model with parts alone
	if got.Model != "m" || math.Abs(got.Estimate.Value-1.0/3) > 1e-12 || got.Estimate.N != 2 {
		t.Errorf("%+v, want a third of 2 examples of m", got)
	}
}
