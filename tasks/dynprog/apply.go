package dynprog

import (
	"slices"

	"github.com/graphcov/graphcov/graph"
)

// maxArgument bounds the length of the numbers that a response is believed to
// compute with, so that endless digits make no endless work.
const maxArgument = 10_000

// Apply implements task.Instance. The ops on numbers make no value of anything
// but integers, those on truths none of anything but true and false.
func (p Instance) Apply(g *graph.Graph, v graph.Node, args []string) (string, bool) {
	if len(args) == 0 || len(args) != len(g.Args(v)) {
		return "", false
	}
	op := g.Op(v)
	of := isOperand
	if op == opAnd || op == opPick || op == opNot {
		of = isTruth
	}
	if slices.ContainsFunc(args, func(a string) bool { return !of(a) }) {
		return "", false
	}
	switch op {
	case opMax0:
		return max0(args...), true
	case opAdd:
		sum := "0"
		for _, a := range args {
			sum = add(sum, a)
		}
		return sum, true
	case opEqual:
		return truth(args[0] == args[len(args)-1]), true
	case opAnd:
		return truth(!slices.Contains(args, "false")), true
	case opPick:
		return picked(args[0] == "true"), true
	case opNot:
		return truth(args[0] == "false"), true
	case opList:
		return string(appendList(nil, args)), true
	}
	return "", false
}

func isOperand(text string) bool { return len(text) <= maxArgument && isInteger(text) }

func isTruth(text string) bool { return text == "true" || text == "false" }
