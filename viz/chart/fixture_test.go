package chart

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
)

// hostile is a model whose name must be escaped wherever it is written.
const hostile = `<script>alert(1)</script>&"`

// row is a row of the table, of the hostile model on multiplication.
type row struct {
	corpus                 bool
	scope                  string
	measure, stratum       string
	estimate, low, high    any // nil: not estimable
	n                      int
	verdict, note, another string // another: the model, where it is another
}

// findings are the estimates of the constructed database. The numbers are made
// up, each a different one, so that none can stand in for another.
func findings() []row {
	full := func(measure, stratum string, estimate, low, high any, n int, note string) row {
		return row{corpus: true, scope: "full", measure: measure, stratum: stratum, estimate: estimate, low: low, high: high, n: n, note: note}
	}
	plain := func(measure, stratum string, estimate, low, high any, n int) row {
		return row{measure: measure, stratum: stratum, estimate: estimate, low: low, high: high, n: n}
	}
	return []row{
		plain(finding.MeasureAccuracy, "all", .5, .4, .6, 50),
		plain(finding.MeasureAccuracy, "2x1", .9, .7, .97, 20),
		plain(finding.MeasureAccuracy, "3x3", .1, .02, .3, 30),
		{measure: finding.MeasureAccuracy, stratum: "2x1", estimate: .8, low: .6, high: .92, n: 20, another: "plain"},
		plain(finding.MeasureByDepth, "depth 2", .9, .7, .97, 21),
		plain(finding.MeasureByDepth, "depth 4", .2, .1, .4, 29),
		plain(finding.MeasureByWidth, "width 3", .45, .3, .6, 50),
		plain(finding.MeasureByParallelism, "parallelism 2 to 2.5", .55, .35, .75, 25),
		plain(finding.MeasureByParallelism, "parallelism 3 to 3", .35, .2, .5, 26),
		full(finding.MeasureDocumentsRight, "depth 1", 120., 100., 140., 40, ""),
		full(finding.MeasureDocumentsWrong, "depth 1", 60., 50., 70., 30, ""),
		full(finding.MeasureDocumentsRight, "depth 2", nil, nil, nil, 0, "no example of the group has nodes at this depth"),
		full(finding.MeasureDocumentsWrong, "depth 2", 0., 0., .5, 28, ""),
		plain(finding.MeasureRightInWrong, "3x3 z1", .25, .1, .5, 27),
		plain(finding.MeasureRightInWrong, "3x3 z2", nil, nil, nil, 0),
		plain(finding.MeasureRelativeGain, "3x3 x1 -> z1", .2, .2, .2, 810000),
		plain(finding.MeasureRelativeGain, "3x3 x1 -> z2", 0., 0., 0., 810000),
		plain(finding.MeasureRelativeGain, "3x3 x1, y1 -> z1", .79, .79, .79, 810000),
		plain(finding.MeasureRelativeGain, "3x3 x1, y1 -> z2", .09, .09, .09, 810000),
		plain(finding.MeasureCalibration, "bin 1, predicted", .3, .25, .35, 24),
		plain(finding.MeasureCalibration, "bin 1, observed", .65, .5, .8, 24),
		plain(finding.MeasureCalibration, "bin 2, predicted", nil, nil, nil, 0),
		plain(finding.MeasureCalibration, "bin 2, observed", .7, .6, .8, 23),
		plain(finding.MeasurePassAtK, "k=1", .5, .4, .6, 50),
		plain(finding.MeasurePassAtK, "k=2", .7, .6, .8, 49),
		plain(finding.MeasureConsensus, "k=1", .5, .4, .6, 50),
		plain(finding.MeasureConsensus, "k=2", .52, .42, .62, 49),
		plain(finding.MeasureBestOf+"_logprob", "k=2", .61, .51, .71, 48),
		full(finding.MeasurePassAtK, "k=1, least covered third", .11, .05, .2, 17, ""),
		full(finding.MeasurePassAtK, "k=2, least covered third", .12, .06, .22, 17, ""),
		full(finding.MeasurePassAtK, "k=1, most covered third", .91, .8, .97, 16, ""),
		plain(finding.MeasureScaling, "exponentiated power law a", -.7, -.8, -.6, 50),
		plain(finding.MeasureScalingCurve, "exponentiated power law, k=1", .51, nil, nil, 50),
		plain(finding.MeasureScalingCurve, "exponentiated power law, k=2", .68, nil, nil, 50),
		plain(finding.MeasureScalingError, "exponentiated power law, k=2", -.02, -.05, .01, 50),
		plain(finding.MeasureOutcomeShare, "layer 1, correct", .7, .6, .8, 6),
		plain(finding.MeasureOutcomeShare, "layer 1, local", .1, .05, .2, 6),
		plain(finding.MeasureOutcomeShare, "layer 1, missing", .2, .1, .3, 6),
		plain(finding.MeasureOutcomeShare, "layer 3, correct", .5, .2, .8, 2),
		plain(finding.MeasureOutcomeShare, "layer 3, restoration_masked", .5, .2, .8, 2),
		full(finding.MeasureDecile, "decile 1", .15, .08, .3, 10, "exposure 0.5 to 1.25; nothing held fixed: not evidence"),
		full(finding.MeasureDecile, "decile 3", .85, .7, .95, 11, "exposure 2 to 3; nothing held fixed: not evidence"),
		{corpus: true, scope: "full", measure: finding.MeasureStratifiedAUC, stratum: "all", estimate: .66, low: .58, high: .74, n: 46, verdict: "tracks training coverage"},
		{corpus: true, scope: "shape", measure: finding.MeasureStratifiedAUC, stratum: "all", n: 45, verdict: "inconclusive", note: "no right answers"},
		full(finding.MeasureReferenceAUC, "all", .51, .45, .57, 43, "39 bijections"),
		{corpus: true, scope: "full", measure: finding.MeasureNodeAUC, stratum: "all", estimate: .53, low: .49, high: .57, n: 44, verdict: "no evidence"},
	}
}

