// Package logic is the logic of Einstein's grid puzzles, as section 3.3 of
// METHOD.md defines it, without their words: attributes, values and houses are
// numbers.
//
// A [Puzzle] is a row of houses, attributes with as many values as there are
// houses, and clues. Its derivation ([Puzzle.Derive]) takes the clues step by
// step, as few at a time as will do, until all cells of the table are known,
// and says for each cell which clues and earlier cells support it. For a model's
// text, [Puzzle.Support] and [Forced] say what supports a cell that it states,
// and what its own cells would force. [Generate] draws puzzles.
//
// The code, from the bottom up:
//
//	constraint.go           a clue, and the houses that it leaves to its facts
//	propagate.go, solver.go  the exact search for assignments (houses of all facts)
//	oracle.go               whether clues and cells force a cell
//	hitting.go, combination.go  the smallest combination of clues that forces a cell
//	support.go, derive.go   supports, and the derivation
//
// The work on one call is bounded ([ErrEffort]): a puzzle of 5 houses and 5 attributes
// takes milliseconds to derive, one of 7 and 7 some 40, one of 9 and 9 a second.
//
// Nearly all the work is in one question, asked thousands of times: do these clues
// and cells force this cell? They do unless there is an assignment that satisfies
// them and differs there. The oracle keeps each such assignment as the set of
// clues and cells that it violates, so that it answers later questions by a
// few operations on bits.
package logic
