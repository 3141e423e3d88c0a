// Package sampling measures what a model can do when it may answer more than once:
// k responses to each problem, of which one must be chosen or any may count
// (METHOD.md section 8). Beside coverage of the training data it asks: does sampling
// more rescue the problems that training did not cover?
//
// Every function takes plain values, knows nothing of tasks or databases, and
// returns estimates: nothing here prints.
//
// # A walk through the measures
//
// An [Example] is a problem with its sampled responses, a [Response] says whether
// it is right, what it answered and, where known, how it was scored. A measure
// gives a [Curve]: one estimate for each number k of responses.
//
//  1. [PassAtK] is what sampling could achieve if someone always picked a right
//     response where there is one: the ceiling. [PassHatK] is how often all k are
//     right: reliability. At k = 1 every measure is the plain accuracy.
//  2. [Consensus] picks the most common answer and needs no verifier;
//     [WeightedConsensus] lets surer responses count for more.
//  3. [BestOf] picks by a number: an [OutcomeReward], the model's own
//     [MeanLogProb], or the scores of the steps made into one ([ProcessReward]
//     with [Product], [Min], [Last] or [Mean]). [OracleProcessReward] is the
//     ceiling of the latter.
//  4. [TreeSearch] looks into trees of thoughts, where the choice is made after
//     each step: is it the generator or the evaluator that fails?
//  5. [ScalingLaws] fits pass@k at small k, says how well that foretells large k,
//     and so what more sampling would bring.
//  6. [Buckets] splits the examples by a covariate, such as training coverage, and
//     each measure is called on each bucket.
//
// # Expectations, not draws
//
// With n responses and k < n the value of an example is the mean over all k-subsets
// of its responses. It is worked out exactly wherever that is cheap, with ties
// sharing the credit, so there is no luck in which responses came first. Only large
// votes are subsampled; then [Point] states the error.
//
// Examples with fewer than k responses are left out of the point at k. The interval
// is a percentile bootstrap over examples (or clusters of them), not responses: had
// other problems of the kind been chosen, how would the value move?
//
// # Three promises
//
// They are those of package stats: no function panics and no NaN or infinity leaves
// the package, for what cannot be estimated has OK false and a warning that says
// why; the same input and seed give the same bits, whatever the number of
// processors; and every expectation is checked against an enumeration of all
// subsets, every fit against SciPy.
//
// # How to add a measure
//
// If it picks one response by a number, write a [Scorer]; BestOf and
// WeightedConsensus take any. Otherwise fill a table with a value for each example
// and k, as passCurve does in a few lines, and let the table make the curve; then
// add the measure to TestExpectationsAgainstAllSubsets and TestNothingIsEverNaN.
package sampling
