// Package dynprog is the task of the highest sum without neighbours: of a list
// of integers some are chosen, no two of them next to each other, so that their
// sum is as high as can be. It is worked by dynamic programming, as in section
// 3.2 of METHOD.md and in the paper's published scratchpads.
//
// The nodes of a graph, for the positions i of the list, counted from 0:
//
//	input[i]    the list, sources
//	dp[i]       the highest sum that the list from i on allows
//	plus[i]     the sum if input[i] is chosen: input[i] + dp[i+2] (not for the
//	            last two, where it is input[i] itself)
//	can[i]      whether input[i] may be chosen: the one before it was not
//	            (can[0] is a source)
//	equal[i]    whether dp[i] is plus[i]: choosing input[i] loses nothing
//	use[i]      whether input[i] is chosen: equal[i] and can[i]
//	output[i]   1 if it is, else 2
//	output      the list of these, the answer
//
// question.go and instance.go read a problem, run.go works it, compile.go writes
// the run down as a graph and scratchpad.go in words. scan.go takes a text of
// that form apart, however damaged, step by step (steps.go, lineend.go) with the
// cursor of cursor.go; document.go
// makes the graph that a training document spells out of it, and trace.go sets
// what a model wrote beside the graph of the instance. answer.go finds the final
// answer. Numbers are decimal text of any length throughout (integer.go).
package dynprog
