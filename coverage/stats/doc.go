// Package stats holds the statistics that set a model's answers beside the
// coverage of its training data. Every function takes plain numbers, knows
// nothing of tasks or databases, and returns a value: nothing here prints.
//
// # One example, one observation
//
// The question is always the same: are the problems a model gets right those
// whose partial computations it met in training? So one example becomes one
// [Observation]: its exposure (how much of it was met), its stratum (which
// other examples it may fairly be compared with) and two weights, the shares
// of its responses that were right and wrong.
//
// # A walk through an analysis
//
//  1. [Accuracy] says how often the model is right, [AccuracyDifference] how
//     two sets of examples differ, e.g. sizes trained on and sizes not.
//  2. [GroupMeans] makes the paper's figure: mean training documents by depth
//     of the partial computation, for right and for wrong answers.
//  3. [AccuracyByDecile], [PointBiserial] and [Spearman] describe: does accuracy
//     rise with exposure, with nothing held fixed?
//  4. [StratifiedAUC] is the headline: take a right and a wrong answer to
//     problems of the same size, how often has the right one been met more?
//     Half the time means no association.
//  5. [BootstrapAUC] puts an interval around it, [PermutationP] asks how often
//     shuffled outcomes give as strong an association, [BenjaminiHochberg]
//     pays for having asked about many scopes and exposures. [Exposures] asks all of
//     them at once, of the same draws, in a fraction of the time.
//  6. [MantelHaenszel] says the same as an odds ratio of seen and unseen, and
//     whether strata agree on it; [Logistic] holds more than strata fixed.
//  7. [CompareWithReference] asks what coverage of other problems of the same
//     form would have shown; [CompositionalityGap] whether steps seen together
//     are done better than the same steps seen apart.
//  8. [NodeAUC], [BootstrapNodeAUC] and [NodePermutationP] ask the headline's
//     question of single steps, with examples as the independent draws;
//     [NodeExposures] does so for several exposures.
//  9. [Verdict] turns the figures into one of five fixed phrases, and
//     [DetectableAUC] says what a set of this size could have shown at all.
//  10. [PairedDifference] and [PairedP] compare two models on the same examples,
//     [PairedAUCDifference] two exposures, e.g. coverage in two corpora.
//
// Association is all that these numbers show. Only matched probes, which
// differ in nothing but coverage, speak of cause.
//
// # Three promises
//
// No function panics, and no NaN or infinity leaves the package: what cannot be
// estimated has OK false and a warning that says why (see [Estimate]).
//
// The same input and seed give the same bits, whatever the number of
// processors: each draw of a bootstrap or permutation owns a random stream
// that depends on the seed and the draw's number alone (see [Resampling]).
//
// A bootstrap or permutation draws what it needs and no more: how often each kind of
// example is met ([Multinomial]), a rank for each uncommon outcome. The distribution is
// that of drawing examples one by one; on 100,000 examples of 10 responses a draw
// takes microseconds for sums, a third of a millisecond where exposures are all different, and
// under a millisecond for a dozen measures of exposure at once ([Exposures]).
//
// Every estimator is checked against figures from another program (SciPy,
// statsmodels, firthmodels) or against a slow twin that follows the definition word by word.
//
// # How to add a statistic
//
// Write one file, named after the statistic, and its test beside it. Return an
// [Estimate] made with newEstimate or notEstimable. To resample, write the
// function of one draw and hand it to Resampling.collect; [BootstrapInterval], or
// [BootstrapShare] for a mean of values between 0 and 1, makes the interval from its
// result. Other packages use [Resampling.Each]. [ClusterBootstrap] is the shortest to copy
// from. Then add the function to TestEdges and TestNothingIsEverNaN.
package stats