// constructed makes a database with those findings, and with two responses to
// one problem.
func constructed(t testing.TB) *database.DB {
	t.Helper()
	return filled(t, func(exec func(query string, args ...any)) {
		exec("INSERT INTO corpus VALUES (1, 'c & d', 'multiplication', 9, 9, 0, 0, 90, 900)")
		exec("INSERT INTO source VALUES ('s', 'x', 'native', 2, 2, 0, 'now')")
		exec("INSERT INTO example VALUES (1, 'multiplication', 's', 'e', 'q', 'i', '2x1', 'g', 4, 7, 6, 2, 3, 3.5)")
		for response := 1; response <= 2; response++ {
			exec("INSERT INTO response VALUES (?, 1, 'long', ?, ?, '1', '1', 1, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 0, 0, 0)", response, hostile, response)
		}
		for i, f := range findings() {
			model, corpus := hostile, any(nil)
			if f.another != "" {
				model = f.another
			}
			if f.corpus {
				corpus = 1
			}
			exec("INSERT INTO finding VALUES (?, ?, 'multiplication', ?, nullif(?, ''), ?, ?, ?, ?, ?, NULL, NULL, ?, nullif(?, ''), nullif(?, ''))",
				i+1, model, corpus, f.scope, f.measure, f.stratum, f.estimate, f.low, f.high, f.n, f.verdict, f.note)
		}
	})
}

// filled makes a database of what fill writes into it.
func filled(t testing.TB, fill func(exec func(query string, args ...any))) *database.DB {
	t.Helper()
	db, err := database.Create(t.Context(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		fill(func(query string, args ...any) {
			t.Helper()
			if _, err := tx.ExecContext(t.Context(), query, args...); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// load reads the charts of a kind.
func load(t testing.TB, db database.Querier, name string, f Filter) []Chart {
	t.Helper()
	kind, err := Get(name)
	if err != nil {
		t.Fatal(err)
	}
	charts, err := kind.Load(t.Context(), db, f)
	if err != nil {
		t.Fatal(err)
	}
	return charts
}
