// Package chart turns what stands in a database into charts, and charts into
// files. It estimates nothing: every number of a chart, with its interval and n,
// is a row of the table finding or of a view.
//
//  1. A [Kind] reads one sort of chart for each model, task, corpus and scope
//     that it is asked for. [Kinds] lists them all; a new one is a file and a
//     line in that list.
//  2. A [Chart] is data: axes, series of points with intervals, reference
//     lines, and in words what a reader who cannot see it should know. As JSON
//     it is what a web page draws.
//  3. [WriteSVG] draws a chart for a paper, [WriteCSV] writes its numbers down.
package chart
