// Package arithmetic is the task of everything whose steps are written as
// equations: expressions to evaluate, and worded problems with a reference
// solution, as in section 3.4 of METHOD.md.
//
// The nodes of a graph, for step k (an equation, or in the graph of an
// expression an operation of it), all counted from 0:
//
//	operand[k,i]   operand i of the step, a source where no earlier step states it
//	inner[k,i]     an operation inside an equation, whose value is not written down
//	result[k]      the outermost operation with the value that the step states
//
// A text goes through the package in this order:
//
//  1. scan.go finds the lines that have an equation, or the <<..>> annotations;
//     lex.go and its neighbours take them apart into tokens, without units,
//     list numbers, Markdown and LaTeX marks.
//  2. chain.go puts the tokens together into sides and chains A = B = C, with
//     the help of parse.go, which reads one side, and rational.go, which
//     evaluates it. What comes of it is a list of steps.
//  3. compile.go makes the graph of the steps, linked by their values.
//  4. align.go and trace.go set the steps of a response beside a gold graph.
//
// Beyond what METHOD.md names, these are read as they are meant: ≈ for =,
// 1 1/2 and 1½ as one number, 40(.10) as a product, 5² as a power, "2 times 3",
// "20% of 50", and thousands set off by blanks. The value of "= 60%" is 0.6,
// unless the left side is nearer to 60. Numbers, powers, brackets and the
// length of an expression have bounds (rational.go, lex.go); beyond them there
// is no value, so that no text takes more than time in proportion to its length.
//
// problem.go tells what problem a question is: an expression (question.go,
// expression.go) or one in words (worded.go).
package arithmetic
