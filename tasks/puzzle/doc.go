// Package puzzle is Einstein's logic grid, section 3.3 of METHOD.md: K houses in
// a row, M attributes of K values each, each value in exactly one house, and
// clues in words that leave exactly one solution.
//
// The way of a puzzle through the package:
//
//  1. table.go lists the known attributes and how clues speak of their values;
//     phrase.go makes the phrases out of it. A new attribute is one entry there.
//  2. question.go takes a question apart into attribute lines, clues and an
//     ending; sentence.go reads and writes a clue in words, clue.go
//     its canonical text, such as same_house(drink=tea,name=bob).
//  3. grid.go is the puzzle without the order in which a question lists it, with
//     attributes and clues sorted. input.go is its JSON; listing.go keeps, or
//     makes up, the order and the wording.
//  4. Package logic solves it and derives the solution step by step. instance.go
//     holds both; compile.go makes the graph, apply.go its ops, scratchpad.go
//     the text.
//  5. scan.go and freetext.go find the cells that a text states, rows.go and
//     json.go its tables of answers. document.go makes the graph of a training
//     document of them, and trace.go sets a response beside the gold graph.
//
// The nodes of a graph, for the clues taken and the cells of the solution:
//
//	same_house(drink=tea,name=bob)  a clue, a source
//	cell[2,drink]                   deduce: what clues and cells force, as 2.drink=tea
//	solution                        table: all values, by house, then by label
//
// Everything is compared folded: lower case, only letters and digits. What a
// text can make the package do is bounded: houses and attributes (package logic),
// clues and their length, the length of values in prose.
package puzzle
