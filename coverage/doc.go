// Package coverage sets what a model got right beside what its training data
// contained.
//
// From transcripts to findings, in steps:
//
//  1. package transcript reads responses from log files;
//  2. works.go finds the graph that a response was worked by, of the task's
//     algorithms the one that explains most of its steps;
//  3. package outcome says of each node of that graph what the response made of
//     it: right, wrong here, wrong since something before it was wrong, ..;
//  4. measure.go turns the counts of a graph's sub-graphs in a corpus into the
//     coverage of an example, reference.go to that of other problems of its form;
//  5. analyze.go runs these over files and fills the tables, with store.go, whose
//     rows writer.go writes while the next are made;
//  6. package estimate reads the tables back as observations and runs one
//     estimator after the other over them, with the statistics of the packages
//     stats (accuracy, association), sampling (several responses), propagation
//     (errors of steps) and infogain (shortcuts);
//  7. package finding keeps the estimates, and groups and words them for reading.
//
// The tests here take the whole way, from files to findings; those of a single
// step are with its package.
package coverage
