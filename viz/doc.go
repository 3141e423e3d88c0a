// Package viz draws what the other packages found. It computes nothing itself:
// every number in a picture is one that the database holds.
//
// Package dot draws computation graphs, coloured by coverage and outlined by
// outcome, in the language of Graphviz. Package chart turns findings into charts,
// as data, SVG and CSV.
package viz
