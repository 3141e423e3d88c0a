// Package coverage sets what a model got right beside what its training data
// contained.
//
// From transcripts to findings, in steps:
//
//  1. package transcript reads responses from log files;
//  2. outcome.go says of each node of a problem's graph what the response made
//     of it: right, wrong here, wrong since something before it was wrong, ..;
//  3. measure.go turns the counts of a graph's sub-graphs in a corpus into the
//     coverage of an example;
//  4. analyze.go runs these over files and fills the tables, with store.go;
//  5. sample.go reads the tables back as observations, and findings.go runs
//     one estimator after the other over them: each estimator of the list is a
//     file find_*.go, with the statistics of package stats.
//
// To add a finding, write its find_*.go and add a line to the list in findings.go.
package coverage
