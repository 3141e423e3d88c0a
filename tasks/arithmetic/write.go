package arithmetic

import (
	"strings"

	"github.com/graphcov/graphcov/graph"
)

// writer spells expressions out, so that the lexer reads them back as they are.
type writer struct{ b []byte }

func (w *writer) text(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

// Levels of precedence, loosest first.
const (
	levelSum = iota + 1
	levelProduct
	levelSign
	levelPower
	levelValue
)

func level(op graph.Op) int {
	switch op {
	case opAdd, opSubtract:
		return levelSum
	case opMultiply, opDivide, opFloorDivide:
		return levelProduct
	case opNegate:
		return levelSign
	case opPower:
		return levelPower
	}
	return levelValue
}

func signOf(op graph.Op) string {
	switch op {
	case opAdd:
		return " + "
	case opSubtract:
		return " - "
	case opMultiply:
		return " * "
	case opDivide:
		return " / "
	case opFloorDivide:
		return " // "
	}
	return " ^ "
}

// operation writes op on two values, or one.
func (w *writer) operation(op graph.Op, left, right string) {
	switch op {
	case opNegate:
		w.text("-(", left, ")")
	case opPercent:
		w.bracketed(left)
		w.text("%")
	default:
		if op == opPower || !isPlainLiteral(left) && left[0] != '-' {
			w.bracketed(left)
		} else {
			w.text(left)
		}
		w.text(signOf(op))
		w.bracketed(right)
	}
}

// bracketed writes a value, in brackets where it is more than digits.
func (w *writer) bracketed(value string) {
	if isPlainLiteral(value) {
		w.text(value)
	} else {
		w.text("(", value, ")")
	}
}

// isPlainLiteral reports whether the value has neither a sign nor a slash.
func isPlainLiteral(value string) bool { return !strings.ContainsAny(value, "-/") }

// expression writes the node at i, in brackets where it binds less than the
// level that its place asks for.
func (w *writer) expression(nodes []node, i, least int) {
	n := &nodes[i]
	if n.isLiteral() {
		if len(w.b) == 0 && least <= levelProduct { // the sign of the first number needs no brackets
			w.text(n.value)
		} else {
			w.bracketed(n.value)
		}
		return
	}
	own := level(n.op)
	if own < least {
		w.text("(")
		w.expression(nodes, i, levelSum)
		w.text(")")
		return
	}
	switch n.op {
	case opNegate:
		w.text("-(")
		if inside := &nodes[n.left]; inside.isLiteral() {
			w.text(inside.value)
		} else {
			w.expression(nodes, int(n.left), levelSum)
		}
		w.text(")")
	case opPercent:
		w.expression(nodes, int(n.left), levelValue)
		w.text("%")
	case opPower: // right-associative
		w.expression(nodes, int(n.left), levelValue)
		w.text(signOf(n.op))
		w.expression(nodes, int(n.right), levelPower)
	default:
		w.expression(nodes, int(n.left), own)
		w.text(signOf(n.op))
		w.expression(nodes, int(n.right), own+1)
	}
}
