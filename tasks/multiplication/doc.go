// Package multiplication is the task x times y by long multiplication, digit
// by digit, with carries, as in section 3.1 of METHOD.md and in the paper's
// published scratchpads.
//
// The nodes of a graph, for rows j (digits of y) and columns i (digits of x),
// both counted from the ones:
//
//	x[i], y[j]            the digits, sources
//	prod[j,i]             x[i] times y[j]
//	sum[j,i]              prod[j,i] plus the carry of column i-1, where that is not 0
//	digit[j,i], carry[j,i]  the last digit of that and the rest, where it has two
//	                      digits and a column follows
//	partial[j]            the digits of row j put together (x of two digits and more)
//	shifted[j]            partial[j] times 10^j (j >= 1)
//	product               the sum of the rows (y of two digits and more)
//
// question.go and instance.go read a problem, compile.go builds its graph and
// scratchpad.go spells it out. scan.go takes a text of that form apart, however
// damaged, statement by statement (statement.go); document.go makes the graph
// that a training document spells out of it, and trace.go sets what a model
// wrote beside the graph of the instance.
package multiplication
