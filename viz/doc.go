// Package viz draws what the other packages found. It computes nothing itself.
//
// dot.go writes a computation graph in the language of Graphviz.
package viz
