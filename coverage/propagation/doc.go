// Package propagation sets a theory beside what a model did: that a response is
// a row of steps, each of which goes wrong with a chance of its own and
// independently of the others, and that a wrong step makes everything after it
// wrong. The theory has one kind of parameter, the error rates of the steps, and
// predicts the accuracy of every problem from its computation graph alone.
//
// # What it is for
//
// A model that does better on large problems than its own step errors allow did
// not get there by those steps alone. That is consistent with recall. It is also
// consistent with errors that come in clusters, and with operations that forgive
// errors; so the package measures these too.
//
// # A walk through an analysis
//
// Input is one [Example] per problem: counts by op and layer over its responses.
// [Analyze] makes everything else.
//
//  1. Rates ([Rate]). Of the steps whose arguments were all right, which share
//     came out wrong? By op, or by op and layer.
//  2. Prediction. A problem is right where each of its steps is:
//     the product of 1 - rate over its nodes ([Group].Predicted).
//  3. Observation. Over problems of equal depth, width or number of operations:
//     observed accuracy less predicted is the excess ([Group].Excess). The
//     calibration table does the same over tenths of the predicted accuracy.
//  4. Clustering. [Report].Correlation says how alike the steps of one example
//     are, beyond their ops; [Group].Clustered is the prediction with that taken
//     in, and [Group].Remaining the excess that is left.
//  5. Bounds. [WidthBound] and [DepthBound] are the paper's two propositions on
//     how surely errors come to dominate as problems grow.
//
// # Reading an excess
//
//   - Excess around 0: the steps explain the accuracy.
//   - Excess above 0, Remaining around 0, Correlation above 0: the errors sit in
//     some examples and spare others. What makes examples easy may be anything,
//     having been trained on them included: a model that recalls whole worked
//     solutions looks just like this. Set the example's coverage beside it.
//   - Remaining above 0, Flawless above Clustered: the errors cluster in
//     responses more than in examples (or more unevenly than a beta distribution).
//   - Remaining above 0 and Restored high: answers are right in spite of wrong
//     steps. Either the ops forgive (max, mod10: masked restorations) or the answer
//     came from somewhere else, the mark of recall.
//   - Excess below 0: later steps are harder than their rates say, responses
//     break off, or the final answer is misreported.
//
// # What an excess cannot show
//
// A step is judged where all before it went well, so rates are those of the
// examples that got so far. Should errors cluster, these are the easy ones: the
// rates are too low for the others and the excess too small. In a single chain
// with rates by layer it is 0 whatever the errors do, the predicted accuracy being
// the product-limit estimate of survival (Kaplan and Meier 1958, JASA 53:457). So
// an excess near 0 does not rule clustering out: look at [Report].Correlation.
// [Report].MeanError and [Group].Clustered correct for the leaning.
// Rates by op see more than rates by layer, and wide graphs more than chains.
//
// # Two traps, and what is done about them
//
// Rates estimated on the very responses that they then predict flatter the
// prediction. By default each example is therefore predicted with rates of the
// other examples (cross-fitting, [Options].Folds).
//
// Only steps that a response wrote are judged. A response that breaks off, or
// skips what it finds hard, shows no error there: the rates are those of the
// steps written, and are too low for the steps left out if these would have gone
// wrong more often. The prediction is then too high and an excess understated.
// [Rate].Missing says how many steps were left out.
//
// # Promises
//
// No NaN and no infinity leaves the package: what cannot be estimated has OK
// false and a reason ([stats.Estimate]). Same input and seed, same result,
// whatever the number of processors.
//
// Source: METHOD.md section 10; Dziri et al. (2023), "Faith and Fate", section 4.
package propagation
