// Package dot draws computation graphs in the language of Graphviz: sources on
// top, the answer at the bottom, every node filled by how often training data
// contains the partial computation that yields it and outlined by what a
// response made of it.
//
// A picture is made in three steps:
//
//  1. Load reads a stored example (load.go), FromGraph takes a bare graph; both
//     select what is drawn (draw.go: the sub-graph of one node, so many levels
//     deep), find rows or steps in the labels (group.go), and fold graphs that
//     are too big to read (fold.go). The result is a Drawing (drawing.go): plain
//     data, which is also what a program gets as JSON.
//  2. Write (write.go) lays a Drawing out, with colours of color.go, lines of
//     style.go and the legend of legend.go. The same Drawing gives the same bytes.
//  3. Render (graphviz.go) makes SVG, PNG or PDF of it, with Graphviz where it
//     is installed.
package dot
