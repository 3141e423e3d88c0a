// Package calibration asks whether the verdicts of graphcov are honest. It
// simulates models whose inner workings are known, sends their answers through
// the analysis of METHOD.md section 6, and counts the verdicts.
//
// Only the answers are simulated. Documents of a task are generated
// and indexed, and the coverage of the problems is looked up in that index, so
// exposures have the ties, gaps and entanglement with size of real ones.
//
// In the order in which a run uses them:
//
//  1. design.go says what is run: the corpus, the problems, and the studies, each
//     a responder, strata, a number of examples and how many data sets to draw.
//  2. pool.go makes the index, once, in a temporary database, and looks up the
//     coverage of a pool of problems, none of which is in the corpus.
//  3. responder.go has the simulated models: what chance each has to be right.
//  4. dataset.go draws examples and outcomes and gives the verdicts, with the
//     functions of package stats that the real analysis calls.
//  5. Run in run.go does so many times; Report in report.go has the rates and
//     prints them.
//
// # How to read the report
//
// For a responder that composes, or whose success depends on the size alone,
// "tracks training coverage" and "weak" are false alarms. The q values allow "tracks"
// in at most 1 % of data sets and any association in at most 5 %, over all scopes. For
// one that recalls, the same rates are the power: how often its recall is found,
// given so many examples.
//
// Strata that hold only the size show what goes wrong without the number of
// operations. Problems of one size differ in it: more operations are more
// chances of an error, and change the coverage, too, in either direction. So
// "inverse" is a false alarm like the others.
//
// No strata protect from a cause that they do not hold. HardDigits is a composer
// that fails at large digits, whose steps are rarer in training: read what
// verdicts it gets before taking "tracks" for proof of recall. A verdict says
// association; only matched probes speak of cause (METHOD.md section 9).
//
// # How to add a responder
//
// Write a function that returns its name and its chance; what it needs to know
// of a problem is a field of Problem, filled in by pool.go.
package calibration
