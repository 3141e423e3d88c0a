// Package viz draws what the other packages found. It computes nothing itself.
//
// Package dot draws computation graphs, coloured by coverage and outlined by
// outcome, in the language of Graphviz. Package chart turns findings into charts.
// Package report puts both, with the finding in words first, on one web page;
// package serve answers a browser with the same page, live, and with everything
// else that the database holds. The tests of package browser look at those pages
// in a real one; package viztest makes the database that they show.
package viz
