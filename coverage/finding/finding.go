package finding

import (
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

const (
	// StratumAll is the stratum of a finding over everything.
	StratumAll = "all"
	// StratumLikeSteps is that of a comparison at like step coverage.
	StratumLikeSteps = "at least 90 % of non-sink steps seen"
)

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
