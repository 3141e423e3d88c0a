package coverage

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/stats"
)

// Names of measures, as they stand in the database.
const (
	MeasureAccuracy             = "accuracy"
	MeasureRightParts           = "right_parts"        // of answers of several parts, such as the cells of a grid
	MeasureUnread               = "unread"             // responses cut off or without a readable answer
	MeasureSeen                 = "seen"               // examples that are themselves in the training data
	MeasureTrainingDocuments    = "training_documents" // a plain count, without an interval
	MeasureShareSeen            = "share_seen"         // of the operation nodes, pooled over examples
	MeasureSizeCliff            = "size_cliff"         // accuracy on sizes trained on minus on sizes not
	MeasureDocumentsRight       = "mean_documents_right"
	MeasureDocumentsWrong       = "mean_documents_wrong"
	MeasurePassAtK              = "pass_at_k"             // of k responses one at least is right
	MeasurePassHatK             = "pass_hat_k"            // all k are
	MeasureConsensus            = "consensus"             // the most common answer of k is; _reward: weighted by it
	MeasureBestOf               = "best_of_k"             // the one that scores best is: _reward, _logprob, _oracle_steps, _steps_product, _steps_min, _steps_last, _steps_mean
	MeasureScaling              = "scaling_law"           // a parameter of a law fitted to pass@k
	MeasureScalingCurve         = "scaling_law_curve"     // the law's pass@k; its parameters say how uncertain it is
	MeasureScalingError         = "scaling_law_error"     // predicted minus observed pass@k
	MeasureTreeExpanded         = "tree_expanded"         // thoughts of a tree that the search went on from
	MeasureTreeDepth            = "tree_depth"            // thoughts on its longest path
	MeasureTreeKeptRight        = "tree_kept_right"       // of the thoughts kept, those in truth right
	MeasureTreePrunedRight      = "tree_pruned_right"     // of those pruned
	MeasureTreeSuccess          = "tree_success"          // searches that end in a right thought
	MeasureTreePerfect          = "tree_perfect"          // that a perfect evaluator of the same thoughts would have ended so
	MeasureTreePossible         = "tree_perfect_possible" // or that it could have, going on from a right one that was pruned
	MeasureRightInWrong         = "right_in_wrong"        // wrong answers that have this output variable right
	MeasurePointBiserial        = "point_biserial"        // correlation of exposure and success
	MeasureSpearman             = "spearman"              // of their ranks
	MeasureDecile               = "accuracy_by_exposure"  // of a tenth of the examples
	MeasureOddsRatio            = "odds_ratio"            // Mantel-Haenszel: every node seen, or not
	MeasureLogistic             = "logistic"              // a coefficient of the regression
	MeasureNodeAUC              = "node_stratified_auc"
	MeasureCompositionGap       = "compositionality_gap" // accuracy with more sub-graphs seen minus with fewer
	MeasureOutcomeShare         = "outcome_share"        // of the nodes of a layer, those with one outcome
	MeasureStepError            = "step_error"           // share of wrong steps among those with right arguments
	MeasureStepErrorCorrelation = "step_error_correlation"
	MeasurePredicted            = "predicted_accuracy" // by independent step errors
	MeasureExcess               = "excess_accuracy"    // observed less predicted
	MeasureRemaining            = "excess_beyond_clustering"
	MeasureCalibration          = "calibration"
	MeasureErrorBound           = "error_bound"
	MeasureRawAUC               = "raw_auc"      // of the headline exposure
	MeasureRawAUCSize           = "raw_auc_size" // of having few operation nodes
	MeasureStratifiedAUC        = "stratified_auc"
	MeasureReferenceAUC         = "reference_auc"          // of other problems of the same form: mean and middle 95 % of draws
	MeasureOverReference        = "excess_over_reference"  // the headline AUC less that
	MeasureBySizeAUC            = "stratified_auc_by_size" // strata of size alone
	MeasureByDepth              = "accuracy_by_depth"      // of the problem's graph
	MeasureByWidth              = "accuracy_by_width"
	MeasureByParallelism        = "accuracy_by_parallelism"   // of a tenth of the examples
	MeasureRelativeGain         = "relative_information_gain" // what some input variables tell of an output
)

// StratumAll is the stratum of a finding over everything.
const StratumAll = "all"

// Finding is one estimate: a row of the table finding.
type Finding struct {
	Model, Task string
	CorpusID    int64  // 0: of no corpus
	Corpus      string // its name
	Scope       string // empty: of no scope
	Measure     string
	Stratum     string
	Estimate    stats.Estimate
	Exact       bool     // a count, or a point of a fitted curve: no interval
	P, Q        *float64 // nil: not tested
	Verdict     string
	Note        string
}

func (f *Finding) row(id int) []any {
	var value, low, high any
	if f.Estimate.OK {
		value = f.Estimate.Value
		if !f.Exact {
			low, high = f.Estimate.Low, f.Estimate.High
		}
	}
	var corpusID any
	if f.CorpusID != 0 {
		corpusID = f.CorpusID
	}
	return []any{id, f.Model, f.Task, corpusID, null(f.Scope), f.Measure, f.Stratum, value, low, high,
		nullable(f.P), nullable(f.Q), f.Estimate.N, null(f.Verdict), null(f.note())}
}

// note joins what the estimator warns about with the finding's own remark.
func (f *Finding) note() string {
	note := f.Note
	for _, w := range f.Estimate.Warnings {
		if note != "" {
			note += "; "
		}
		note += w
	}
	return note
}

// ReadFindings returns the findings in the database, in the order in which
// they were found. Warnings are part of the Note.
func ReadFindings(ctx context.Context, db database.Querier) ([]Finding, error) {
	var all []Finding
	err := database.EachRow(ctx, db, `SELECT f.model, f.task, ifnull(f.corpus_id, 0), ifnull(c.name, ''), ifnull(f.scope, ''), f.measure, f.stratum,
		f.estimate, f.low, f.high, f.p, f.q, f.n, ifnull(f.verdict, ''), ifnull(f.note, '')
		FROM finding f LEFT JOIN corpus c USING (corpus_id) ORDER BY finding_id`, nil, func(rows *sql.Rows) error {
		var f Finding
		var value, low, high, p, q sql.NullFloat64
		err := rows.Scan(&f.Model, &f.Task, &f.CorpusID, &f.Corpus, &f.Scope, &f.Measure, &f.Stratum,
			&value, &low, &high, &p, &q, &f.Estimate.N, &f.Verdict, &f.Note)
		f.Estimate.OK = value.Valid
		f.Estimate.Value, f.Estimate.Low, f.Estimate.High = value.Float64, low.Float64, high.Float64
		f.Exact = value.Valid && !low.Valid
		f.P, f.Q = optional(p), optional(q)
		all = append(all, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading findings: %w", err)
	}
	return all, nil
}

func optional(v sql.NullFloat64) *float64 {
	if !v.Valid {
		return nil
	}
	return &v.Float64
}
