// Package coverage sets what a model got right beside what its training data
// contained.
//
// From transcripts to findings, in steps:
//
//  1. package transcript reads responses from log files;
//  2. works.go finds the graph that a response was worked by, of the task's
//     algorithms the one that explains most of its steps;
//  3. outcome.go says of each node of that graph what the response made of it:
//     right, wrong here, wrong since something before it was wrong, ..;
//  4. measure.go turns the counts of a graph's sub-graphs in a corpus into the
//     coverage of an example, reference.go to that of other problems of its form;
//  5. analyze.go runs these over files and fills the tables, with store.go;
//  6. sample.go and its neighbours read the tables back as observations, and
//     findings.go runs one estimator after the other over them: each of the list
//     is a file find_*.go, with the statistics of the packages stats (accuracy,
//     association), sampling (several responses), propagation (errors of steps)
//     and infogain (shortcuts);
//  7. summary.go groups findings for reading, advice.go says what weakens them
//     and what to do next; compare.go sets two models or corpora side by side;
//     telling.go picks single responses to look at.
//
// To add a finding, write its find_*.go and add a line to the list in findings.go.
package coverage
