// Package infogain looks for surface shortcuts: parts of an answer that follow
// from one or two parts of the problem, so that a model can have them right
// without working the problem at all (METHOD.md section 7).
//
// The last digit of a product is a function of the last digits of the factors;
// its first digit nearly follows from the first digits. A model that has learnt
// just these answers 96745982 x 93678239 with 9066591470043979798 in place of
// 9062993224085698: it begins and ends well.
//
// # Relative information gain
//
// The instances of one size, all equally likely, give values to input variables
// (the digits x1 .. xn, y1 .. ym) and to output variables (the digits z1 ..
// z(n+m)). The entropy H(Y) says, in bits, how open output Y is before one looks
// at the problem; H(Y|X) how open it is to one who has looked at the inputs X
// alone. What X tells of Y is
//
//	RelativeIG(Y|X) = (H(Y) - H(Y|X)) / H(Y)
//
// between 0 (nothing) and 1 (Y is a function of X). The last digits of the
// factors tell 1 of the last digit of the product, either of them alone .22, and
// the first digits .79 of the first. Two inputs can tell everything of which
// either alone tells nothing, as with a sum modulo 2; so pairs and triples are
// measured, not only single inputs.
//
// It misleads where taken for the share of right guesses: an output may be known
// .79 in bits and be guessed right more often or less often than that.
//
// # From a task to a sentence
//
//  1. A task that takes part implements task.Variables: names of the variables,
//     how inputs make outputs, and how to find the outputs in an answer.
//  2. [Measure] counts instances and returns a [Table] with the gain of every
//     set of inputs for every output, and with the chance that two instances
//     agree in an output.
//  3. [Table.Compare] takes responses and asks of the wrong answers which
//     outputs they have right nevertheless, set beside chance and beside the best
//     gain.
//  4. [Table.Sentence] and [Table.Verdict] put that into words.
//
// # All instances, or a sample
//
// Sizes of up to Options.Exact instances are enumerated, all of them, and the
// table is exact; enumerate.go says how it is done without counting every set of
// inputs at every instance. Larger sizes are sampled.
//
// A sample has two errors. Its entropies are too low in the mean, the more so the
// more values there are to spread over: H(Y|X) of a triple looks lower than it
// is, and inputs that tell nothing would seem to tell something. Miller and
// Madow's correction adds (values seen - 1) / 2N to each entropy, in nats. It
// needs only the counts at hand and leaves a bias of order 1/N², so long as the
// sample is large beside the number of combinations; a warning says where it is
// not.
//
// The other error is chance. [Gain].Error is its standard deviation by the delta
// method: every drawn instance moves RelativeIG by
//
//	((1-RelativeIG)·b - a) / (H(Y)·N)    a = -log p(y|x), b = -log p(y)
//
// and the variance of that over the sample is known as soon as the counts are.
// A bootstrap would count N instances anew some hundred times, for each of many
// thousand gains, and would give each resample the same bias once more; a
// jackknife gives the delta method's answer for more work. Where inputs tell
// nothing the first order vanishes; what remains of it in a sample is as large as
// the second order's, or larger. Where the sample saw a function no error could be
// computed; it is then set to what one instance that breaks it would
// contribute, log N / (H(Y)·N). In the tests 95 % of the intervals hold the exact
// gain.
//
// Sources: Dziri et al. (2023), "Faith and Fate", appendix on relative
// information gain; Miller (1955), "Note on the bias of information estimates";
// for the delta method, Roulston (1999), Physica D 125:285.
package infogain
