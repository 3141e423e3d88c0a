package arithmetic

import "github.com/graphcov/graphcov/graph"

// Ops of the task.
const (
	opAdd         graph.Op = "add"
	opSubtract    graph.Op = "subtract"
	opMultiply    graph.Op = "multiply"
	opDivide      graph.Op = "divide"
	opFloorDivide graph.Op = "floordivide"
	opNegate      graph.Op = "negate"
	opPower       graph.Op = "power"
	opPercent     graph.Op = "percent"
)

// kind is what a token is.
type kind uint8

const (
	gap     kind = iota // the end of a sentence or clause: no expression goes on over it
	unknown             // a variable, or a number that is none: its side has no value
	number              // text is its canonical value, without a sign
	equals              // = or ≈
	open                // brackets of any kind
	closing
	plus // as sign or operator
	minus
	star
	over
	floor
	raised // to a power
	percent
)

type token struct {
	kind kind
	text string
}

// state is where in an expression the lexer stands.
type state uint8

const (
	fresh    state = iota // at its beginning, or that of a bracket or side
	named                 // after words at its beginning
	operator              // after an operator
	operand               // after a number or closing bracket
	unit                  // after words that follow an operand
)

// hasOperand says that an operator may follow.
func (s state) hasOperand() bool { return s >= operand }
