// Package estimate turns the tables of an analysis into findings.
//
// sample.go and its neighbours read the tables as observations: one an example,
// with the exposure of its graph, its responses and its nodes. findings.go runs
// one estimator after the other over them: each of the list is a file find_*.go.
// To add a finding, write its find_*.go, name its measure in package finding,
// and add a line to the list in findings.go.
//
// Beside the findings, compare.go sets two models or corpora side by side, and
// telling.go picks single responses to look at.
package estimate
