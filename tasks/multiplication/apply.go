package multiplication

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// maxArgument bounds the length of the numbers that a response is believed to
// compute with, so that endless digits make no endless work.
const maxArgument = 10_000

// Apply implements task.Instance. The ops make no value of anything but
// non-negative integers.
func (p Instance) Apply(g *graph.Graph, v graph.Node, args []string) (string, bool) {
	if len(args) != len(g.Args(v)) {
		return "", false
	}
	for _, a := range args {
		if a == "" || len(a) > maxArgument || !isDigits(a) {
			return "", false
		}
	}
	switch op := g.Op(v); op {
	case opMultiply:
		return multiply(args[0], args[1]), true
	case opAdd:
		return add(args), true
	case opMod10:
		return args[0][len(args[0])-1:], true
	case opDiv10:
		return trimZeros("0" + args[0][:len(args[0])-1]), true
	case opConcat:
		return trimZeros(strings.Join(args, "")), true
	default:
		power, ok := strings.CutPrefix(string(op), shiftName)
		j, err := strconv.Atoi(power)
		if !ok || err != nil || j < 0 || j > MaxColumns {
			return "", false
		}
		return shift(trimZeros(args[0]), j), true
	}
}

func add(numbers []string) string {
	sum := new(big.Int)
	for _, n := range numbers {
		term, _ := new(big.Int).SetString(n, 10)
		sum.Add(sum, term)
	}
	return sum.String()
}
